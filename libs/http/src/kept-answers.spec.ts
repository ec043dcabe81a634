import { KeptAnswers } from './kept-answers';

const answers = (bytes = 1000) => {
  let made = 0;
  const kept = new KeptAnswers(bytes);
  return async (etag: string): Promise<string> =>
    String(await kept.answer(etag, () => Buffer.from(`${etag} ${++made}`)));
};

it('keeps what is asked for a second time, for the same state and question', async () => {
  const ask = answers();
  expect([await ask('a'), await ask('a'), await ask('a'), await ask('b'), await ask('a')]).toEqual([
    ...['a 1', 'a 2', 'a 2', 'b 3', 'a 2'],
  ]);
});

it('lets go of what was asked for least lately', async () => {
  const ask = answers(8);
  for (const etag of ['a', 'a', 'b', 'b', 'b', 'c', 'c', 'c']) await ask(etag);
  expect([await ask('b'), await ask('a')]).toEqual(['b 4', 'a 7']);
});

it('waits for answers that take a while, and keeps nothing of one that could not be made', async () => {
  const kept = new KeptAnswers(1000);
  const fail = () => kept.answer('a', () => Promise.reject(new Error('gone')));
  await expect(fail()).rejects.toThrow('gone');
  await expect(fail()).rejects.toThrow('gone');
  expect(String(await kept.answer('a', () => Promise.resolve(Buffer.from('there'))))).toBe('there');
});

it('keeps the bytes of an answer alone, not the block in which they were made', async () => {
  const kept = new KeptAnswers(1000);
  const ask = () => kept.answer('a', () => Buffer.from('small'));
  await ask();
  await ask();
  const answer = await ask();
  expect([String(answer), answer.buffer.byteLength]).toEqual(['small', 5]);
});

it('keeps texts as texts, a character counting as a byte', async () => {
  const kept = new KeptAnswers<string>(6);
  const texts = ['small', 'small', 'made anew', 'too long for it', 'made again'].values();
  const ask = () => kept.answer('a', () => texts.next().value!);
  expect([await ask(), await ask(), await ask()]).toEqual(['small', 'small', 'small']);
  const askForMore = () => kept.answer('b', () => texts.next().value!);
  expect([await askForMore(), await askForMore(), await askForMore()]).toEqual([
    ...['made anew', 'too long for it', 'made again'],
  ]);
});
