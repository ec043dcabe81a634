import { describeNextStep } from './next-step';

it.each([
  [['nurse'], 'Search with /api/v1/occupations?search=nurse.'],
  [
    ['c++ dev', '15-125'],
    'Search with /api/v1/occupations?search=c%2B%2B%20dev and /api/v1/occupations?search=15-125.',
  ],
  [[], 'Search by title with /api/v1/occupations?search=.'],
])('writes the search for %j out', (texts, sentence) => {
  expect(describeNextStep({ action: 'search', texts })).toBe(sentence);
});

it('names what assesses, for these codes', () => {
  expect(describeNextStep({ action: 'assess', codes: ['11-1011.00', '11-3013.00'] })).toContain(
    '/api/v1/admin/assessments?codes=11-1011.00,11-3013.00',
  );
});
