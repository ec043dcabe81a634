import { isatty } from 'node:tty';
import type { AppConfig } from '@app/config';
import { prettyFactory } from 'pino-pretty';
import { createPino } from './create-pino';
import { LogOutput } from './log-output';
import { NestLogger } from './nest-logger';
import { Scrubber } from './scrubber';
import { secretsOf } from './secrets';

/** The log of this process. */
export interface ServiceLog {
  /** For what the parts of the service say. */
  readonly nest: NestLogger;
  /** For lines that are made elsewhere. */
  readonly output: LogOutput;
  readonly scrubber: Scrubber;
  /** Whether LOG_LEVEL wants lines of a level. */
  tells(level: string): boolean;
}

export function createServiceLog(config: AppConfig): ServiceLog {
  const isTerminal = isatty(process.stdout.fd);
  const format = config.logFormat ?? (isTerminal ? 'pretty' : 'json');
  const output = new LogOutput(format === 'json' ? (line) => line : prettyLines(isTerminal));
  const logger = createPino(config.logLevel, output);
  const scrubber = new Scrubber(secretsOf(config));
  return {
    nest: new NestLogger(logger, scrubber),
    output,
    scrubber,
    tells: (level) => logger.isLevelEnabled(level),
  };
}

/** In a file or a log collector colours are noise; on a terminal NO_COLOR decides. */
function prettyLines(isTerminal: boolean): (line: string) => string {
  return prettyFactory({
    colorize: isTerminal && !process.env.NO_COLOR,
    singleLine: true,
    translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l',
    messageFormat: '{if context}[{context}] {end}{msg}',
    ignore: 'context',
  });
}
