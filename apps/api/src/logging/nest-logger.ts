import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { currentTraceId } from '../tracing/current-trace';
import type { Scrubber } from '../secrets/scrubber';

type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** The framework's lines while it wires everything help no operator; its warnings do. */
const WIRING = new Set(['NestFactory', 'NestApplication', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** It repeats the error of a failed start, with its stack, which the starter of the application reports. */
const REPEATING = 'ExceptionHandler';

const STACK = /\n\s+at /;

/**
 * Nest's logger over pino, behind every `new Logger('Context')`. A message may be a text, an error, or fields with the
 * text in `msg`; an error or a stack after it becomes the field `err`.
 */
export class NestLogger implements LoggerService {
  constructor(
    private readonly pino: Logger,
    private readonly scrubber: Scrubber,
  ) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    if (!this.pino.isLevelEnabled(level)) return;
    const last = rest.at(-1);
    const context = typeof last === 'string' && !STACK.test(last) ? last : null;
    if (context === REPEATING || (context !== null && WIRING.has(context) && isTalk(level))) return;
    const { msg, ...fields } = read(message);
    const err = fields.err ?? rest.find(isTrouble);
    const traceId = currentTraceId();
    const line = this.scrubber.fields({
      context,
      ...(traceId === undefined ? {} : { trace_id: traceId }),
      ...fields,
      ...(err === undefined ? {} : { err: typeof err === 'string' ? { stack: err } : err }),
    });
    this.pino[level](line, this.scrubber.text(msg));
  }
}

function isTalk(level: Level): boolean {
  return level === 'info' || level === 'debug';
}

function isTrouble(value: unknown): boolean {
  return value instanceof Error || (typeof value === 'string' && STACK.test(value));
}

function read(message: unknown): Record<string, unknown> & { msg: string } {
  if (message instanceof Error) return { msg: message.message, err: message };
  if (typeof message !== 'object' || message === null) return { msg: String(message) };
  return { ...message, msg: 'msg' in message ? String(message.msg) : '' };
}
