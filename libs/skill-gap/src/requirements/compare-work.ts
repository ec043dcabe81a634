/** An activity of an occupation with the types of the tasks that it is part of. */
export interface DoneActivity {
  readonly activityId: string;
  readonly tasks: readonly { readonly type: 'core' | 'supplemental' | null }[];
}

/** An activity on the sides that have it. */
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
  const ofSource = new Map(from.map((activity) => [activity.activityId, activity]));
  const ofTarget = new Set(to.map(({ activityId }) => activityId));
  const inTarget = to.map((activity) => ({ from: ofSource.get(activity.activityId) ?? null, to: activity }));
  const onlySource = from.filter(({ activityId }) => !ofTarget.has(activityId));
  return {
    kept: byEvidence(inTarget.filter((activity) => activity.from !== null)),
    new: byEvidence(inTarget.filter((activity) => activity.from === null)),
    dropped: byEvidence(onlySource.map((activity) => ({ from: activity, to: null }))),
  };
}

/** The sort is stable: what is alike stays in the order of the content model. */
function byEvidence<A extends DoneActivity>(activities: ComparedActivity<A>[]): ComparedActivity<A>[] {
  const coreOf = ({ from, to }: ComparedActivity<A>) =>
    (to ?? from)?.tasks.filter(({ type }) => type === 'core').length ?? 0;
  const tasksOf = ({ from, to }: ComparedActivity<A>) => (to ?? from)?.tasks.length ?? 0;
  return activities.sort((a, b) => coreOf(b) - coreOf(a) || tasksOf(b) - tasksOf(a));
}
