import { toWholeSecond } from '@app/database';

const MS_OF_UNIT: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/**
 * When a key expires: `90d` and `12h` count from `now`, a date such as 2027-01-31 means the end of that day in UTC.
 * To the second, as databases keep it. Null for what is neither.
 */
export function parseExpiry(text: string, now: Date): Date | null {
  const [, count, unit = ''] = /^([1-9]\d{0,4})([dh])$/.exec(text) ?? [];
  const ms = MS_OF_UNIT[unit];
  return count && ms ? toWholeSecond(new Date(now.getTime() + Number(count) * ms)) : endOfDay(text);
}

function endOfDay(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const end = new Date(`${text}T23:59:59Z`);
  // JavaScript takes February 30 for March 2.
  return !Number.isNaN(end.getTime()) && end.toISOString().startsWith(text) ? end : null;
}
