import { ServiceProblem, type Problem } from '@app/client';
import { failureOf, sideOf } from './failure';

const problem = (more: Partial<Problem>): Problem => ({
  type: 'about:blank',
  title: 'Unprocessable Entity',
  status: 422,
  code: 'TITLE_AMBIGUOUS',
  detail: 'It means two occupations.',
  ...more,
});

describe('failure of a request', () => {
  it('is being offline when nothing answers', () => {
    expect(failureOf(new TypeError('Failed to fetch'))).toEqual({ kind: 'offline' });
  });

  it('is the key where the service refuses it', () => {
    expect(failureOf(new ServiceProblem(401, problem({ code: 'INVALID_API_KEY' }), null))).toEqual({ kind: 'key' });
  });

  it('is a fault, to be tried again, where the service says that of itself', () => {
    const own = problem({ status: 500, code: 'INTERNAL_ERROR', detail: 'This is a fault of the service.' });
    expect(failureOf(new ServiceProblem(500, own, null))).toEqual({
      kind: 'fault',
      detail: 'This is a fault of the service.',
    });
  });

  it('says how long to wait when there were too many', () => {
    const failure = failureOf(new ServiceProblem(429, problem({ code: 'RATE_LIMITED', detail: 'Slow down.' }), 7));
    expect(failure).toEqual({ kind: 'too_many', wait: 7, detail: 'Slow down.' });
  });

  it.each([502, 503, 504])('is an unavailable service at %i', (status) => {
    expect(failureOf(new ServiceProblem(status, null, null))).toMatchObject({ kind: 'unavailable', wait: null });
  });

  it('offers what an ambiguous title may mean, with what each would come to', () => {
    const candidates = [
      {
        code: '41-2011.00',
        title: 'Cashiers',
        matched_title: 'Cashiers',
        score: null,
        likely: false,
        rated: true,
        coverage: { lowest: 0.5, highest: 0.6 },
      },
    ];
    expect(failureOf(new ServiceProblem(422, problem({ candidates }), null))).toMatchObject({
      kind: 'choices',
      choices: [{ code: '41-2011.00', title: 'Cashiers', rated: true, coverage: { lowest: 0.5, highest: 0.6 } }],
    });
  });

  it('offers the successors of a retired code', () => {
    const successors = [{ code: '15-1252.00', title: 'Software Developers', job_zone: 4, rated: false }];
    const failure = failureOf(new ServiceProblem(422, problem({ code: 'OCCUPATION_RETIRED', successors }), null));
    expect(failure).toMatchObject({ choices: [{ code: '15-1252.00', title: 'Software Developers', rated: false }] });
  });

  it('offers rated relatives of an occupation that is not rated', () => {
    const rated_relatives = [{ code: '15-2051.01', title: 'Business Intelligence Analysts' }];
    const failure = failureOf(
      new ServiceProblem(422, problem({ code: 'OCCUPATION_NOT_RATED', rated_relatives }), null),
    );
    expect(failure).toMatchObject({ kind: 'unrated', choices: [{ code: '15-2051.01', rated: true }] });
  });

  it('is a fault where the answer is none of the service', () => {
    expect(failureOf(new ServiceProblem(500, null, null))).toMatchObject({ kind: 'fault' });
  });
});

describe('side of a problem', () => {
  it('is the one whose parameter or code it names', () => {
    expect(sideOf(problem({ parameter: 'to_title' }), null, null)).toBe('to');
    expect(sideOf(problem({ onet_soc_code: '15-1132.00' }), '15-1132', '29-1141.00')).toBe('from');
    expect(sideOf(problem({ onet_soc_code: '29-1141.00' }), '15-1132', '29-1141.00')).toBe('to');
    expect(sideOf(problem({}), '15-1132', null)).toBeNull();
  });
});
