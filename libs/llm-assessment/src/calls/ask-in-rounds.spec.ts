import type { ParsedReply } from '../replies/parsed-reply';
import { askInRounds, fillInRounds } from './ask-in-rounds';
import type { Answered } from './model-caller';

const ASKED = ['2.A.1.a', '2.A.1.b', '2.B.1.a'];

/** A model that gives one answer after the other. */
function scripted(...answers: (readonly string[] | Error | 'blocked')[]) {
  const questions: (readonly string[])[] = [];
  const ask = (missing: readonly string[], round: number): Promise<Answered<number>> => {
    questions.push(missing);
    const answer = answers[round];
    if (answer instanceof Error) return Promise.reject(answer);
    const given = answer === 'blocked' ? [] : (answer ?? []);
    const left = missing.filter((id) => !given.includes(id));
    const parsed: ParsedReply<number> = {
      outcome: left.length === 0 ? 'complete' : 'partial',
      reason: answer === 'blocked' ? 'BLOCKED: SAFETY' : null,
      items: new Map(given.map((id) => [id, round])),
      missing: left,
      problems: (answer === 'blocked' ? [] : left.slice(0, 1)).map((item) => ({
        item,
        reason: `no level in round ${round}`,
      })),
    };
    return Promise.resolve({ parsed, modelVersion: `model-${round}`, mayAskAgain: answer !== 'blocked' });
  };
  return { questions, ask };
}

it('asks once where nothing is missing', async () => {
  const { questions, ask } = scripted(ASKED);
  const { items, holes, modelVersion } = await askInRounds(ASKED, 'x', ask);
  expect([...items.keys()]).toEqual(ASKED);
  expect(holes.size).toBe(0);
  expect({ questions, modelVersion }).toEqual({ questions: [ASKED], modelVersion: 'model-0' });
});

it('asks for what is missing alone, and twice at most; what is missing then is a hole with its reason', async () => {
  const { questions, ask } = scripted(['2.A.1.a'], [], ['2.B.1.a']);
  const { items, holes } = await askInRounds(ASKED, 'x', ask);
  expect(questions).toEqual([ASKED, ['2.A.1.b', '2.B.1.a'], ['2.A.1.b', '2.B.1.a']]);
  expect([...items]).toEqual([
    ['2.A.1.a', 0],
    ['2.B.1.a', 2],
  ]);
  expect([...holes]).toEqual([['2.A.1.b', 'no level in round 2']]);
});

it('keeps what it has where asking again fails', async () => {
  const { ask } = scripted(['2.A.1.a'], new Error('out of reach'));
  const { items, holes } = await askInRounds(ASKED, 'x', ask);
  expect([...items.keys()]).toEqual(['2.A.1.a']);
  expect(holes.get('2.A.1.b')).toBe('out of reach');
});

it('tells holes that an error left open from those that the model left itself', async () => {
  const failed = await askInRounds(ASKED, 'x', scripted(['2.A.1.a'], new Error('out of reach')).ask);
  expect(failed.interruption).toEqual(new Error('out of reach'));
  for (const answers of [
    [['2.A.1.a'], [], []],
    [['2.A.1.a'], 'blocked' as const],
  ]) {
    expect((await askInRounds(ASKED, 'x', scripted(...answers).ask)).interruption).toBeNull();
  }
});

it('fills nothing where nothing comes, and throws nothing either', async () => {
  const { items, holes, interruption } = await fillInRounds(ASKED, scripted(new Error('out of reach')).ask);
  expect({ items: items.size, holes: holes.size, interruption }).toEqual({
    ...{ items: 0, holes: 3, interruption: new Error('out of reach') },
  });
  expect((await fillInRounds(ASKED, scripted([], [], []).ask)).holes.size).toBe(3);
});

it('passes on the failure of the first question', async () => {
  const { ask } = scripted(new Error('out of reach'));
  await expect(askInRounds(ASKED, 'x', ask)).rejects.toThrow('out of reach');
});

it('does not ask again for what was blocked', async () => {
  const { questions, ask } = scripted('blocked', ASKED);
  await expect(askInRounds(ASKED, '11-1011.00', ask)).rejects.toThrow(
    /no usable answer for 11-1011.00: BLOCKED: SAFETY/,
  );
  expect(questions).toHaveLength(1);
});

it('gives up after three answers without anything usable', async () => {
  const { questions, ask } = scripted([], [], []);
  await expect(askInRounds(ASKED, '11-1011.00', ask)).rejects.toMatchObject({ code: 'LLM_REPLY_REJECTED' });
  expect(questions).toHaveLength(3);
});
