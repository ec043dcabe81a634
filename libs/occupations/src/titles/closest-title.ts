import { titleAt, toPlace } from './packed-titles';
import type { TitlePlaces } from './title-places';

/** The title of an occupation that has most of the words, the first of equal ones; null if none has any. */
export function closestTitle(places: TitlePlaces, occupation: number, words: ReadonlySet<number>): number | null {
  const [from, to] = places.titlesOf(occupation);
  const shared = new Uint8Array(to - from);
  for (const word of words) {
    const ofWord = places.of(word);
    let last = -1;
    for (let i = lowerBound(ofWord, toPlace(from, 0)); i < ofWord.length; i++) {
      const title = titleAt(ofWord[i] ?? 0);
      if (title >= to) break;
      if (title === last) continue;
      last = title;
      shared[title - from] = (shared[title - from] ?? 0) + 1;
    }
  }
  const most = Math.max(...shared);
  return most === 0 ? null : from + shared.indexOf(most);
}

/** The first place in ascending ones that is not before another. */
function lowerBound(places: Uint32Array, wanted: number): number {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((places[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}
