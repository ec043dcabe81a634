/** An O*NET-SOC code in its one written form, such as `15-1252.00`. Text, never a number: the `.00` is part of the key. */
export type OnetSocCode = string;

const WRITTEN_FORM = /^\d{2}-\d{4}\.\d{2}$/;
/** Dashes and minus signs of every kind. */
const DASHES = /[\p{Pd}\u2212]/gu;
const INVISIBLE = /\p{Cf}/gu;
/** Characters that tables, lists, spreadsheets (`="15-1252.00"`) and sentences put around a code. */
const AROUND = /^[\s\p{Pi}\p{Pf}\p{Ps}\p{Pe}"'`´=.,;:*]+|[\s\p{Pi}\p{Pf}\p{Ps}\p{Pe}"'`´.,;:*]+$/gu;
/** No spelling of a code is longer; what is need not be looked at. */
const LONGEST = 60;
const AS_PEOPLE_TYPE_IT = /^(\d{2}) ?[-.]? ?(\d{4})(?: ?[-.]? ?(\d{2})|\.0)?$/;
const BEGINNING = /^(\d{2}) ?[-.]? ?(\d{1,4})?(?: ?[-.]? ?(\d{1,2}))?$/;

/** True for the written form only; files and stored rows must use it. */
export function isOnetSocCode(text: string): boolean {
  return WRITTEN_FORM.test(text);
}

/**
 * Brings what people type and paste, and what spreadsheets leave over, into the written form: quotes, brackets, blanks
 * and punctuation around it, invisible characters, wide digits, other dashes, a missing dash, `15-1252-00`, a six-digit SOC
 * code (`15-1252` → `15-1252.00`), a lost trailing zero (`15-1252.0`). Null if it is no code; one lost digit other than
 * zero is not guessed, since `.1` may stand for `.01` or `.10`.
 */
export function normaliseOnetSocCode(text: string): OnetSocCode | null {
  if (WRITTEN_FORM.test(text)) return text;
  const match = AS_PEOPLE_TYPE_IT.exec(bare(text));
  return match ? `${match[1]}-${match[2]}.${match[3] ?? '00'}` : null;
}

/**
 * The written form of a code or of the beginning of one, from the spellings that people use: `15-125`, `29`,
 * `291141`. Null if no code begins so.
 */
export function beginningOfCode(text: string): string | null {
  const [, major, soc = '', detail = ''] = BEGINNING.exec(bare(text)) ?? [];
  if (major === undefined || (detail !== '' && soc.length < 4)) return null;
  return `${major}-${soc}${detail && '.'}${detail}`;
}

/** The SOC part that a detailed code shares with its parent and siblings: `29-1141.01` → `29-1141`. */
export function socCodeOf(code: OnetSocCode): string {
  return code.slice(0, 7);
}

/**
 * The beginning of the codes of a SOC group, where a code is that of a group: those of single occupations never end
 * with 0. `29-0000` → `29-`, `29-1100` → `29-11`, `29-1140` → `29-114`. Null for the code of an occupation.
 */
export function beginningOfGroup(code: OnetSocCode): string | null {
  const [, beginning] = /^(\d{2}-\d*?)0+\.00$/.exec(code) ?? [];
  return beginning ?? null;
}

/** Whether a code could be one of SOC at all: its major groups have always been the odd numbers from 11 to 55. */
export function hasMajorGroup(code: OnetSocCode): boolean {
  const major = Number(code.slice(0, 2));
  return major >= 11 && major <= 55 && major % 2 === 1;
}

function bare(text: string): string {
  if (text.length > LONGEST) return '';
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '-').replace(AROUND, '');
}
