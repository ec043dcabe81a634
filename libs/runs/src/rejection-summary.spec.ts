import { describeRefusedRows, RejectionSummary } from './rejection-summary';

const row = (line: number, reason: string, column: string | null = 'Date') => ({
  ...{ fileName: 'Skills.txt', value: 'x', line, reason, column },
});

it('counts rows by reason, the most frequent first, each with the first such row', () => {
  const summary = new RejectionSummary();
  summary.add([row(2, 'is missing'), row(3, 'is not a month')]);
  summary.add([row(4, 'is not a month'), row(5, 'is not a month', 'N')]);
  expect(summary.reasons).toEqual([
    { column: 'Date', reason: 'is not a month', count: 2, file: 'Skills.txt', line: 3 },
    { column: 'Date', reason: 'is missing', count: 1, file: 'Skills.txt', line: 2 },
    { column: 'N', reason: 'is not a month', count: 1, file: 'Skills.txt', line: 5 },
  ]);
});

it('tells thirty reasons apart and counts all others together', () => {
  const summary = new RejectionSummary();
  for (let line = 2; line < 102; line++) summary.add([row(line, `${line} fields, expected 13`, null)]);
  expect(summary.reasons).toHaveLength(31);
  expect(summary.reasons[0]).toEqual({
    column: null,
    reason: 'other reasons',
    count: 70,
    file: 'Skills.txt',
    line: 32,
  });
});

it('keeps the beginning of a long reason', () => {
  const summary = new RejectionSummary();
  summary.add([row(2, 'x'.repeat(10_000))]);
  expect(summary.reasons[0]?.reason).toHaveLength(300);
});

it('says how many rows were refused, which of them follow from others, and why', () => {
  const summary = new RejectionSummary();
  summary.add(Array.from({ length: 1_280 }, (_, i) => row(i + 2, 'is not a month such as 08/2023')));
  for (let n = 0; n < 6; n++) summary.add([row(2_000, `reason ${n}`, null)]);
  expect(describeRefusedRows({ rowsRejected: 1_286, rowsRejectedInTurn: 6, rejections: summary.reasons })).toBe(
    '1,286 rejected, 6 of them only because a row that they refer to was: 1,280 × Date: is not a month such as 08/2023, ' +
      'first Skills.txt line 2; 1 × reason 0, first Skills.txt line 2000; 1 × reason 1, first Skills.txt line 2000; ' +
      '1 × reason 2, first Skills.txt line 2000; 1 × reason 3, first Skills.txt line 2000; 2 more reasons',
  );
});
