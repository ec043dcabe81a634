import { KeptAnswers } from './kept-answers';

it('makes an answer once for the same state and question, and anew for another', async () => {
  const kept = new KeptAnswers();
  let made = 0;
  const ask = async (etag: string): Promise<string> =>
    (await kept.answer(etag, () => Promise.resolve({ made: ++made }))).toString();
  expect([await ask('"moves-1"'), await ask('"moves-1"'), await ask('"moves-2"')]).toEqual([
    ...['{"made":1}', '{"made":1}', '{"made":2}'],
  ]);
});

it('keeps nothing of an answer that could not be made', async () => {
  const kept = new KeptAnswers();
  await expect(kept.answer('"moves-1"', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(String(await kept.answer('"moves-1"', () => Promise.resolve({ is: 'there' })))).toBe('{"is":"there"}');
});
