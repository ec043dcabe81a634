import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copySource, readRows, SAMPLE_FOLDER, type Row } from './onet-tables';

/** A release by its name, and what a service that serves it has to say. */
export interface Truth {
  readonly name: string;
  /** The text of the answer to each path that is asked for. */
  readonly answers: ReadonlyMap<string, string>;
}

interface ReleaseWish {
  readonly name: string;
  /** Added to all levels, around the end of the scale: so that no answer stays as it was. */
  readonly shift: number;
  /** How often each alternate title is there, which sets how long a run takes. */
  readonly titles?: number;
  /** What else becomes of the lines of Skills.txt; the first is the header. */
  readonly skills?: (lines: readonly string[]) => readonly string[];
}

const PAIRS = 200;
const LEVEL = /^([^\t]+\t[^\t]+\t[^\t]+\tLV\t)([\d.]+)/;
const SAMPLE_RATINGS = readRows(SAMPLE_FOLDER, 'Skills.txt');
const TITLES = new Map(
  readRows(SAMPLE_FOLDER, 'Occupation Data.txt').map((row) => [row['O*NET-SOC Code']!, row.Title!]),
);
/** Names by id, in the order of the ids. */
const SKILLS = new Map(
  SAMPLE_RATINGS.map((row) => [row['Element ID']!, row['Element Name']!] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
);
const RATED = [...new Set(SAMPLE_RATINGS.map((row) => row['O*NET-SOC Code']!))];

/** Pairs of the sample's occupations from all over it, each by one of the two gap endpoints. */
const PAIRS_ASKED = Array.from({ length: PAIRS }, (_, i) => ({
  from: RATED[i % RATED.length]!,
  to: RATED[(i * 11 + 5) % RATED.length]!,
  byLevel: i % 3 !== 0,
}));

/** A folder that a service has as its source, and that holds one release after the other. */
export class ChangingSource {
  private constructor(readonly folder: string) {}

  static async create(): Promise<ChangingSource> {
    return new ChangingSource(await copySource('onet', {}));
  }

  /** @returns what is to be answered once the folder's release is served */
  async become({ name, shift, titles = 1, skills = (lines) => lines }: ReleaseWish): Promise<Truth> {
    await this.write('Read Me.txt', () => [`O*NET ${name} Database`]);
    await this.write('Alternate Titles.txt', ([header = '', ...rows]) => [header, ...repeat(rows, titles)]);
    await this.write('Skills.txt', (lines) => skills(lines.map((line) => line.replace(LEVEL, shiftedBy(shift)))));
    return { name, answers: answersOf(name, shift) };
  }

  private async write(file: string, change: (lines: readonly string[]) => readonly string[]): Promise<void> {
    const text = await readFile(join(SAMPLE_FOLDER, file), 'utf8');
    const lines = change(text.trimEnd().split('\r\n'));
    await writeFile(join(this.folder, file), lines.map((line) => `${line}\r\n`).join(''));
  }
}

function repeat(rows: readonly string[], times: number): string[] {
  const numbered = (i: number) => rows.map((row) => (i === 0 ? row : row.replace(/^([^\t]+\t[^\t]+)/, `$1 ${i}`)));
  return Array.from({ length: times }, (_, i) => numbered(i)).flat();
}

function shiftedBy(shift: number) {
  return (_match: string, before: string, level: string): string => before + shifted(level, shift).toFixed(2);
}

function shifted(level: string, shift: number): number {
  return Math.round(((Number(level) + shift) % 7) * 100) / 100;
}

/** The answers by the rule as it is documented, from the files of the sample and the shift alone. */
function answersOf(release: string, shift: number): Map<string, string> {
  const rated = SAMPLE_RATINGS.filter((row) => row['Scale ID'] === 'LV');
  const levels = new Map(rated.map((row) => [keyOf(row), shifted(row['Data Value']!, shift)]));
  const level = (code: string, element: string): number => levels.get(`${code} ${element}`) ?? 0;
  const isRated = (code: string, element: string): boolean => levels.has(`${code} ${element}`);
  const occupation = (code: string) => ({ code, title: TITLES.get(code) });
  const answers = PAIRS_ASKED.map(({ from, to, byLevel }) => {
    const gaps = [...SKILLS].flatMap(([element, name]) => {
      const [fromLevel, toLevel] = [level(from, element), level(to, element)];
      if (toLevel <= fromLevel || (!byLevel && fromLevel > 0)) return [];
      if (!byLevel) return name;
      const levelsOfGap = { from_proficiency_level: fromLevel, to_proficiency_level: toLevel };
      return { element_id: element, skill_name: name, ...levelsOfGap };
    });
    const answer = {
      from_occupation: occupation(from),
      to_occupation: occupation(to),
      skill_gaps: gaps,
      compared: [...SKILLS.keys()].filter((id) => isRated(from, id) && isRated(to, id)).length,
      release,
    };
    const endpoint = byLevel ? 'skill-gap-by-lvl' : 'skill-gap';
    return [`/api/v1/${endpoint}?from=${from}&to=${to}`, JSON.stringify(answer)] as const;
  });
  return new Map(answers);
}

function keyOf(row: Row): string {
  return `${row['O*NET-SOC Code']} ${row['Element ID']}`;
}
