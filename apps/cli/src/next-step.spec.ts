import { describeNextStep } from './next-step';

it.each([
  [['nurse'], 'Search with: occupations nurse'],
  [['registered nurses', '15-125'], 'Search with: occupations registered nurses, or occupations 15-125'],
  [['c++ #1'], "Search with: occupations 'c++ #1'"],
  [[], 'Search by title with: occupations <words of a title>'],
])('writes the search for %j out as a command', (texts, sentence) => {
  expect(describeNextStep({ action: 'search', texts })).toBe(sentence);
});

it('names commands, and no paths of the HTTP service', () => {
  const steps = [{ action: 'load-release' }, { action: 'assess', codes: ['11-1011.00'] }] as const;
  expect(steps.map(describeNextStep)).toEqual([
    'Run the command "refresh".',
    'Have them assessed with: assess 11-1011.00',
  ]);
});
