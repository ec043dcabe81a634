import type { DomainError } from '@app/onet';
import { findMeant } from './directory/meant-occupations';
import { OccupationDirectory, type OccupationEntry } from './directory/occupation-directory';
import { OccupationNotFoundError, OccupationNotRatedError, OccupationRetiredError } from './occupations.errors';

const OFF = { reason: 'off' } as const;

function entry(code: string, title: string, rated = true): OccupationEntry {
  const titles = { alternateTitles: [], reportedTitles: [] };
  return { code, title, description: '', source: 'text_file', jobZone: null, rated, ...titles };
}

const NURSES = [entry('29-1141.00', 'Registered Nurses'), entry('29-1141.01', 'Acute Care Nurses', false)];
const CLERKS = Array.from({ length: 12 }, (_, i) => entry(`43-40${i + 11}.00`, `Clerks ${i + 1}`));
const directory = new OccupationDirectory('29.0', [...NURSES, ...CLERKS]);

function notFound(code: string): DomainError {
  return new OccupationNotFoundError(code, '29.0', findMeant(code, directory), null);
}

function notRated(
  occupation: OccupationEntry,
  relatives: readonly OccupationEntry[] = [],
  canEstimate = false,
): DomainError {
  return new OccupationNotRatedError(occupation, '29.0', { relatives, shortfall: OFF, canEstimate });
}

describe('a code that the release does not have', () => {
  it('of a group names the occupations of the group, also for programs', () => {
    const { message, details, nextStep } = notFound('29-1140.00');
    expect(message).toBe(
      '29-1140.00 is the code of a group, not of an occupation. Its occupations in release 29.0: 29-1141.00 Registered ' +
        'Nurses, 29-1141.01 Acute Care Nurses (not rated).',
    );
    expect(details).toEqual({
      onet_soc_code: '29-1140.00',
      reason: 'group',
      members: NURSES.map(({ code, title, rated }) => ({ code, title, rated })),
      members_total: 2,
    });
    expect(nextStep).toBeUndefined();
  });

  it.each(['29-1100.00', '29-1000.00', '29-0000.00'])('of the larger group %s as well', (code) => {
    expect(notFound(code).details).toMatchObject({ reason: 'group', members_total: 2 });
  });

  it('of a group with many occupations names ten of them and leads to the others', () => {
    const { message, details, nextStep } = notFound('43-0000.00');
    expect(message).toContain('43-4020.00 Clerks 10 and 2 more.');
    expect(details).toMatchObject({ members: CLERKS.slice(0, 10).map(({ code }) => ({ code })), members_total: 12 });
    expect(nextStep).toEqual({ action: 'search', texts: ['43-0000'] });
  });

  it('of a group without occupations in the release says so', () => {
    const { message, details, nextStep } = notFound('19-2000.00');
    expect(message).toBe('19-2000.00 is the code of a group, of which release 29.0 has no occupation.');
    expect(details).toMatchObject({ reason: 'group', members: [], members_total: 0 });
    expect(nextStep).toEqual({ action: 'search', texts: [] });
  });

  it('names what there is of its SOC code', () => {
    const { message, details } = notFound('29-1141.99');
    expect(message).toContain('has no occupation 29-1141.99. What it has of 29-1141: 29-1141.00 Registered Nurses, 29');
    expect(details).toMatchObject({ reason: 'no_such_detail', members_total: 2 });
  });

  it.each(['99-9999.00', '12-1011.00', '00-0000.00', '57-0000.00'])('and that never was, %s, says so', (code) => {
    const { message, details, nextStep } = notFound(code);
    expect(message).toContain(`has no occupation ${code}, and there never was one`);
    expect(details).toMatchObject({ reason: 'never_existed', members: [] });
    expect(nextStep).toEqual({ action: 'search', texts: [] });
  });

  it('and that is like others names them, without a claim about what it was', () => {
    const { message, details } = notFound('29-1149.00');
    expect(message).toMatch(/has no occupation 29-1149\.00\. The code may be misspelt.* Next to it: 29-1141\.00 Reg/);
    expect(details).toMatchObject({ reason: 'unknown', members_total: 2 });
    expect(notFound('15-1232.00').details).toMatchObject({ reason: 'unknown', members: [] });
  });
});

it('a retired code with several successors names them, also those that the release lacks', () => {
  const successors = ['29-1141.00', '29-1141.01', '29-1141.04'];
  const retired = { code: '29-1111.00', title: 'Nurses of Every Kind', successors };
  const { message, details, nextStep } = new OccupationRetiredError(retired, '29.0', (code) => directory.find(code));
  expect(message).toBe(
    '29-1111.00 Nurses of Every Kind is a code of an earlier O*NET-SOC taxonomy than that of release 29.0, where several ' +
      'occupations have taken its place: 29-1141.00 Registered Nurses, 29-1141.01 Acute Care Nurses (not rated), ' +
      '29-1141.04 (not in this release). Ask for the one that is meant.',
  );
  expect(details).toEqual({
    onet_soc_code: '29-1111.00',
    occupation_title: 'Nurses of Every Kind',
    successors: [
      { code: '29-1141.00', title: 'Registered Nurses', rated: true },
      { code: '29-1141.01', title: 'Acute Care Nurses', rated: false },
      { code: '29-1141.04', title: null, rated: false },
    ],
  });
  expect(nextStep).toBeUndefined();
});

describe('an occupation without ratings', () => {
  it('of the military is told that there will never be any, and that no credentials would help', () => {
    const { message, details, nextStep } = notRated(entry('55-3016.00', 'Infantry', false));
    expect(message).toBe(
      '55-3016.00 Infantry has no skill ratings in release 29.0: O*NET never rates military occupations.',
    );
    expect(details).toMatchObject({ reason: 'military', rated_relatives: [] });
    expect(nextStep).toEqual({ action: 'search', texts: [] });
  });

  it('called "All Other" is told the same, with rated ones of its group', () => {
    const { message, details } = notRated(entry('29-1149.00', 'Nurses, All Other', false), NURSES.slice(0, 1));
    expect(message).toMatch(
      /: O\*NET never rates "All Other" occupations.* Rated .* same group: 29-1141\.00 Reg[^.]*\.$/,
    );
    expect(details).toMatchObject({ reason: 'all_other', rated_relatives: [{ code: '29-1141.00' }] });
  });

  it('of another kind may get some', () => {
    const { message, details, nextStep } = notRated(entry('15-1252.00', 'Software Developers', false));
    expect(message).toMatch(/in release 29\.0\. Later releases may have ratings for it\. On-demand completion is off/);
    expect(details).toMatchObject({ reason: 'not_yet_rated', on_demand: 'off' });
    expect(nextStep).toBeUndefined();
  });

  it('that can be estimated is pointed to the analysis', () => {
    const { details, nextStep } = notRated(entry('15-1252.00', 'Software Developers', false), [], true);
    expect(details).toMatchObject({ estimate_available: true });
    expect(nextStep).toEqual({ action: 'analyse' });
  });

  it('names ten relatives at most', () => {
    const { message, details } = notRated(entry('43-4000.00', 'Clerks', false), CLERKS);
    expect(message).toContain('and 2 more.');
    expect(details.rated_relatives).toHaveLength(10);
  });
});
