import { ConsoleLogger, type INestApplicationContext, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppConfig } from '@app/config';
import { explainDatabaseError } from '@app/database';
import { NoReleasePublishedError } from '@app/occupations';
import { ReleasesService, RunsService } from '@app/runs';
import { ProfilesService } from '@app/skills';
import { DataSource } from 'typeorm';
import { CliModule } from './cli.module';
import { EXIT } from './exit-codes';

/** Standard output is for answers, which programs read; everything else goes to standard error. */
class StderrLogger extends ConsoleLogger {
  protected override printMessages(messages: unknown[], context?: string, logLevel?: LogLevel): void {
    super.printMessages(messages, context, logLevel, 'stderr');
  }
}

const LINGER_MS = 1_000;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Runs one command with the providers of the service, on the configured database, which is created and migrated. */
export async function withApp<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const app = await NestFactory.createApplicationContext(CliModule, { abortOnError: false, logger: false });
  const debug: LogLevel[] = app.get(AppConfig).logLevel === 'debug' ? ['debug'] : [];
  app.useLogger(new StderrLogger({ logLevels: [...debug, 'warn', 'error'] }));
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
    await app.get(ReleasesService).poll();
    if (!app.get(ProfilesService).isLoaded) throw new NoReleasePublishedError();
    return work(app);
  });
}
