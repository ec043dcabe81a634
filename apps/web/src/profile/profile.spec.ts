import { asPerson, emptyProfile, mostJobs, readProfile, withJob, withoutJob, withRating } from './profile';

const cashier = { code: '41-2011.00', title: 'Cashiers' };
const speaking = { elementId: '2.A.1.d', name: 'Speaking', level: 4 };

describe('profile of a person', () => {
  it('has each past job once, and no more than the service takes', () => {
    const once = withJob(withJob(emptyProfile, cashier), cashier);
    expect(once.jobs).toEqual([cashier]);
    const jobs = Array.from({ length: mostJobs }, (_, at) => ({ code: `code ${at}`, title: '' }));
    expect(withJob({ jobs, ratings: [] }, cashier).jobs).toHaveLength(mostJobs);
  });

  it('takes the last word on a skill', () => {
    const changed = withRating(withRating(emptyProfile, speaking), { ...speaking, level: 6 });
    expect(changed.ratings).toEqual([{ ...speaking, level: 6 }]);
  });

  it('loses a job that is taken out', () => {
    expect(withoutJob(withJob(emptyProfile, cashier), cashier.code)).toEqual(emptyProfile);
  });

  it('is told to the service by codes and levels alone', () => {
    expect(asPerson(withRating(withJob(emptyProfile, cashier), speaking))).toEqual({
      occupations: ['41-2011.00'],
      ratings: [{ element_id: '2.A.1.d', level: 4 }],
    });
  });

  it('is read back as it was stored', () => {
    const profile = { jobs: [cashier], ratings: [speaking] };
    expect(readProfile(JSON.stringify(profile))).toEqual(profile);
  });

  it.each([
    null,
    'no JSON',
    'null',
    '{}',
    '{"jobs":[{"code":1,"title":"x"}],"ratings":[]}',
    '{"jobs":[],"ratings":[{"elementId":"2.A.1.d","name":"Speaking","level":8}]}',
    '{"jobs":"all","ratings":[]}',
  ])('is not read from %s', (stored) => {
    expect(readProfile(stored)).toBeNull();
  });
});
