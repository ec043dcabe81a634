import type { OccupationEntry } from '../directory/occupation-directory';
import { packTitles } from './pack-titles';
import { positionAt, titleAt } from './packed-titles';

function occupation(code: string, title: string, description: string, alternates: string[]): OccupationEntry {
  const alternateTitles = alternates.map((alternate) => ({ title: alternate, shortTitle: null }));
  return {
    code,
    title,
    description,
    source: 'text_file',
    jobZone: null,
    rated: true,
    alternateTitles,
    reportedTitles: [],
  };
}

/** Titles 0 to 2 and their words, then the descriptions of both occupations as 3 and 4. */
it('notes of each word where it stands: titles by number, and descriptions behind them', async () => {
  const packed = await packTitles([
    occupation('29-1141.00', 'Registered Nurses', 'Nurse patients.', ['Nurse']),
    occupation('29-2061.00', 'Practical Nurses', 'Care.', []),
  ]);
  const { words, placeStarts, places } = packed;
  const placesOf = (word: string): [title: number, position: number][] => {
    const number = words.indexOf(word);
    const ofWord = places.subarray(placeStarts[number], placeStarts[number + 1]);
    return [...ofWord].map((place) => [titleAt(place), positionAt(place)]);
  };
  expect(words).toEqual(['care', 'nurse', 'patient', 'practical', 'registered']);
  expect(placesOf('nurse')).toEqual([
    [0, 1],
    [1, 0],
    [2, 1],
    [3, 0],
  ]);
  expect(placesOf('care')).toEqual([[4, 0]]);
  expect([...packed.occupationCounts]).toEqual([1, 2, 1, 1, 1]);
  expect([...packed.titleStarts]).toEqual([0, 2, 3]);
  expect([...packed.occupations]).toEqual([0, 0, 1]);
  expect([...packed.titleLengths]).toEqual([2, 1, 2]);
  expect([...packed.lengths]).toEqual([5, 3]);
});

it('packs a release without occupations', async () => {
  expect(await packTitles([])).toMatchObject({ words: [], places: new Uint32Array(0) });
});
