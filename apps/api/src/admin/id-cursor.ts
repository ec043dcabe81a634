/** Where a list goes on, as a text that clients need not understand. */
export function encodeCursor(id: number | null): string | null {
  return id === null ? null : Buffer.from(JSON.stringify([id])).toString('base64url');
}

/** The id that a cursor stands for; null if it is none of ours. */
export function decodeCursor(cursor: string): number | null {
  const [, id] = /^\[(\d{1,10})\]$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return id === undefined || Number(id) > 2_147_483_647 ? null : Number(id);
}
