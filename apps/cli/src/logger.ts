import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { terminalText } from '@app/onet';
import { takesColours } from './colours';
import { speaksJson } from './output';

/** Standard output is for answers, which programs read; everything else goes to standard error. */
class StderrLogger extends ConsoleLogger {
  protected override printMessages(messages: unknown[], context?: string, logLevel?: LogLevel): void {
    super.printMessages(messages, context, logLevel, 'stderr');
  }

  protected override stringifyMessage(message: unknown, logLevel: LogLevel): string {
    return super.stringifyMessage(typeof message === 'string' ? terminalText(message) : message, logLevel);
  }

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && terminalText(stack));
  }
}

/** For what the parts of the service say while a command runs. */
export function createLogger(level: string): StderrLogger {
  const debug: LogLevel[] = level === 'debug' ? ['debug'] : [];
  return new StderrLogger({
    logLevels: [...debug, 'warn', 'error'],
    json: speaksJson(),
    colors: takesColours(process.stderr, process.env) && !speaksJson(),
  });
}
