import { ConsoleLogger, RequestMethod, type LogLevel as NestLogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppConfig, type LogLevel } from '@app/config';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module';
import { serveDocs } from './openapi';
import { ProblemFilter, refuseConnection, sendProblem } from './problem.filter';

const LEVELS: readonly (readonly [LogLevel, NestLogLevel])[] = [
  ['error', 'error'],
  ['warn', 'warn'],
  ['info', 'log'],
  ['debug', 'debug'],
];

/**
 * The whole application, wired but not listening: configuration read, database opened and migrated.
 * @throws ConfigurationError, DatabaseUnreachableError
 */
export async function createApp(): Promise<NestFastifyApplication> {
  // Fastify refuses malformed URLs before Nest sees them, and Node what it cannot read before Fastify does.
  const adapter = new FastifyAdapter({ frameworkErrors: sendProblem, clientErrorHandler: refuseConnection });
  // Whoever calls this reports its errors; Nest would add a stack trace to each.
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
    abortOnError: false,
    logger: false,
  });
  app.useGlobalFilters(new ProblemFilter(app.get(DataSource)));
  app.setGlobalPrefix('api/v1', {
    exclude: [
      { path: 'health', method: RequestMethod.ALL },
      { path: 'health/ready', method: RequestMethod.ALL },
    ],
  });
  app.enableShutdownHooks();
  serveDocs(app);
  await app.init();
  // Set last: what the framework says while it wires everything helps nobody who runs the service.
  app.useLogger(createLogger(app.get(AppConfig).logLevel));
  return app;
}

function createLogger(level: LogLevel): ConsoleLogger {
  const wanted = LEVELS.slice(0, LEVELS.findIndex(([name]) => name === level) + 1);
  return new ConsoleLogger({
    logLevels: wanted.map(([, nestLevel]) => nestLevel),
    // In a file or a log collector colours are noise; on a terminal NO_COLOR decides.
    colors: process.stdout.isTTY ? undefined : false,
  });
}
