import { LostKeys } from './lost-keys';

function missing(...keys: string[]): LostKeys {
  const lostKeys = new LostKeys();
  for (const key of keys) lostKeys.miss(key);
  return lostKeys;
}

it('counts the rows that refer to a row that was refused, and no others', () => {
  const lostKeys = missing('a', 'a', 'b');
  expect(lostKeys.consequences).toBe(0);
  lostKeys.lose('a');
  lostKeys.lose('c');
  expect(lostKeys.consequences).toBe(2);
});

it('takes a refused row whose key cannot be told for the missing one that most rows refer to', () => {
  const lostKeys = missing('typo', 'a', 'a', 'b', 'b', 'b', 'c');
  lostKeys.lose('c');
  lostKeys.loseUnreadable(1);
  expect(lostKeys.consequences).toBe(1 + 3);
  lostKeys.loseUnreadable(1);
  expect(lostKeys.consequences).toBe(1 + 3 + 2);
});
