import type { AnalysedDomain, Analysis } from '../answer/analysis';
import { fileName, rowsOf } from './rows';

const row = {
  element_id: '2.B.1.c',
  name: 'Persuasion',
  from_level: 2.88,
  to_level: 3.75,
  difference: 0.87,
  half_width: 0.4,
  importance: 3.5,
  words: 'Persuasion 2.88 → 3.75: …',
  flags: ['from_suppressed', 'to_not_relevant'],
  from_date: '2021-08-01',
  to_date: null,
};
const gap = { ...row, verdict: 'real', contribution: 0.01 };
const met = { ...row, verdict: 'met', surplus: 'within_noise' };
const analysed = { gaps: [gap], others: [met] } as unknown as AnalysedDomain;
const to = { code: '33-3051.00', title: "Police and Sheriff's Patrol Officers" };
const nurse = { release: '29.0', from: { code: '29-1141.00', title: 'Registered Nurses' }, to } as Analysis;

describe('rows to take along', () => {
  it('are all elements of the domain, each under its heads', () => {
    const [heads, first, second] = rowsOf(nurse, 'skills', analysed);
    const named = (row: typeof heads): Record<string, unknown> =>
      Object.fromEntries(heads!.map((head, at) => [String(head), row![at]]));
    expect(named(first)).toEqual({
      release: '29.0',
      from_code: '29-1141.00',
      from_title: 'Registered Nurses',
      to_code: '33-3051.00',
      to_title: "Police and Sheriff's Patrol Officers",
      domain: 'skills',
      element_id: '2.B.1.c',
      name: 'Persuasion',
      from_level: 2.88,
      to_level: 3.75,
      difference: 0.87,
      half_width: 0.4,
      verdict: 'real',
      surplus: null,
      importance: 3.5,
      contribution: 0.01,
      words: 'Persuasion 2.88 → 3.75: …',
      flags: 'from_suppressed to_not_relevant',
      from_date: '2021-08-01',
      to_date: null,
    });
    expect(named(second)).toMatchObject({ verdict: 'met', surplus: 'within_noise', contribution: null });
  });

  it('call a person a person', () => {
    const person = { ...nurse, from: { code: null, title: null } } as unknown as Analysis;
    expect(rowsOf(person, 'skills', analysed)[1]!.slice(1, 3)).toEqual(['person', 'person']);
    expect(fileName(person, 'skills')).toBe('onet-29.0-person-to-33-3051.00-skills.csv');
  });
});
