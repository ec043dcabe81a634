/** A place in a list, as a text that clients need not understand. */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * Takes the text of a cursor apart; null if it is none of ours.
 * @param form the whole text of a place as JSON, each part a group
 */
export function decodeCursor(cursor: string, form: RegExp): string[] | null {
  return form.exec(Buffer.from(cursor, 'base64url').toString())?.slice(1) ?? null;
}

const LARGEST_ID = 2_147_483_647;

/** Where a list by id goes on; null at its end. */
export function encodeIdCursor(id: number | null): string | null {
  return id === null ? null : encodeCursor([id]);
}

/** The id that a cursor stands for; null if it is none of ours. */
export function decodeIdCursor(cursor: string): number | null {
  const [id] = decodeCursor(cursor, /^\[(\d{1,10})\]$/) ?? [];
  return id === undefined || Number(id) > LARGEST_ID ? null : Number(id);
}
