import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compareElementIds } from '@app/onet';
import { testServers } from '../support/databases/databases';
import { readRows, SOURCE, SOURCE_FOLDER, type Row } from '../support/sources/onet-tables';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

const CODE = 'O*NET-SOC Code';
const FILE_OF_DOMAIN = {
  skills: 'Skills.txt',
  knowledge: 'Knowledge.txt',
  abilities: 'Abilities.txt',
  work_activities: 'Work Activities.txt',
};
const FILE_OF_PART = {
  level_anchors: 'Level Scale Anchors.txt',
  job_zones: 'Job Zones.txt',
  alternate_titles: 'Alternate Titles.txt',
  reported_titles: 'Sample of Reported Titles.txt',
  related: 'Related Occupations.txt',
  technology: 'Technology Skills.txt',
  preparation: 'Education, Training, and Experience.txt',
  tasks: 'Task Statements.txt',
  activities: 'Tasks to DWAs.txt',
};
const isThere = (file: string): boolean => existsSync(join(SOURCE_FOLDER, file));
/** Those that the source has ratings of, with their files. */
const domains = Object.entries(FILE_OF_DOMAIN).filter(([, file]) => isThere(file));

const occupations = readRows(SOURCE_FOLDER, 'Occupation Data.txt');
const ratings = groupBy(readRows(SOURCE_FOLDER, 'Skills.txt'), CODE);
const reportedTitles = groupBy(readRows(SOURCE_FOLDER, 'Sample of Reported Titles.txt'), CODE);
const titles = groupBy(readRows(SOURCE_FOLDER, 'Alternate Titles.txt'), CODE);
const skillRows = elementsOf([...ratings.values()].flat());
const zones = new Map(readRows(SOURCE_FOLDER, 'Job Zones.txt').map((row) => [row[CODE], Number(row['Job Zone'])]));

describe.each(testServers())('what the files say is what is answered, on $name', (server) => {
  let service: Service;
  let release: string;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server), ONET_SOURCE: SOURCE });
    release = ((await service.get('/api/v1/scales')).body as { release: string }).release;
  });
  afterAll(() => service.stop());

  it('for the release', async () => {
    const { body } = await service.get('/api/v1/releases');
    expect(body).toEqual({
      releases: [
        {
          id: 1,
          name: release,
          status: 'published',
          is_current: true,
          source:
            SOURCE === 'sample' ? 'bundled illustrative sample (not O*NET data)' : expect.stringMatching(/^folder /),
          checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          published_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          occupation_count: occupations.length,
          rated_occupation_count: ratings.size,
          skill_count: skillRows.length,
          rating_count: domains.reduce((sum, [, file]) => sum + readRows(SOURCE_FOLDER, file).length, 0),
          taxonomy: '2019',
          domains: domains.map(([domain]) => domain),
          parts: Object.entries(FILE_OF_PART).flatMap(([part, file]) => (isThere(file) ? part : [])),
        },
      ],
    });
  });

  it('for the scales', async () => {
    const rows = readRows(SOURCE_FOLDER, 'Scales Reference.txt');
    const scales = rows.map((row) => ({
      scale_id: row['Scale ID'],
      name: row['Scale Name'],
      minimum: Number(row.Minimum),
      maximum: Number(row.Maximum),
    }));
    const inOrder = scales.sort((a, b) => compare(a.scale_id, b.scale_id));
    expect((await service.get('/api/v1/scales')).body).toEqual({ release, scales: inOrder });
  });

  it('for the skills, with the examples of their levels', async () => {
    const descriptions = groupBy(readRows(SOURCE_FOLDER, 'Content Model Reference.txt'), 'Element ID');
    const anchors = groupBy(readRows(SOURCE_FOLDER, 'Level Scale Anchors.txt'), 'Element ID');
    const skills = skillRows.map((row) => ({
      element_id: row['Element ID'],
      skill_name: row['Element Name'],
      description: descriptions.get(row['Element ID']!)![0]!.Description,
      level_anchors: anchors
        .get(row['Element ID']!)!
        .filter((anchor) => anchor['Scale ID'] === 'LV')
        .map((anchor) => ({ value: Number(anchor['Anchor Value']), description: anchor['Anchor Description'] }))
        .sort((a, b) => a.value - b.value),
    }));
    expect((await service.get('/api/v1/skills')).body).toEqual({ release, skills });
  });

  it('for every occupation with its alternate titles', async () => {
    for (const row of occupations) {
      const { status, body } = await service.get(`/api/v1/occupations/${row[CODE]}`);
      expect({ status, body }).toEqual({ status: 200, body: expectedOccupation(row, release) });
    }
  });

  it('for every rating of every rated occupation', async () => {
    for (const row of occupations.filter((occupation) => ratings.has(occupation[CODE]!))) {
      const { status, body } = await service.get(`/api/v1/occupations/${row[CODE]}/skills`);
      const occupation = { code: row[CODE], title: row.Title };
      expect({ status, body }).toEqual({
        status: 200,
        body: { occupation, skills: expectedSkills(row[CODE]!), release },
      });
    }
  });

  it.each(domains)('for every rating on %s', async (domain, file) => {
    const rows = readRows(SOURCE_FOLDER, file);
    const elements = elementsOf(rows);
    const listed = (await service.get(`/api/v1/elements?domain=${domain}`)).body as { elements: { name: string }[] };
    expect(listed).toMatchObject({ release, domain });
    expect(listed.elements.map(({ name }) => name)).toEqual(elements.map((row) => row['Element Name']));
    const titleOf = new Map(occupations.map((row) => [row[CODE], row.Title]));
    for (const [code, rated] of groupBy(rows, CODE)) {
      const { status, body } = await service.get(`/api/v1/occupations/${code}/ratings?domain=${domain}`);
      const expected = expectedRatings(rated, elements).map(({ row, ...both }) => ({
        element_id: row['Element ID'],
        name: row['Element Name'],
        ...both,
      }));
      const occupation = { code, title: titleOf.get(code) };
      expect({ status, body }).toEqual({ status: 200, body: { occupation, domain, ratings: expected, release } });
    }
  });

  it('for the list of occupations, page by page, without gap or repetition', async () => {
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await service.get(`/api/v1/occupations?limit=7${cursor}`);
      const page = body as { total: number; occupations: unknown[]; next_cursor: string | null };
      expect(page.total).toBe(occupations.length);
      seen.push(...page.occupations);
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    const expected = occupations.map((row) => ({
      code: row[CODE],
      title: row.Title,
      matched_title: null,
      job_zone: zones.get(row[CODE]) ?? null,
      rated: ratings.has(row[CODE]!),
    }));
    expect(seen).toEqual(expected.sort((a, b) => compare(a.code, b.code)));
  });
});

function expectedOccupation(row: Row, release: string) {
  const alternateTitles = (titles.get(row[CODE]!) ?? []).map((title) => ({
    title: title['Alternate Title'],
    short_title: optional(title['Short Title']!),
  }));
  const reported = (reportedTitles.get(row[CODE]!) ?? []).map((title) => ({
    title: title['Reported Job Title'],
    shown_in_my_next_move: title['Shown in My Next Move'] === 'Y',
  }));
  return {
    code: row[CODE],
    title: row.Title,
    description: row.Description,
    job_zone: zones.get(row[CODE]) ?? null,
    rated: ratings.has(row[CODE]!),
    alternate_titles: alternateTitles.sort(
      (a, b) => compare(a.title, b.title) || compare(a.short_title ?? '', b.short_title ?? ''),
    ),
    reported_titles: reported.sort((a, b) => compare(a.title, b.title)),
    source: 'text_file',
    release,
  };
}

function expectedSkills(code: string) {
  return expectedRatings(ratings.get(code)!, skillRows).map(({ row, ...both }) => ({
    element_id: row['Element ID'],
    skill_name: row['Element Name'],
    ...both,
  }));
}

/** Both ratings of an occupation on each element, beside a row of the element. */
function expectedRatings(rated: readonly Row[], elements: readonly Row[]) {
  const byElement = groupBy(rated, 'Element ID');
  const on = (element: string, scale: string) => byElement.get(element)?.find((row) => row['Scale ID'] === scale);
  return elements.map((row) => ({
    row,
    importance: expectedRating(on(row['Element ID']!, 'IM')),
    level: expectedRating(on(row['Element ID']!, 'LV')),
  }));
}

/** One row of each rated element, in the order of the content model. */
function elementsOf(rows: readonly Row[]): Row[] {
  return [...groupBy(rows, 'Element ID').values()]
    .map(([first]) => first!)
    .sort((a, b) => compareElementIds(a['Element ID']!, b['Element ID']!));
}

function expectedRating(row: Row | undefined) {
  if (!row) return null;
  const number = (header: string) => (row[header] === 'n/a' ? null : Number(row[header]));
  const flag = (header: string) => (row[header] === 'n/a' ? null : row[header] === 'Y');
  return {
    data_value: number('Data Value'),
    n: number('N'),
    standard_error: number('Standard Error'),
    lower_ci_bound: number('Lower CI Bound'),
    upper_ci_bound: number('Upper CI Bound'),
    recommend_suppress: flag('Recommend Suppress'),
    not_relevant: flag('Not Relevant'),
    date_updated: row.Date!.replace(/^(\d\d)\/(\d{4})$/, '$2-$1-01'),
    domain_source: row['Domain Source'],
    source: 'text_file',
  };
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

function optional(field: string): string | null {
  return field === 'n/a' ? null : field;
}

function compare(a = '', b = ''): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
