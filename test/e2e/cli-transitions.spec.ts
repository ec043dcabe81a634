import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { testServers } from '../support/databases/databases';
import { runCli } from '../support/service/command-line';
import { freshDatabase, freshFolder } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

// The answers come from memory: one server is enough.
const [server] = testServers();
const [NURSE, TARGET] = ['29-1141.00', '11-3013.00'];

let service: Service;
let DATABASE_URL: string;

beforeAll(async () => {
  DATABASE_URL = await freshDatabase(server!);
  service = await startService({ DATABASE_URL, ONET_SOURCE: 'sample' });
});

const cli = (...args: string[]) => runCli(args, { DATABASE_URL });

async function answerOf(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout;
}

const rowsOf = (text: string) => parse(text, { columns: true }) as unknown as Record<string, string>[];

it.each([
  ['similar', NURSE, '--limit 3', `occupations/${NURSE}/similar?limit=3`],
  [
    'moves',
    'registered nurse',
    '--min-coverage .5 --max-zone-step 4',
    `occupations/${NURSE}/moves?min_coverage=0.5&max_zone_step=4`,
  ],
  ['moves', '29-1111.01', '--estimates on', 'occupations/29-1111.01/moves?estimates=on'],
  ['feeders', NURSE, '', `occupations/${NURSE}/feeders`],
  ['unlocks', NURSE, '--pool near', `occupations/${NURSE}/unlocks?pool=near`],
])('%s of %s %s answers programs as the HTTP endpoint does', async (command, occupation, options, path) => {
  const answer = await answerOf(command, occupation, ...options.split(' ').filter(Boolean), '--json');
  expect(JSON.parse(answer)).toEqual((await service.get(`/api/v1/${path}`)).body);
});

it('so does path, by code or title', async () => {
  const options = ['--min-percentile', '0', '--max-zone-up', '4', '--no-corridor', '--json'];
  const { body } = await service.get(
    `/api/v1/paths?from=${NURSE}&to=${TARGET}&min_percentile=0&max_zone_up=4&corridor=off`,
  );
  for (const to of [TARGET, 'Facilities Managers']) {
    expect(JSON.parse(await answerOf('path', NURSE, to, ...options))).toEqual(body);
  }
});

it.each([
  [['similar', NURSE, '--limit', '2'], 2, { ranking: 'similar', occupation: NURSE, rank: '1' }],
  [['unlocks', NURSE], 35, { occupation: NURSE, pool: 'all', rank: '1' }],
  [['path', NURSE, TARGET, '--max-stops', '0'], 1, { stops: '0', step: '1', step_from: NURSE, step_to: TARGET }],
])('%j answers spreadsheets with a row for each line', async (args, count, first) => {
  const rows = rowsOf(await answerOf(...args, '--format', 'csv'));
  expect(rows).toHaveLength(count);
  expect(rows[0]).toMatchObject({ release: 'sample', ...first });
});

it('people get tables, and what was compared where there is nothing to list', async () => {
  expect(await answerOf('moves', NURSE)).toMatch(
    /^Where somebody could go from 29-1141\.00 Registered Nurses \(release sample\)\n/,
  );
  expect(await answerOf('feeders', '29-1111.01', '--min-coverage', '1', '--max-zone-step', '0')).toMatch(
    /^Where people could come from for 29-1141\.01 .+ in place of 29-1111\.01, which is retired \(release sample\)\n/,
  );
  expect(await answerOf('unlocks', NURSE)).toMatch(/ are covered to nine tenths already\.\n/);
  expect(await answerOf('path', NURSE, TARGET)).toMatch(/\nAt once: \d+\.\d % is lacking/);
});

it.each([
  [['moves', NURSE, '--min-coverage', '80'], 2, 'It must be a share from 0 to 1'],
  [['similar', NURSE, '--limit', '0'], 2, 'It must be a whole number from 1 to 100.'],
  [['path', NURSE, TARGET, '--format', 'csv', '--json'], 2, '--json and --format csv exclude each other'],
  [['similar', 'zzz'], 4, 'occupation is no title of an occupation'],
  [['unlocks', '15-1132'], 4, 'several occupations have taken its place'],
])('%j is refused', async (args, code, message) => {
  const ending = await cli(...args);
  expect(ending).toMatchObject({ code, stdout: '' });
  expect(ending.stderr).toContain(message);
});

describe('cohort', () => {
  it('reads people and places from a file, and answers as the HTTP endpoint does', async () => {
    const lines = [
      'side,occupation,people',
      `origin,${NURSE},30`,
      'origin,41-2011,12',
      'target,Facilities Managers,20',
      'target,53-7065,',
    ];
    const file = await written(lines);
    const request = {
      origins: [
        { code: NURSE, people: 30 },
        { code: '41-2011', people: 12 },
      ],
      targets: [{ code: TARGET, capacity: 20 }, { code: '53-7065' }],
      ...{ min_coverage: 0.25, max_zone_step: 3 },
    };
    const { body } = await service.request('POST', '/api/v1/cohorts', { 'x-api-key': service.apiKey }, request);
    const options = ['--min-coverage', '0.25', '--max-zone-step', '3'];
    expect(body).toMatchObject({ people: 42 });
    expect(JSON.parse(await answerOf('cohort', file, ...options, '--json'))).toEqual(body);
    const cells = rowsOf((await answerOf('cohort', file, ...options, '--format', 'csv')).replace(/^\uFEFF/, ''));
    expect(cells.map(({ from_code: from, people, to_code: to }) => [from, people, to])).toEqual([
      [NURSE, '30', TARGET],
      [NURSE, '30', '53-7065.00'],
      ['41-2011.00', '12', TARGET],
      ['41-2011.00', '12', '53-7065.00'],
    ]);
    expect(await answerOf('cohort', file, ...options)).toMatch(/^\d+ of 42 people have a place/);
  });

  it('names what a file lacks', async () => {
    const ending = await cli('cohort', await written(['side,occupation,people', `origin,${NURSE},x`]));
    expect(ending).toMatchObject({ code: 2, stdout: '' });
    expect(ending.stderr).toContain('people.csv row 2 must have a whole number of people, not "x".');
    const { stderr } = await cli('cohort', await written(['side,occupation,people', `origin,${NURSE},1`]));
    expect(stderr).toContain('targets must be a list of 1 to 200 targets');
    expect((await cli('cohort', 'nowhere.csv')).stderr).toContain('nowhere.csv cannot be read');
  });
});

async function written(lines: readonly string[]): Promise<string> {
  const file = join(await freshFolder(), 'people.csv');
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
