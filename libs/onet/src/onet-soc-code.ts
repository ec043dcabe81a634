/** An O*NET-SOC code in its one written form, such as `15-1252.00`. Text, never a number: the `.00` is part of the key. */
export type OnetSocCode = string;

const WRITTEN_FORM = /^\d{2}-\d{4}\.\d{2}$/;
const DASHES = /[\u2010-\u2015\u2212]/g;
const AS_PEOPLE_TYPE_IT = /^(\d{2})-?(\d{4})(?:\.?(\d{2})|\.0)?$/;

/** True for the written form only; files and stored rows must use it. */
export function isOnetSocCode(text: string): boolean {
  return WRITTEN_FORM.test(text);
}

/**
 * Brings what people type and spreadsheets leave over into the written form: blanks around it, other dashes, a missing
 * dash, a six-digit SOC code (`15-1252` → `15-1252.00`), a lost trailing zero (`15-1252.0`). Null if it is no code;
 * one lost digit other than zero is not guessed, since `.1` may stand for `.01` or `.10`.
 */
export function normaliseOnetSocCode(text: string): OnetSocCode | null {
  if (WRITTEN_FORM.test(text)) return text;
  const match = AS_PEOPLE_TYPE_IT.exec(text.trim().replace(DASHES, '-'));
  return match ? `${match[1]}-${match[2]}.${match[3] ?? '00'}` : null;
}

/** The SOC part that a detailed code shares with its parent and siblings: `29-1141.01` → `29-1141`. */
export function socCodeOf(code: OnetSocCode): string {
  return code.slice(0, 7);
}
