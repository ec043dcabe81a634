import { Vocabulary } from './vocabulary';
import { LIKENESS, meantWords, wordsLike } from './words-like';

const WORDS = ['biomedical', 'company', 'manager', 'managerial', 'medical', 'nurse', 'nursery'];
const vocabulary = new Vocabulary(WORDS, new Uint16Array(WORDS.length).fill(1));

function named(numbers: Iterable<number>): (string | undefined)[] {
  return [...numbers].map((number) => WORDS[number]);
}

it.each([
  ['nurse', 'same', ['nurse']],
  ['nurse', 'begins', ['nurse', 'nursery']],
  ['nurses', 'same', ['nurse']],
  ['companies', 'same', ['company']],
  ['nurs', 'begins', ['nurse', 'nursery']],
  // Nothing begins with `managers`, but with its singular.
  ['managers', 'begins', ['manager', 'managerial']],
  ['nures', 'repaired', ['nurse']],
  ['medical', 'within', ['biomedical', 'medical']],
] as const)('%s: %s %j', (word, likeness, words) => {
  const found = wordsLike(vocabulary, word, true).find(([each]) => each === LIKENESS[likeness]);
  expect(new Set(named(found?.[1] ?? []))).toEqual(new Set(words));
});

it('repairs nothing that is known or begins a word', () => {
  for (const word of ['nurse', 'nurs']) {
    expect(wordsLike(vocabulary, word, true)).toContainEqual([LIKENESS.repaired, []]);
  }
});

it('means all but what a word only stands within, which is looked for where it is wanted', () => {
  expect(named(meantWords(wordsLike(vocabulary, 'med', true)))).toEqual(['medical']);
  expect(wordsLike(vocabulary, 'med', false)).toContainEqual([LIKENESS.within, []]);
  expect(wordsLike(vocabulary, 'm', true)).toContainEqual([LIKENESS.within, []]);
});
