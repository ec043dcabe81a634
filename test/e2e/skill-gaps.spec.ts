import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { testServers } from '../support/databases/databases';
import { readRows, SOURCE, SOURCE_FOLDER } from '../support/sources/onet-tables';
import { freshDatabase } from '../support/service/scratch';
import { startService, type Service } from '../support/service/service';

const PAIRS = 500;
const SEED = Number(process.env.TEST_SEED ?? 20_240_820);

type Gap = readonly [elementId: string, name: string, fromLevel: number, toLevel: number];

/** Chief Executives to Facilities Managers by level, worked out by hand. */
const WORKED_EXAMPLES: Readonly<Record<string, readonly Gap[]>> = {
  '29.0': [
    ['2.B.3.c', 'Equipment Selection', 0.25, 1.88],
    ['2.B.3.d', 'Installation', 0, 0.12],
    ['2.B.3.e', 'Programming', 1, 1.12],
    ['2.B.3.g', 'Operations Monitoring', 1.5, 2.5],
    ['2.B.3.h', 'Operation and Control', 1.38, 2.25],
    ['2.B.3.j', 'Equipment Maintenance', 0, 2.25],
    ['2.B.3.k', 'Troubleshooting', 0.5, 2.25],
    ['2.B.3.l', 'Repairing', 0, 1.88],
    ['2.B.3.m', 'Quality Control Analysis', 1.12, 2.88],
  ],
  sample: [
    ['2.B.1.e', 'Instructing', 3.12, 3.25],
    ['2.B.3.b', 'Technology Design', 1.25, 2],
    ['2.B.3.c', 'Equipment Selection', 0, 2.12],
    ['2.B.3.d', 'Installation', 0, 0.62],
    ['2.B.3.g', 'Operations Monitoring', 1.75, 2.88],
    ['2.B.3.h', 'Operation and Control', 0.75, 2.12],
    ['2.B.3.j', 'Equipment Maintenance', 0, 2.38],
    ['2.B.3.k', 'Troubleshooting', 0.62, 2.5],
    ['2.B.3.l', 'Repairing', 0, 1.75],
    ['2.B.3.m', 'Quality Control Analysis', 1.25, 2.88],
  ],
};

/** Levels by element id, and what is needed to name everything: computed from the files by the rule as documented. */
interface Expected {
  readonly titles: ReadonlyMap<string, string>;
  readonly skillNames: ReadonlyMap<string, string>;
  readonly levels: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const expected = readExpected();
const rated = [...expected.levels.keys()];

describe.each(testServers())('gaps on $name', (server) => {
  let service: Service;
  let release: unknown;

  beforeAll(async () => {
    service = await startService({ DATABASE_URL: await freshDatabase(server), ONET_SOURCE: SOURCE });
    release = ((await service.get('/api/v1/skills')).body as { release: unknown }).release;
  });
  afterAll(() => service.stop());

  it(`agree with the files, both kinds, for ${PAIRS} random pairs`, async () => {
    const pairs = randomPairs(PAIRS);
    const differences = await differencesOf(pairs);
    expect({ seed: SEED, pairs: pairs.length, differences }).toEqual({ seed: SEED, pairs: PAIRS, differences: [] });
  });

  it('are empty from every rated occupation to itself', async () => {
    expect(await differencesOf(rated.map((code) => [code, code]))).toEqual([]);
    const { status, body } = await service.get(gapPath('skill-gap', rated[0]!, rated[0]!));
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { skill_gaps: [], compared: comparedSkills(rated[0]!, rated[0]!) },
    });
  });

  it('agree with the worked example of the release', async () => {
    const example = WORKED_EXAMPLES[String(release)];
    if (!example) return;
    const names = await service.get(gapPath('skill-gap', '11-1011.00', '11-3013.00'));
    expect(names.body).toEqual({
      from_occupation: { code: '11-1011.00', title: 'Chief Executives' },
      to_occupation: { code: '11-3013.00', title: 'Facilities Managers' },
      skill_gaps: example.flatMap(([, name, fromLevel]) => (fromLevel === 0 ? [name] : [])),
      compared: comparedSkills('11-1011.00', '11-3013.00'),
      release,
    });
    const levels = await service.get(gapPath('skill-gap-by-lvl', '11-1011.00', '11-3013.00'));
    const gaps = (levels.body as { skill_gaps: Record<string, unknown>[] }).skill_gaps;
    expect(
      gaps.map((gap) => [gap.element_id, gap.skill_name, gap.from_proficiency_level, gap.to_proficiency_level]),
    ).toEqual(example);
  });

  async function differencesOf(pairs: readonly (readonly [string, string])[]): Promise<unknown[]> {
    const differences: unknown[] = [];
    for (const [from, to] of pairs) {
      const gaps = expectedGaps(from, to);
      const missing = gaps.flatMap((gap) => (gap.from_proficiency_level === 0 ? gap.skill_name : []));
      const answers = await Promise.all([
        compare('skill-gap', from, to, missing),
        compare('skill-gap-by-lvl', from, to, gaps),
      ]);
      differences.push(...answers.filter((difference) => difference !== null));
    }
    return differences;
  }

  async function compare(endpoint: string, from: string, to: string, skillGaps: readonly unknown[]): Promise<unknown> {
    const { status, text } = await service.get(gapPath(endpoint, from, to));
    const wanted = JSON.stringify({
      from_occupation: { code: from, title: expected.titles.get(from) },
      to_occupation: { code: to, title: expected.titles.get(to) },
      skill_gaps: skillGaps,
      compared: comparedSkills(from, to),
      release,
    });
    return status === 200 && text === wanted ? null : { endpoint, from, to, status, text, wanted };
  }
});

function gapPath(endpoint: string, from: string, to: string): string {
  return `/api/v1/${endpoint}?from=${from}&to=${to}`;
}

/** Skills whose level in the target is above that in the source, where a skill without rating has level 0. */
function expectedGaps(from: string, to: string) {
  return [...expected.skillNames.keys()].sort().flatMap((element) => {
    const fromLevel = expected.levels.get(from)?.get(element) ?? 0;
    const toLevel = expected.levels.get(to)?.get(element) ?? 0;
    if (toLevel <= fromLevel) return [];
    return {
      element_id: element,
      skill_name: expected.skillNames.get(element),
      from_proficiency_level: fromLevel,
      to_proficiency_level: toLevel,
    };
  });
}

/** Skills that both are rated on. */
function comparedSkills(from: string, to: string): number {
  const other = expected.levels.get(to);
  return [...(expected.levels.get(from)?.keys() ?? [])].filter((element) => other?.has(element)).length;
}

function readExpected(): Expected {
  const titles = new Map(
    readRows(SOURCE_FOLDER, 'Occupation Data.txt').map((row) => [row['O*NET-SOC Code']!, row.Title!]),
  );
  const skillNames = new Map<string, string>();
  const levels = new Map<string, Map<string, number>>();
  for (const row of ratingRows()) {
    const code = row['O*NET-SOC Code']!;
    const element = row['Element ID']!;
    skillNames.set(element, row['Element Name']!);
    const profile = levels.get(code) ?? new Map<string, number>();
    levels.set(code, profile);
    if (row['Scale ID'] === 'LV') profile.set(element, Number(row['Data Value']));
  }
  return { titles, skillNames, levels };
}

function ratingRows() {
  const names = ['Skills.txt', 'Essential Skills.txt', 'Transferable Skills.txt'];
  return names.filter((name) => existsSync(join(SOURCE_FOLDER, name))).flatMap((name) => readRows(SOURCE_FOLDER, name));
}

/** Different pairs of different occupations; the same ones for the same seed. */
function randomPairs(count: number): [string, string][] {
  const random = seededRandom(SEED);
  const pick = (): string => rated[Math.floor(random() * rated.length)]!;
  const pairs = new Map<string, [string, string]>();
  while (pairs.size < count) {
    const [from, to] = [pick(), pick()];
    if (from !== to) pairs.set(`${from} ${to}`, [from, to]);
  }
  return [...pairs.values()];
}

/** Mulberry32. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
