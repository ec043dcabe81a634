import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidParametersError, type RefusedParameter } from '@app/http';
import { parse } from 'csv-parse/sync';

/** A line of a file with people and places. */
export interface CohortLine {
  readonly side: 'origin' | 'target';
  /** A code, also of a SOC group, or a title. */
  readonly occupation: string;
  /** Of an origin its people; of a target its places, null for as many as come. */
  readonly people: number | null;
}

const COLUMNS = ['side', 'occupation', 'people'];
const EXAMPLE = 'side,occupation,people; then lines such as origin,41-2011.00,120 and target,29-2052.00,100';

/**
 * Reads the people and places of a cohort from comma-separated values with a header, in any order of columns and lines.
 * @throws InvalidParametersError that names every line that cannot be used
 */
export async function readCohort(file: string): Promise<CohortLine[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidParametersError([refused(file, `cannot be read: ${reason}`)]);
  });
  return readLines(text, basename(file));
}

/** @param name of the file, for errors */
export function readLines(text: string, name: string): CohortLine[] {
  const [head = [], ...rows] = rowsOf(text, name);
  const missing = COLUMNS.filter((column) => !head.includes(column));
  if (missing.length > 0) {
    throw new InvalidParametersError([
      refused(name, `has no column ${missing.join(', ')}; its first line must be ${EXAMPLE}`),
    ]);
  }
  const problems: RefusedParameter[] = [];
  const lines = rows.flatMap((row, i) => {
    const cell = (column: string): string => (row[head.indexOf(column)] ?? '').trim();
    const line = readLine(cell);
    if (typeof line !== 'string') return line;
    problems.push(refused(`${name} row ${i + 2}`, line));
    return [];
  });
  const [first, ...others] = problems;
  if (first) throw new InvalidParametersError([first, ...others]);
  return lines;
}

function rowsOf(text: string, name: string): string[][] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidParametersError([refused(name, `is no CSV file: ${reason}`)]);
  }
}

/** A line, or what is wrong with it. */
function readLine(cell: (column: string) => string): CohortLine | string {
  const [side, occupation, people] = [cell('side'), cell('occupation'), cell('people')];
  if (side !== 'origin' && side !== 'target') return `must have origin or target as its side, not "${side}"`;
  if (occupation === '') return 'has no occupation';
  if (people === '' && side === 'target') return { side, occupation, people: null };
  if (!/^\d{1,7}$/.test(people)) return `must have a whole number of people, not "${people}"`;
  return { side, occupation, people: Number(people) };
}

function refused(parameter: string, detail: string): RefusedParameter {
  return { code: 'INVALID_PARAMETER', parameter, detail };
}
