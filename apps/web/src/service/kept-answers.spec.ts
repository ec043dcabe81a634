import { KeptAnswers } from './kept-answers';

describe('kept answers', () => {
  it('are given again for five minutes', () => {
    let now = 0;
    const kept = new KeptAnswers(() => now);
    kept.keep('a', 1);
    now = 299_999;
    expect(kept.get('a')).toBe(1);
    now = 300_000;
    expect(kept.get('a')).toBeUndefined();
  });

  it('are the last sixty', () => {
    const kept = new KeptAnswers(() => 0);
    for (let each = 0; each <= 60; each++) kept.keep(String(each), each);
    expect(kept.get('0')).toBeUndefined();
    expect(kept.get('1')).toBe(1);
    expect(kept.get('60')).toBe(60);
  });

  it('are gone when cleared', () => {
    const kept = new KeptAnswers(() => 0);
    kept.keep('a', 1);
    kept.clear();
    expect(kept.get('a')).toBeUndefined();
  });
});
