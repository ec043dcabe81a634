/** An activity of an occupation, and how many tasks speak for it. */
export interface DoneActivity {
  /** The same number in all lists of a release. */
  readonly number: number;
  readonly coreTasks: number;
  readonly tasks: number;
}

/** An activity on the sides that do it. */
export interface ComparedActivity<A extends DoneActivity> {
  readonly from: A | null;
  readonly to: A | null;
}

/** The detailed work activities of two occupations compared. */
export interface WorkComparison<A extends DoneActivity> {
  /** Both do it. */
  readonly kept: readonly ComparedActivity<A>[];
  /** Only the target does it. */
  readonly new: readonly ComparedActivity<A>[];
  /** Only the source does it. */
  readonly dropped: readonly ComparedActivity<A>[];
}

/**
 * What a person would go on doing, newly do, and no longer do on a working day. In each list first what most core tasks speak
 * for, those of the target where it does it; then what most tasks do; then as in the content model.
 */
export function compareWork<A extends DoneActivity>(from: readonly A[], to: readonly A[]): WorkComparison<A> {
  const ofSource = new Map(from.map((activity) => [activity.number, activity]));
  const ofTarget = new Set(to.map(({ number }) => number));
  const inTarget = to.map((activity) => ({ from: ofSource.get(activity.number) ?? null, to: activity }));
  const onlySource = from.filter(({ number }) => !ofTarget.has(number));
  return {
    kept: byEvidence(inTarget.filter((activity) => activity.from !== null)),
    new: byEvidence(inTarget.filter((activity) => activity.from === null)),
    dropped: byEvidence(onlySource.map((activity) => ({ from: activity, to: null }))),
  };
}

/** The sort is stable: what is alike stays in the order of the content model. */
function byEvidence<A extends DoneActivity>(activities: ComparedActivity<A>[]): ComparedActivity<A>[] {
  const coreTasksOf = ({ from, to }: ComparedActivity<A>): number => (to ?? from)?.coreTasks ?? 0;
  const tasksOf = ({ from, to }: ComparedActivity<A>): number => (to ?? from)?.tasks ?? 0;
  return activities.sort((a, b) => coreTasksOf(b) - coreTasksOf(a) || tasksOf(b) - tasksOf(a));
}
