import { ConsoleLogger, type INestApplicationContext, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppConfig } from '@app/config';
import { explainDatabaseError } from '@app/database';
import { NoReleasePublishedError } from '@app/occupations';
import { ReleasesService } from '@app/runs';
import { ProfilesService } from '@app/skills';
import { DataSource } from 'typeorm';
import { CliModule } from './cli.module';

/** Standard output is for answers, which programs read; everything else goes to standard error. */
class StderrLogger extends ConsoleLogger {
  protected override printMessages(messages: unknown[], context?: string, logLevel?: LogLevel): void {
    super.printMessages(messages, context, logLevel, 'stderr');
  }
}

/** Runs one command with the providers of the service, on the configured database, which is created and migrated. */
export async function withApp<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const app = await NestFactory.createApplicationContext(CliModule, { abortOnError: false, logger: false });
  const debug: LogLevel[] = app.get(AppConfig).logLevel === 'debug' ? ['debug'] : [];
  app.useLogger(new StderrLogger({ logLevels: [...debug, 'warn', 'error'] }));
  try {
    return await work(app);
  } catch (error) {
    throw explainDatabaseError(app.get(DataSource), error);
  } finally {
    await app.close();
  }
}

/**
 * The same with the current release loaded.
 * @throws NoReleasePublishedError
 */
export function withRelease<T>(work: (app: INestApplicationContext) => Promise<T> | T): Promise<T> {
  return withApp(async (app) => {
    await app.get(ReleasesService).poll();
    if (!app.get(ProfilesService).isLoaded) throw new NoReleasePublishedError();
    return work(app);
  });
}
