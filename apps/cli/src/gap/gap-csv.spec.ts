import { gapCsv } from './gap-csv';
import type { ToldGap } from './plain-gap';

const SKILLS = [
  { elementId: '2.A.1.a', name: 'Baking' },
  { elementId: '2.A.1.b', name: 'Counting, quickly' },
];

const GAP = {
  index: { skills: SKILLS, release: { name: '29.0' } },
  ...{ from: { code: '11-1011.00' }, to: { code: '15-2051.00' }, compared: 2 },
  gaps: [
    { skill: 0, fromLevel: 0.25, toLevel: 2 },
    { skill: 1, fromLevel: 0, toLevel: 1.88 },
  ],
} as unknown as ToldGap;

it('has a row for each gap, with both levels', () => {
  expect(gapCsv(GAP, 'by-level')).toBe(
    'release,from,to,domain,element_id,name,from_level,to_level\r\n' +
      '29.0,11-1011.00,15-2051.00,skills,2.A.1.a,Baking,0.25,2\r\n' +
      '29.0,11-1011.00,15-2051.00,skills,2.A.1.b,"Counting, quickly",0,1.88\r\n',
  );
});

it('has only names of what the source has nothing of', () => {
  expect(gapCsv(GAP, 'missing')).toBe(
    'release,from,to,domain,element_id,name\r\n29.0,11-1011.00,15-2051.00,skills,2.A.1.b,"Counting, quickly"\r\n',
  );
});
