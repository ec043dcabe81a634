import { isElementId, isOnetSocCode } from '@app/onet';
import { RowRejection } from './row-rejection';

/** How files say "no value": `n/a` in text, a blank cell in CSV, `null` in Web Services, `NULL` or `\N` where a database wrote them. */
const MISSING = /^\s*(?:n\/a|null|\\n)?\s*$/i;

/** The most decimals that the tables keep; more would be rounded silently. */
const MAX_DECIMALS = 4;
const MAX_INTEGER = 2_147_483_647;
/** The longest official one, of a detailed work activity, has 17. */
const MAX_ELEMENT_ID = 20;
/** Of texts in columns without a limit of their own. */
export const MAX_DESCRIPTION = 10_000;

export function isMissing(text: string): boolean {
  return MISSING.test(text);
}

/** Text of at most `maxLength` characters without blanks around it. */
export function requiredText(text: string, column: string, maxLength: number): string {
  if (isMissing(text)) throw new RowRejection(column, text, 'is missing');
  const value = text.trim();
  if (value.length > maxLength) throw new RowRejection(column, text, `is longer than ${maxLength} characters`);
  return value;
}

export function optionalText(text: string, column: string, maxLength: number): string | null {
  return isMissing(text) ? null : requiredText(text, column, maxLength);
}

/** A decimal number, exactly as written: a value that would have to be rounded is rejected. */
export function requiredDecimal(text: string, column: string): number {
  const match = /^-?\d{1,5}(?:\.(\d+))?$/.exec(text.trim());
  if (isMissing(text)) throw new RowRejection(column, text, 'is missing');
  if (!match) throw new RowRejection(column, text, 'is not a number from -99999 to 99999');
  if ((match[1] ?? '').replace(/0+$/, '').length > MAX_DECIMALS) {
    throw new RowRejection(column, text, `has more than ${MAX_DECIMALS} decimals`);
  }
  return Number(text);
}

export function optionalDecimal(text: string, column: string): number | null {
  return isMissing(text) ? null : requiredDecimal(text, column);
}

export function requiredInteger(text: string, column: string): number {
  if (isMissing(text)) throw new RowRejection(column, text, 'is missing');
  const value = /^-?\d{1,10}$/.test(text.trim()) ? Number(text) : NaN;
  if (!(Math.abs(value) <= MAX_INTEGER)) throw new RowRejection(column, text, 'is not a whole number');
  return value;
}

export function optionalCount(text: string, column: string): number | null {
  if (isMissing(text)) return null;
  const value = requiredInteger(text, column);
  if (value < 0) throw new RowRejection(column, text, 'is negative');
  return value;
}

export function optionalYesNo(text: string, column: string): boolean | null {
  if (isMissing(text)) return null;
  if (text === 'Y' || text === 'N') return text === 'Y';
  throw new RowRejection(column, text, 'is neither Y nor N');
}

const MONTH = /^(?<month>\d{2})\/(?<year>\d{4})$/;
/** Databases that know only points in time write them with midnight. */
const DAY = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?$/;

/** `08/2023` of the files and `2023-08-01` of Web Services and databases, as the first day of the month: `2023-08-01`. */
export function optionalMonth(text: string, column: string): string | null {
  const known = MONTHS.get(text);
  if (known !== undefined) return known;
  const month = readMonth(text, column);
  if (MONTHS.size < MONTHS_KEPT) MONTHS.set(text, month);
  return month;
}

/** A release has some dozens of months in half a million rows. */
const MONTHS = new Map<string, string | null>();
const MONTHS_KEPT = 1_000;

function readMonth(text: string, column: string): string | null {
  if (isMissing(text)) return null;
  const { year = '', month = '', day = '01' } = (MONTH.exec(text.trim()) ?? DAY.exec(text.trim()))?.groups ?? {};
  if (Number(year) < 1900 || !isDay(`${year}-${month}-${day}`)) {
    throw new RowRejection(column, text, 'is not a month such as 08/2023');
  }
  return `${year}-${month}-01`;
}

/** False for days that look like one and are none: JavaScript takes February 30 for March 1. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export function onetSocCode(text: string, column = 'O*NET-SOC Code'): string {
  if (!isOnetSocCode(text)) throw new RowRejection(column, text, 'is not an O*NET-SOC code such as 15-1252.00');
  return text;
}

export function elementId(text: string): string {
  if (!isElementId(text)) throw new RowRejection('Element ID', text, 'is not an element id such as 2.A.1.a');
  if (text.length > MAX_ELEMENT_ID) {
    throw new RowRejection('Element ID', text, `is longer than ${MAX_ELEMENT_ID} characters`);
  }
  return text;
}

/** Ids of intermediate and detailed work activities have had several forms. */
export function activityId(text: string, column: string): string {
  const id = requiredText(text, column, 30);
  if (!/^[\w.-]+$/.test(id))
    throw new RowRejection(column, text, 'is not the id of a work activity such as 4.A.2.a.4.I09.D03');
  return id;
}
