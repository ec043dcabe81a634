import { isOnetSocCode, type OnetSocCode } from '@app/onet';
import { ConfigurationError, ESCO_CROSSWALK } from '@app/config';
import { CsvError, parse } from 'csv-parse/sync';

/** O*NET-SOC codes of 2019 by the ESCO or ISCO-08 code that the crosswalk leads to them, each list by code. */
export type EscoCrosswalk = ReadonlyMap<string, readonly OnetSocCode[]>;

const FROM = 'ESCO/ISCO Code';
const TO = 'O*NET-SOC 2019 Code';
/** Besides ESCO's occupations and ISCO's unit groups (four digits), the file has a few of its minor groups (three). */
const ESCO_CODE = /^\d{3}$|^\d{4}(\.\d{1,2})*$/;

interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The official crosswalk of ESCO and ISCO-08 codes. Lines above the one that names the columns, and lines without a code,
 * which hold notes, are passed over.
 * @throws ConfigurationError that names the line, for a file that is no such crosswalk
 */
export function readEscoCrosswalk(text: string): EscoCrosswalk {
  const lines = linesOf(text);
  const heading = lines.findIndex(({ record }) => record.includes(FROM) && record.includes(TO));
  if (heading < 0) throw unusable(`has no line with the columns "${FROM}" and "${TO}"`);
  const columns = lines[heading]?.record ?? [];
  const targets = new Map<string, Set<OnetSocCode>>();
  // Each code is one text in memory, however many lines have it.
  const known = new Map<string, OnetSocCode>();
  for (const { record, info } of lines.slice(heading + 1)) {
    const [from = '', to = ''] = [record[columns.indexOf(FROM)], record[columns.indexOf(TO)]];
    if (from === '') continue;
    if (!ESCO_CODE.test(from)) throw unusable(`line ${info.lines}: "${from}" is no code of ESCO or ISCO-08`);
    if (!isOnetSocCode(to)) throw unusable(`line ${info.lines}: "${to}" is no O*NET-SOC code`);
    const target = known.get(to) ?? to;
    known.set(target, target);
    const ofCode = targets.get(from) ?? new Set();
    targets.set(from, ofCode.add(target));
  }
  if (targets.size === 0) throw unusable('has no codes');
  return new Map([...targets].map(([from, codes]) => [from, [...codes].sort()]));
}

function linesOf(text: string): Line[] {
  try {
    const options = { bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    // The package's types know nothing of `info`.
    return parse(text, options) as unknown as Line[];
  } catch (error) {
    if (error instanceof CsvError) throw unusable(`is no CSV file: ${error.message}`);
    throw error;
  }
}

function unusable(problem: string): ConfigurationError {
  return new ConfigurationError([`ONET_CROSSWALKS: ${ESCO_CROSSWALK} ${problem}; download it again`]);
}
