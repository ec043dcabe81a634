import type { Command } from 'commander';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { print, type OutputOptions } from '../output';
import { withApp } from '../with-app';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('create the database if it does not exist and bring its tables up to date')
    .option('--json', 'print the outcome as JSON')
    .action((options: OutputOptions) =>
      // Opening the data source is what migrates; every command does.
      withApp(
        (app) => {
          const { migrations } = app.get<DataSource>(getDataSourceToken());
          const newest = migrations.at(-1)?.name ?? '';
          print(options, { migrations: migrations.length, newest }, () => `The tables are up to date (${newest}).`);
          return Promise.resolve();
        },
        { createsDatabase: true },
      ),
    );
}
