import { Logger } from '@nestjs/common';
import { createPino } from './create-pino';
import { NestLogger } from './nest-logger';
import { Scrubber } from '../secrets/scrubber';

let lines: string[];

beforeEach(() => use('debug'));
afterAll(() => {
  Logger.overrideLogger(false);
});

function use(level: string): void {
  lines = [];
  const target = createPino(level, { write: (line) => void lines.push(line) });
  Logger.overrideLogger(new NestLogger(target, new Scrubber(['a-known-secret'])));
}

/** The lines without their times, which are checked to be times. */
function said(): Record<string, unknown>[] {
  return lines.map((line) => {
    const { time, ...rest } = JSON.parse(line) as Record<string, unknown>;
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    return rest;
  });
}

describe('what a part of the service says becomes one line', () => {
  const logger = new Logger('Part');

  it('with its text and who said it', () => {
    logger.log('100% done');
    expect(said()).toEqual([{ level: 'info', context: 'Part', msg: '100% done' }]);
  });

  it('with an error and its stack in the field err', () => {
    logger.error(new TypeError('broken'));
    logger.error('it failed', new Error('because'));
    logger.error('it failed', 'Error: because\n    at there (file.js:1:2)');
    expect(said()).toEqual([
      { level: 'error', context: 'Part', msg: 'broken', err: expect.objectContaining({ type: 'TypeError' }) },
      { level: 'error', context: 'Part', msg: 'it failed', err: expect.objectContaining({ message: 'because' }) },
      { level: 'error', context: 'Part', msg: 'it failed', err: { stack: expect.stringContaining('at there') } },
    ]);
  });

  it('with the fields that it gives', () => {
    logger.warn({ msg: 'a run failed', run_id: 3 });
    expect(said()).toEqual([{ level: 'warn', context: 'Part', run_id: 3, msg: 'a run failed' }]);
  });

  it.each(['log', 'warn', 'error', 'fatal', 'debug', 'verbose'] as const)('without secrets, as %s', (level) => {
    const error = new Error('for a-known-secret and mysql://u:pw@h/d');
    logger[level]('a-known-secret in a text');
    logger[level](error);
    logger[level]('with an error behind', error);
    logger[level]({ msg: 'fields a-known-secret', password: 'pw', deep: { text: 'a-known-secret' }, err: error });
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toMatch(/a-known-secret|\bpw\b/);
  });
});

it('says nothing below its level', () => {
  use('warn');
  new Logger('Part').log('much');
  new Logger('Part').warn('little');
  expect(said().map(({ msg }) => msg)).toEqual(['little']);
});

it('leaves out what the framework says while it wires everything, but not its warnings', () => {
  for (const context of ['NestFactory', 'InstanceLoader', 'RouterExplorer']) new Logger(context).log('wired');
  new Logger('ExceptionHandler').error(new Error('which whoever started it reports'));
  new Logger('RoutesResolver').warn('two routes are one');
  expect(said().map(({ msg }) => msg)).toEqual(['two routes are one']);
});
