import { compareWork, type DoneActivity } from './compare-work';

function done(activityId: string, ...types: ('core' | 'supplemental' | null)[]): DoneActivity {
  return { activityId, tasks: types.map((type) => ({ type })) };
}

const ids = (activities: readonly { from: DoneActivity | null; to: DoneActivity | null }[]) =>
  activities.map(({ from, to }) => (to ?? from)?.activityId);

it('tells what is kept, new and dropped', () => {
  const answer = compareWork([done('a', 'core'), done('b')], [done('b', 'core'), done('c')]);
  expect([ids(answer.kept), ids(answer.new), ids(answer.dropped)]).toEqual([['b'], ['c'], ['a']]);
  expect(answer.kept[0]).toEqual({ from: done('b'), to: done('b', 'core') });
});

it('lists first what most core tasks speak for, then most tasks, then as in the content model', () => {
  const target = [
    done('a', 'supplemental'),
    done('b', 'supplemental'),
    done('c', 'supplemental', null),
    done('d', 'core', 'core'),
    done('e', 'core', 'supplemental'),
  ];
  expect(ids(compareWork([], target).new)).toEqual(['d', 'e', 'c', 'a', 'b']);
});

it('changes nothing for an occupation itself', () => {
  const list = [done('a', 'core'), done('b')];
  expect(compareWork(list, list)).toMatchObject({ new: [], dropped: [] });
});
