import type { PipelineRun } from '@app/runs';
import { stateOf } from './refresh-watch.service';
import { retryTime } from './retry-time';

const MINUTE = 60_000;
const END = new Date('2026-11-24T03:00:00.000Z');

function run(facts: Partial<PipelineRun>): PipelineRun {
  const usual = { id: 1, command: 'refresh', triggeredBy: 'schedule', status: 'failed', releaseName: null } as const;
  return { ...usual, errorCode: 'DOWNLOAD_FAILED', startedAt: END, finishedAt: END, ...facts } as PipelineRun;
}

const FAILED = run({});
const SOUND = run({ status: 'unchanged', errorCode: null });

it('knows of no failure before the first refresh', () => {
  expect(stateOf([], 'latest')).toEqual({
    failed: null,
    failuresInARow: 0,
    lastSoundEnd: null,
    lastScheduledStart: null,
  });
});

it('counts the failures since the last refresh that went well', () => {
  const runs = [run({ id: 9 }), run({ id: 8, triggeredBy: 'start' }), SOUND, FAILED];
  expect(stateOf(runs, 'latest')).toMatchObject({ failed: { id: 9 }, failuresInARow: 2, lastSoundEnd: END });
});

it.each<[string, Partial<PipelineRun>]>([
  ['an administrator has refreshed by hand', { status: 'succeeded', triggeredBy: 'admin' }],
  ['the command line has', { status: 'succeeded', triggeredBy: 'cli' }],
  ['there was nothing to do', { status: 'unchanged' }],
])('forgets failures when %s', (_what, facts) => {
  expect(stateOf([run(facts), FAILED], 'latest')).toMatchObject({ failed: null, failuresInARow: 0 });
});

it.each<[string, Partial<PipelineRun>]>([
  ['what somebody cancelled', { status: 'cancelled' }],
  ['what an administrator tried in vain', { triggeredBy: 'admin' }],
  ['the sample that stood in for a release', { status: 'succeeded', releaseName: 'sample' }],
])('takes no notice of %s', (_what, facts) => {
  expect(stateOf([run({ id: 9, ...facts }), SOUND], 'latest')).toMatchObject({ failed: null });
  expect(stateOf([run({ id: 9, ...facts }), run({ id: 7 })], 'latest')).toMatchObject({ failed: { id: 7 } });
});

it('takes the sample for a success where it is what is wanted', () => {
  const sample = run({ status: 'unchanged', releaseName: 'sample' });
  expect(stateOf([sample, FAILED], 'sample')).toMatchObject({ failed: null });
});

it.each([
  [1, 5],
  [2, 10],
  [3, 20],
  [6, 160],
  [7, 240],
  [50, 240],
])('tries again after %d failures in %d minutes', (failures, minutes) => {
  const state = stateOf(Array<PipelineRun>(failures).fill(FAILED), 'latest');
  expect(retryTime(state, 5 * MINUTE)).toEqual(new Date(END.getTime() + minutes * MINUTE));
});

describe('a refresh that could not begin', () => {
  const LATER = new Date(END.getTime() + MINUTE);

  it('is tried again, although there is no record of it', () => {
    const due = new Date(END.getTime() + 5 * MINUTE);
    expect(retryTime(stateOf([], 'latest'), 5 * MINUTE, END)).toEqual(due);
    const before = stateOf([run({ status: 'unchanged', errorCode: null })], 'latest');
    expect(retryTime(before, 5 * MINUTE, END)).toEqual(due);
  });

  it.each<[string, Partial<PipelineRun>]>([
    ['another process has begun one since', { startedAt: LATER, status: 'unchanged', errorCode: null }],
    ['one by hand went well', { finishedAt: LATER, triggeredBy: 'admin', status: 'succeeded', errorCode: null }],
  ])('is made up for when %s', (_what, facts) => {
    expect(retryTime(stateOf([run(facts)], 'latest'), MINUTE, END)).toBeNull();
  });
});

it('does not try again by itself what went well, or what was refused by the data checks', () => {
  expect(retryTime(stateOf([SOUND], 'latest'), MINUTE)).toBeNull();
  expect(retryTime(stateOf([run({ errorCode: 'RELEASE_REFUSED' })], 'latest'), MINUTE)).toBeNull();
});
