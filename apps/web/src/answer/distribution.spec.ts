import { sharesOfBoth, shortened } from './distribution';

const answers = (...shares: number[]) => ({
  median: 1,
  mode: 1,
  distribution: shares.map((data_value, at) => ({ category: at + 1, description: `Answer ${at + 1}`, data_value })),
});

describe('distribution of answers', () => {
  it('has the answers that anybody gave, in their order', () => {
    expect(sharesOfBoth({ from: answers(0, 60, 40), to: answers(0, 100) })).toEqual([
      { category: 2, words: 'Answer 2', from: 60, to: 100 },
      { category: 3, words: 'Answer 3', from: 40, to: 0 },
    ]);
  });

  it('says nothing of a side without answers', () => {
    expect(sharesOfBoth({ from: null, to: answers(100) })).toEqual([
      { category: 1, words: 'Answer 1', from: null, to: 100 },
    ]);
    expect(sharesOfBoth({ from: null, to: null })).toEqual([]);
  });

  it('names a category without its explanation', () => {
    expect(shortened('Post-Secondary Certificate - awarded for training (for example, in services)')).toBe(
      'Post-Secondary Certificate',
    );
    expect(shortened("Associate's Degree (or other 2-year degree)")).toBe("Associate's Degree");
    expect(shortened('Over 1 year, up to and including 2 years')).toBe('Over 1 year to 2 years');
    expect(shortened('Up to and including 1 month')).toBe('Up to 1 month');
  });
});
