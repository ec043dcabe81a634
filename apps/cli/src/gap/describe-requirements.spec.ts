import { describePreparation, describeTechnology } from './describe-requirements';

const product = (name: string, hot: boolean | null = false, in_demand: boolean | null = false) => ({
  name,
  hot,
  in_demand,
});

it('lists missing software by kind, what is in demand first', () => {
  const text = describeTechnology(
    {
      ...{ commodity_coverage: 0.5, hot_coverage: null, in_demand_coverage: 1, commodities: 2, commodities_missing: 1 },
      groups: [
        {
          ...{ commodity_code: '1', commodity: 'Ovens', kind: 'new' },
          missing: [product('A'), product('B'), product('C'), product('D', true), product('E', null, true)],
        },
        { ...{ commodity_code: '2', commodity: null, kind: 'other' }, missing: [product('=F')] },
      ],
    },
    0,
  );
  expect(text).toContain(
    'TECHNOLOGY: 50.0 % of 2 kinds of products shared, 1 new; – of the hot products; 100.0 % of those in demand\n',
  );
  expect(text).toMatch(/│ Ovens +│ none +│ E \(in demand\), D \(hot\), A, B, 1 more │/);
  expect(text).toMatch(/│ 2 +│ others +│ =F +│/);
});

it('says what at least half of those who were asked require', () => {
  const answers = (median: number) => ({
    ...{ median, mode: 1 },
    distribution: [
      { category: 1, description: 'None', data_value: 40 },
      { category: 2, description: 'A year', data_value: 60 },
    ],
  });
  const nothing = { from: null, to: null };
  const text = describePreparation({
    job_zone: { from: 2, to: null, difference: null },
    ...{ education: { from: answers(1), to: answers(2) }, experience: { from: null, to: answers(9) } },
    ...{ on_site_training: nothing, on_the_job_training: nothing },
  });
  expect(text).toBe(
    'PREPARATION (at least half say so): job zone 2 → –; education None → A year; experience not known → category 9',
  );
});

it('says what is not compared', () => {
  expect(describeTechnology(null, 0)).toMatch(/^TECHNOLOGY: not compared/);
  expect(describePreparation(null)).toMatch(/^PREPARATION: not compared/);
});
