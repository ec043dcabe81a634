import type { OccupationEntry } from '../directory/occupation-directory';

/** A title by which an occupation is found. */
export interface FoundTitle {
  /** What is compared: a title, or a short title such as `RN`. */
  readonly text: string;
  /** The title that is shown for it: of a short title the one that it is short for. */
  readonly shown: string;
}

/**
 * The own title of an occupation, and then each distinct alternate title and short title in the order of their code units:
 * databases sort titles each in their own way.
 */
export function distinctTitles({
  title,
  alternateTitles,
}: Pick<OccupationEntry, 'title' | 'alternateTitles'>): FoundTitle[] {
  const shown = new Map(alternateTitles.map((alternate) => [alternate.title, alternate.title]));
  for (const alternate of alternateTitles) {
    const { shortTitle } = alternate;
    if (shortTitle === null) continue;
    const known = shown.get(shortTitle);
    if (known === undefined || (known !== shortTitle && alternate.title < known))
      shown.set(shortTitle, alternate.title);
  }
  const texts = [...shown.keys()].sort();
  return [{ text: title, shown: title }, ...texts.map((text) => ({ text, shown: shown.get(text) ?? text }))];
}
