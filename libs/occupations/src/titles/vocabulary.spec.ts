import { Vocabulary } from './vocabulary';

const WORDS = ['biomedical', 'med', 'medic', 'medical', 'nurse', 'purse', 'sale', 'scale'];
const vocabulary = new Vocabulary(WORDS, new Uint16Array([1, 1, 1, 9, 3, 3, 2, 7]));

function named(numbers: readonly number[]): (string | undefined)[] {
  return numbers.map((number) => WORDS[number]);
}

it('finds a word, and none that only begins so', () => {
  expect(vocabulary.find('nurse')).toBe(4);
  expect(vocabulary.find('nurs')).toBeNull();
  expect(new Vocabulary([], new Uint16Array(0)).find('nurse')).toBeNull();
});

it('tells which words begin with a text', () => {
  const [from, to] = vocabulary.beginningWith('med');
  expect(WORDS.slice(from, to)).toEqual(['med', 'medic', 'medical']);
  const [first, behind] = vocabulary.beginningWith('x');
  expect(behind - first).toBe(0);
});

it('tells which words hold a text anywhere, each once', () => {
  expect(named(vocabulary.containing('medic'))).toEqual(['biomedical', 'medic', 'medical']);
  expect(named(vocabulary.containing('e'))).toEqual(WORDS);
  expect(vocabulary.containing('x')).toEqual([]);
});

it('repairs a word to the commonest one that is one edit away', () => {
  expect(named([vocabulary.repair('cale') ?? -1])).toEqual(['scale']);
});

it('repairs to the first of the alphabet where several are as common', () => {
  expect(named([vocabulary.repair('durse') ?? -1])).toEqual(['nurse']);
});

it('repairs neither short words nor those that are further away', () => {
  expect(vocabulary.repair('mad')).toBeNull();
  expect(vocabulary.repair('programmer')).toBeNull();
});
