import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { testServers } from '../support/databases/databases';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';
import { copySource, readRows, SOURCE, SOURCE_FOLDER, type Row } from '../support/sources/onet-tables';

const CODE = 'O*NET-SOC Code';
const MONTH = /^(\d\d)\/(\d{4})$/;
/** The question of each member of an answer about preparation. */
const QUESTIONS = { education: 'RL', experience: 'RW', on_site_training: 'PT', on_the_job_training: 'OJ' };

const occupations = readRows(SOURCE_FOLDER, 'Occupation Data.txt');
const titles = new Map(occupations.map((row) => [row[CODE], row.Title]));
const [server] = testServers();

/** The rows of each occupation; null where the source has no such file, which some releases lack. */
function rowsOf(fileName: string): Map<string, Row[]> | null {
  return existsSync(join(SOURCE_FOLDER, fileName)) ? groupBy(readRows(SOURCE_FOLDER, fileName), CODE) : null;
}

const technology = rowsOf('Technology Skills.txt');
const preparation = rowsOf('Education, Training, and Experience.txt');
const tasks = rowsOf('Task Statements.txt');
const activities = rowsOf('Tasks to DWAs.txt');
const related = rowsOf('Related Occupations.txt');
const jobZones = readRows(SOURCE_FOLDER, 'Job Zone Reference.txt');
const detailedActivities = activities ? readRows(SOURCE_FOLDER, 'DWA Reference.txt') : [];

describe.each(testServers())('what the files say of requirements is what is answered, on $name', (each) => {
  let service: Service;
  let release: string;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(each), ONET_SOURCE: SOURCE });
    release = ((await service.get('/api/v1/scales')).body as { release: string }).release;
  });
  afterAll(() => service.stop());

  /** Asks for every occupation of the release. */
  async function expectEach(endpoint: string, expected: ((code: string) => object) | null): Promise<void> {
    for (const { [CODE]: code = '', Title: title } of occupations) {
      const { status, body } = await service.get(`/api/v1/occupations/${code}/${endpoint}`);
      if (!expected) expect({ status, body }).toMatchObject({ status: 422, body: { code: 'PART_NOT_IN_RELEASE' } });
      else
        expect({ status, body }).toEqual({
          status: 200,
          body: { release, occupation: { code, title }, ...expected(code) },
        });
    }
  }

  it('for technology', async () => {
    await expectEach(
      'technology',
      technology && ((code) => ({ technology: expectedTechnology(technology.get(code) ?? []) })),
    );
  });

  it('for preparation', async () => {
    const zones = new Map(readRows(SOURCE_FOLDER, 'Job Zones.txt').map((row) => [row[CODE], row['Job Zone']]));
    await expectEach('preparation', (code) => ({
      job_zone: expectedJobZone(zones.get(code)),
      ...expectedPreparation(preparation?.get(code) ?? []),
    }));
  });

  it('for tasks', async () => {
    await expectEach('tasks', tasks && ((code) => ({ tasks: expectedTasks(tasks.get(code) ?? []) })));
  });

  it('for activities', async () => {
    await expectEach(
      'activities',
      activities &&
        ((code) => ({ activities: expectedActivities(activities.get(code) ?? [], tasks?.get(code) ?? []) })),
    );
  });

  it('for related occupations', async () => {
    await expectEach('related', related && ((code) => ({ related: expectedRelated(related.get(code) ?? []) })));
  });
});

describe('an occupation that is not there', () => {
  it('is told as everywhere, with those that may be meant', async () => {
    const service = await startService({ DATABASE_URL: await freshDatabase(server!), ONET_SOURCE: 'sample' });
    const expected = (await service.get('/api/v1/occupations/15-1259')).body;
    for (const endpoint of ['technology', 'preparation', 'tasks', 'activities', 'related']) {
      const { status, body } = await service.get(`/api/v1/occupations/15-1259/${endpoint}`);
      expect({ status, body }).toEqual({ status: 404, body: expected });
    }
    await service.stop();
  });
});

describe('a release that was loaded without', () => {
  let service: Service | null = null;
  afterEach(() => service?.stop());

  async function serveWithout(...fileNames: string[]): Promise<Service> {
    const without = Object.fromEntries(fileNames.map((name) => [`${name}.txt`, null]));
    service = await startService({
      DATABASE_URL: await freshDatabase(server!),
      ONET_SOURCE: await copySource('db_29_0_text', without),
    });
    return service;
  }

  it('all that is optional says of each part which file is missing', async () => {
    const { get } = bound(
      await serveWithout(
        ...['Technology Skills', 'Education, Training, and Experience', 'Job Zones', 'Task Statements'],
        ...['Tasks to DWAs', 'Related Occupations', 'Sample of Reported Titles'],
      ),
    );
    for (const [part, detail] of [
      ['technology', 'Release 29.0 has no technology: it was loaded without "Technology Skills".'],
      ['preparation', 'Release 29.0 has no preparation: '],
      ['tasks', 'Release 29.0 has no tasks: it was loaded without "Task Statements".'],
      ['activities', 'Release 29.0 has no activities: '],
      ['related', 'Release 29.0 has no related occupations: it was loaded without "Related Occupations".'],
    ] as const) {
      const { status, body } = await get(part);
      expect({ status, body }).toMatchObject({
        status: 422,
        body: { code: 'PART_NOT_IN_RELEASE', part, release: '29.0', detail: expect.stringContaining(detail) },
      });
    }
    expect((await get('')).body).toMatchObject({ reported_titles: [], job_zone: null });
  });

  it('preparation has the job zone alone, and without the reference its number alone', async () => {
    const { get } = bound(await serveWithout('Education, Training, and Experience', 'Job Zone Reference'));
    const { body } = await get('preparation');
    expect(body).toMatchObject({
      job_zone: { job_zone: 5, name: null, education: null, svp_range: null },
      ...{ education: null, experience: null, on_site_training: null, on_the_job_training: null },
      ...{ certification: null, apprenticeship: null },
    });
  });

  it('tasks and the reference of activities still says which activities there are', async () => {
    const { get } = bound(await serveWithout('Task Statements', 'DWA Reference', 'IWA Reference'));
    const { body } = await get('activities');
    const [first] = (body as { activities: { tasks: object[] }[] }).activities;
    expect(first).toEqual({
      activity_id: expect.stringMatching(/^4\.A\./),
      ...{ activity: null, intermediate_activity_id: null, intermediate_activity: null, work_activity: null },
      tasks: expect.any(Array),
    });
    expect(first!.tasks[0]).toEqual({ task_id: expect.any(Number), task: null, type: null });
  });
});

function bound(service: Service) {
  return {
    get: (endpoint: string) => service.get(`/api/v1/occupations/11-1011${endpoint && '/'}${endpoint}`),
  };
}

function expectedTechnology(rows: readonly Row[]) {
  const groups = [...groupBy(rows, 'Commodity Code')].sort(([a], [b]) => compare(a, b));
  return groups.map(([code, group]) => ({
    commodity_code: code,
    commodity: group[0]!['Commodity Title'],
    examples: group
      .sort((a, b) => compare(a.Example, b.Example))
      .map((row) => ({ name: row.Example, hot: flag(row['Hot Technology']), in_demand: flag(row['In Demand']) })),
  }));
}

function expectedJobZone(zone: string | undefined) {
  if (zone === undefined) return null;
  const meaning = jobZones.find((row) => row['Job Zone'] === zone);
  return {
    job_zone: Number(zone),
    name: meaning!.Name,
    education: meaning!.Education,
    experience: meaning!.Experience,
    job_training: meaning!['Job Training'],
    examples: meaning!.Examples,
    svp_range: meaning!['SVP Range'],
  };
}

function expectedPreparation(rows: readonly Row[]) {
  const distributions = Object.entries(QUESTIONS).map(([member, scale]) => [
    member,
    expectedDistribution(rows.filter((row) => row['Scale ID'] === scale)),
  ]);
  const importance = (elementId: string) => {
    const row = rows.find((one) => one['Element ID'] === elementId && one['Scale ID'] === 'IM');
    return row ? { importance: Number(row['Data Value']), ...expectedQuality(row) } : null;
  };
  return {
    ...(Object.fromEntries(distributions) as object),
    certification: importance('2.D.4.a'),
    apprenticeship: importance('3.A.4.a'),
  };
}

const categories = existsSync(join(SOURCE_FOLDER, 'Education, Training, and Experience Categories.txt'))
  ? readRows(SOURCE_FOLDER, 'Education, Training, and Experience Categories.txt')
  : [];
const descriptions = new Map(
  categories.map((row) => [`${row['Scale ID']} ${row.Category}`, row['Category Description']]),
);

/** Median and mode of hundredths, as the file prints them. */
function expectedDistribution(rows: readonly Row[]) {
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((a, b) => Number(a.Category) - Number(b.Category));
  const shares = sorted.map((row) => Math.round(100 * Number(row['Data Value'])));
  const upTo = (i: number) => shares.slice(0, i + 1).reduce((sum, share) => sum + share, 0);
  const median = shares.findIndex((_share, i) => 2 * upTo(i) >= upTo(shares.length));
  return {
    median: Number(sorted[median]!.Category),
    mode: Number(sorted[shares.indexOf(Math.max(...shares))]!.Category),
    distribution: sorted.map((row) => ({
      category: Number(row.Category),
      description: descriptions.get(`${row['Scale ID']} ${row.Category}`) ?? null,
      data_value: Number(row['Data Value']),
      ...expectedQuality(row),
    })),
  };
}

function expectedQuality(row: Row) {
  return {
    n: number(row.N),
    standard_error: number(row['Standard Error']),
    lower_ci_bound: number(row['Lower CI Bound']),
    upper_ci_bound: number(row['Upper CI Bound']),
    recommend_suppress: flag(row['Recommend Suppress']),
    ...expectedOrigin(row),
  };
}

function expectedOrigin(row: Row) {
  return { date_updated: row.Date!.replace(MONTH, '$2-$1-01'), domain_source: row['Domain Source'] };
}

const PLACES = ['Core', 'Supplemental', 'n/a'];

function inOrder(rows: readonly Row[]): Row[] {
  const placeOf = (row: Row) => PLACES.indexOf(row['Task Type']!);
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b) || Number(a['Task ID']) - Number(b['Task ID']));
}

function expectedType(row: Row) {
  return row['Task Type'] === 'n/a' ? null : row['Task Type']!.toLowerCase();
}

function expectedTasks(rows: readonly Row[]) {
  return inOrder(rows).map((row) => ({
    task_id: Number(row['Task ID']),
    task: row.Task,
    type: expectedType(row),
    incumbents_responding: number(row['Incumbents Responding']),
    ...expectedOrigin(row),
  }));
}

function expectedActivities(rows: readonly Row[], ofTasks: readonly Row[]) {
  const taskIds = groupBy(rows, 'DWA ID');
  const reference = detailedActivities.filter((row) => taskIds.has(row['DWA ID']!));
  // The ids of the file have numbers of two digits throughout, so that their order is that of texts.
  return reference
    .sort((a, b) => compare(a['DWA ID'], b['DWA ID']))
    .map((row) => {
      const ids = taskIds.get(row['DWA ID']!)!.map((task) => task['Task ID']);
      return {
        activity_id: row['DWA ID'],
        activity: row['DWA Title'],
        intermediate_activity_id: row['IWA ID'],
        intermediate_activity: row['IWA Title'],
        work_activity: { element_id: row['Element ID'], name: row['Element Name'] },
        tasks: inOrder(ofTasks.filter((task) => ids.includes(task['Task ID']))).map((task) => ({
          task_id: Number(task['Task ID']),
          task: task.Task,
          type: expectedType(task),
        })),
      };
    });
}

function expectedRelated(rows: readonly Row[]) {
  return rows
    .map((row) => ({
      code: row['Related O*NET-SOC Code'],
      title: titles.get(row['Related O*NET-SOC Code']),
      tier: row['Relatedness Tier'],
      index: Number(row.Index),
    }))
    .sort((a, b) => a.index - b.index);
}

function number(field = ''): number | null {
  return field === 'n/a' ? null : Number(field);
}

function flag(field = ''): boolean | null {
  return field === 'n/a' ? null : field === 'Y';
}

function groupBy(rows: readonly Row[], header: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[header]!);
    if (group) group.push(row);
    else groups.set(row[header]!, [row]);
  }
  return groups;
}

function compare(a = '', b = ''): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
