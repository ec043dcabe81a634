/** A title in the form in which titles are compared: lower case, no accents, single blanks between the words. */
export type PreparedTitle = string;

/** The dots of `R.N.`, which people write or leave away. */
const DOTS_OF_INITIALS = /(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu;

/** The text without the dots of initials: `R.N.` → `RN.` */
export function joinInitials(text: string): string {
  return text.includes('.') ? text.replace(DOTS_OF_INITIALS, '$1') : text;
}

export function prepareTitle(title: string): PreparedTitle {
  const joined = joinInitials(title);
  // Nearly all of the 55,000 titles of a release are ASCII, for which the cheap way is enough.
  if (/^[\x20-\x7e]*$/.test(joined))
    return joined
      .toLowerCase()
      .replace(/[^a-z0-9+#]+/g, ' ')
      .trim();
  const plain = joined.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
  return plain
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim();
}
