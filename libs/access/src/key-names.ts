/** The two keys that need no row: given by these variables of the environment, or made at the first start. */
export const READ_KEY_NAME = 'API_KEY';
export const ADMIN_KEY_NAME = 'ADMIN_API_KEY';

/** Whether a key may be called so: names stand in logs, tables and command lines, where what begins with - is an option. */
export function isKeyName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/.test(text);
}

/** The form in which no two names may be equal, since nobody would tell `api_key` from `API_KEY` in a log. */
export function foldedKeyName(name: string): string {
  return name.toLowerCase();
}

export function isReservedKeyName(name: string): boolean {
  return [READ_KEY_NAME, ADMIN_KEY_NAME].map(foldedKeyName).includes(foldedKeyName(name));
}
