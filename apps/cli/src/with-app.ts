import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { explainDatabaseError } from '@app/database';
import { NoReleasePublishedError, ServedRelease } from '@app/releases';
import { RunsService } from '@app/runs';
import { DataSource } from 'typeorm';
import { CliModule } from './cli.module';
import { EXIT } from './exit-codes';
import { createLogger } from './logger';

const LINGER_MS = 1_000;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface AppOptions {
  /** Creates the database where there is none: for commands that put something into it. */
  readonly createsDatabase?: boolean;
}

/**
 * Runs one command with the providers of the service, on the configured database, whose tables are brought up to date.
 * @throws DatabaseMissingError for a command that does not create it
 */
export async function withApp<T>(
  work: (app: INestApplicationContext) => Promise<T>,
  { createsDatabase = false }: AppOptions = {},
): Promise<T> {
  const parts = CliModule.on({ mustExist: !createsDatabase });
  const app = await NestFactory.createApplicationContext(parts, { abortOnError: false, logger: false });
  app.useLogger(createLogger(app.get(AppConfig).logLevel));
  // The first signal lets a run take back what it has half written and give its place to others; the second one kills.
  const stop = (): void => void app.get(RunsService).stop().then(endSoon);
  for (const signal of STOP_SIGNALS) process.once(signal, stop);
  try {
    return await work(app);
  } catch (error) {
    throw explainDatabaseError(app.get(DataSource), error);
  } finally {
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
    // The command has said what there was to say; that a lost connection cannot be closed either helps nobody.
    app.useLogger(false);
    await app.close();
  }
}

/** A command that had no run ends as well; one that had has its error to print. */
function endSoon(): void {
  setTimeout(() => process.exit(EXIT.interrupted), LINGER_MS).unref();
}

/**
 * The same with the current release loaded.
 * @throws NoReleasePublishedError
 */
export function withRelease<T>(work: (app: INestApplicationContext) => Promise<T> | T): Promise<T> {
  return withApp(async (app) => {
    const served = app.get(ServedRelease);
    await served.poll();
    if (!served.isLoaded) throw new NoReleasePublishedError();
    return work(app);
  });
}
