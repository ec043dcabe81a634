import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEWEST_NEIGHBOURS } from '@app/skills';
import { phraseOf } from '../analysis/explain';
import { summarise } from '../analysis/summarise';
import { halfWidthOf, verdictOf, VERDICTS, type Levels } from '../analysis/verdict';
import { weigh } from '../analysis/weigh';
import { BANDS } from '../similarity/similarity-ranks';
import { THRESHOLDS } from './rules';
import { VALIDITY } from './validity';

const DOCUMENT = readFileSync(join(__dirname, '../../../../docs/method.md'), 'utf8');
const TEXT = DOCUMENT.replace(/\s+/g, ' ');

/** The rows of the table with such a header; a cell is text without its backticks. */
function table(header: string): string[][] {
  const lines = DOCUMENT.split('\n');
  const start = lines.findIndex((line) => cellsOf(line).join(' | ') === header);
  const rows = lines.slice(start + 2);
  return start < 0 ? [] : rows.slice(0, rows.indexOf('')).map(cellsOf);
}

function cellsOf(line: string): string[] {
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim().replaceAll('`', ''));
}

function side(level: string, error: string, marks = ''): Levels {
  return {
    level: Int16Array.of(hundredths(level)),
    levelError: Int32Array.of(error === 'n/a' ? -1 : Math.round(Number(error) * 10_000)),
    suppressed: Int8Array.of(marks.includes('suppress') ? 1 : 0),
    notRelevant: Int8Array.of(marks.includes('not relevant') ? 1 : 0),
  };
}

function hundredths(text: string): number {
  return Math.round(Number(text) * 100);
}

it('has all verdicts in the order in which they are tested', () => {
  expect(table('verdict | when').map(([verdict]) => verdict)).toEqual(VERDICTS);
});

it('has the thresholds of the program', () => {
  const { z, smallestStandardError, chance, about } = THRESHOLDS;
  expect(TEXT).toContain(`at least ${z} × √(SE²`);
  expect(TEXT).toContain(`A standard error below ${smallestStandardError} counts as ${smallestStandardError}.`);
  expect(TEXT).toContain(
    `${chance} × (real + within_noise). With 28 rows tested that is ${(28 * chance).toFixed(1)} of a row.`,
  );
  expect(TEXT).toContain(`“About” reaches ${about} to both sides`);
  expect(TEXT).toContain(`With fewer than ${FEWEST_NEIGHBOURS} such occupations`);
});

const verdicts = table('source | SE | target | SE | marked | half width | verdict');
it('has differences to show', () => expect(verdicts.length).toBeGreaterThanOrEqual(11));

it.each(verdicts)('judges %s ± %s against %s ± %s (%s) as it says: %s, %s', (...cells) => {
  const [from = '', fromError = '', to = '', toError = '', marks = '', halfWidth, verdict] = cells;
  const sides = [
    side(from, fromError, marks.includes('source') ? marks : ''),
    side(to, toError, marks.includes('target') ? marks : ''),
  ] as const;
  const computed = halfWidthOf(...sides, 0);
  expect(verdictOf(...sides, 0)).toBe(verdict);
  expect(computed === null ? 'n/a' : (computed / 10_000).toFixed(4)).toBe(halfWidth);
});

it('works out the shares of its example', () => {
  const rows = table('source | target | importance in the target | w × (b − a)');
  const column = (i: number): Int16Array => Int16Array.from(rows, (row) => hundredths(row[i] ?? ''));
  const none = new Int8Array(rows.length);
  const marks = { levelError: new Int32Array(rows.length), suppressed: none, notRelevant: none };
  const [from, to] = [
    { level: column(0), ...marks },
    { level: column(1), importance: column(2), ...marks },
  ];
  const weighed = weigh(from, to);
  expect(rows.map((row) => Number(row[3]?.replace('−', '-')) * 10_000)).toEqual([...weighed.priorities]);
  expect(TEXT).toContain(`= ${weighed.need / 10_000}. The second`);
  const { shortfall, coverage, surplus, direction } = summarise(from, to, weighed);
  const share = (millionths: number | null): string => String((millionths ?? NaN) / 1_000_000);
  expect(TEXT).toContain(`shortfall ${share(shortfall)}, coverage ${share(coverage)}, surplus ${share(surplus)}.`);
  expect(TEXT).toContain(`a direction of ${share(direction)}.`);
});

const words = table('level | in words');
it('has levels to show', () => expect(words.length).toBeGreaterThanOrEqual(12));

it.each(words)('says %s as it says: %s', (level = '', phrase) => {
  const anchors = ['A', 'B', 'C'].map((letter, i) => ({ level: 200 * (i + 1), quoted: `“${letter}”` }));
  expect(phraseOf(anchors, hundredths(level))).toBe(phrase);
});

it('has the bands of the program', () => {
  const bands = table('band | percentile from | similarity from, in 29.0');
  expect(bands.map(([band, percentile]) => [band, Number(percentile)])).toEqual(
    BANDS.map(([band, percentile]) => [band, Math.max(0, percentile)]),
  );
});

it('has the figures of validity that /method tells', () => {
  const { earlierRelease, laterRelease, estimates, rerated } = VALIDITY;
  const rows = table(`levels of skills, ${earlierRelease} against ${laterRelease}`.concat(' | figure'));
  expect(rows.map(([, figure]) => figure)).toEqual([
    String(estimates.occupations),
    String(estimates.levels),
    String(estimates.meanError),
    `${estimates.lowestError} to ${estimates.highestError}`,
    String(rerated.occupations),
    rerated.levels.toLocaleString('en'),
    `${rerated.called} (${(100 * rerated.share).toFixed(1)} %)`,
  ]);
  expect(rerated.share).toBeCloseTo(rerated.called / rerated.levels, 3);
});
