import { isatty } from 'node:tty';
import type { AppConfig } from '@app/config';
import { terminalText } from '@app/onet';
import { createPino } from './create-pino';
import { LogOutput } from './log-output';
import { NestLogger } from './nest-logger';
import { prettyLines } from './pretty-lines';
import { Scrubber } from '../secrets/scrubber';
import { secretsOf } from '../secrets/secrets-of';

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
  const output = new LogOutput(format === 'json' ? terminalText : prettyLines(isTerminal));
  const logger = createPino(config.logLevel, output);
  const scrubber = new Scrubber(secretsOf(config));
  return {
    nest: new NestLogger(logger, scrubber),
    output,
    scrubber,
    tells: (level) => logger.isLevelEnabled(level),
  };
}
