import { Logger } from '@nestjs/common';
import { ManualClock } from '@app/outside';
import { CollectorLog } from './collector-log';

it('tells of a collector that is away once in ten minutes', () => {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  const clock = new ManualClock();
  const log = new CollectorLog(clock);
  log.error('{"message":"no answer"}');
  clock.advance(599_999);
  log.error('{"message":"no answer"}');
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]?.[0]).toMatch(/^Traces get lost: no answer\./);
  clock.advance(1);
  log.error('broken');
  expect(warn).toHaveBeenCalledTimes(2);
});
