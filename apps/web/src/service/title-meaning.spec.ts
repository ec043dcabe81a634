import type { Schemas } from '@app/client';
import { failureOfTitle, onlyMeaning } from './title-meaning';

type Meaning = Schemas['TitleMeaningDto'];

const teller = {
  code: '43-3071.00',
  title: 'Tellers',
  matched_title: 'Bank Teller',
  score: null,
  likely: true,
  rated: true,
  job_zone: 2,
};
const meaning = (more: Partial<Meaning>): Meaning => ({
  release: '29.0',
  kind: 'alternate',
  candidates: [teller],
  retired: null,
  ...more,
});
const retired = (...codes: string[]): NonNullable<Meaning['retired']> => ({
  code: '15-1132.00',
  title: 'Software Developers, Applications',
  successors: codes.map((code) => ({ code, title: `Title of ${code}`, rated: true, job_zone: 4 })),
});

describe('meaning of a title', () => {
  it('is the only occupation that has it', () => {
    expect(onlyMeaning(meaning({}))).toMatchObject({ code: '43-3071.00' });
  });

  it.each(['ambiguous', 'candidates'] as const)('is never picked from %s', (kind) => {
    expect(onlyMeaning(meaning({ kind }))).toBeNull();
  });

  it('is the only successor of what is retired', () => {
    expect(onlyMeaning(meaning({ kind: 'none', candidates: [], retired: retired('15-1252.00') }))).toMatchObject({
      code: '15-1252.00',
    });
    expect(
      onlyMeaning(meaning({ kind: 'none', candidates: [], retired: retired('15-1252.00', '15-1253.00') })),
    ).toBeNull();
  });
});

describe('a title that cannot be taken', () => {
  it('is asked back with all its meanings', () => {
    expect(failureOfTitle(meaning({ kind: 'ambiguous', candidates: [teller, teller] }))).toMatchObject({
      kind: 'choices',
      problem: { code: 'TITLE_AMBIGUOUS' },
      choices: [
        { code: '43-3071.00', title: 'Tellers', rated: true, coverage: null },
        { code: '43-3071.00', title: 'Tellers', rated: true, coverage: null },
      ],
    });
  });

  it('is answered with the nearest, or with successors', () => {
    expect(failureOfTitle(meaning({ kind: 'candidates' }))).toMatchObject({ problem: { code: 'TITLE_NOT_FOUND' } });
    expect(failureOfTitle(meaning({ kind: 'none', candidates: [], retired: retired('a', 'b') }))).toMatchObject({
      problem: { code: 'OCCUPATION_RETIRED', occupation_title: 'Software Developers, Applications' },
      choices: [{ code: 'a' }, { code: 'b' }],
    });
  });
});
