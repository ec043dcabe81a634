import { compareWork, type DoneActivity } from './compare-work';

function done(number: number, coreTasks: number, tasks: number, partOf: string | null = null): DoneActivity {
  return { number, partOf, coreTasks, tasks };
}

const numbers = (activities: readonly { from: DoneActivity | null; to: DoneActivity | null }[]) =>
  activities.map(({ from, to }) => (to ?? from)?.number);

it('tells what is kept, new and dropped', () => {
  const answer = compareWork([done(1, 1, 1), done(2, 0, 0)], [done(2, 1, 1), done(3, 0, 0)]);
  expect([numbers(answer.kept), numbers(answer.new), numbers(answer.dropped)]).toEqual([[2], [3], [1]]);
  expect(answer.kept[0]).toEqual({ from: done(2, 0, 0), to: done(2, 1, 1), familiar: true });
});

it('lists first what most core tasks speak for, then most tasks, then as in the content model', () => {
  const target = [done(1, 0, 1), done(2, 0, 1), done(3, 0, 2), done(4, 2, 2), done(5, 1, 2)];
  expect(numbers(compareWork([], target).new)).toEqual([4, 5, 3, 1, 2]);
});

it('calls familiar what is part of a rated work activity that both do something of', () => {
  const answer = compareWork(
    [done(1, 0, 1, 'caring'), done(2, 0, 1, 'driving'), done(3, 0, 1)],
    [done(4, 0, 1, 'caring'), done(5, 0, 1, 'selling'), done(6, 0, 1)],
  );
  expect(answer.new.map(({ familiar }) => familiar)).toEqual([true, false, false]);
  expect(answer.dropped.map(({ familiar }) => familiar)).toEqual([true, false, false]);
});

it('changes nothing for an occupation itself', () => {
  const list = [done(1, 1, 1), done(2, 0, 1)];
  expect(compareWork(list, list)).toMatchObject({ new: [], dropped: [] });
});
