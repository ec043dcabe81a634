/** An activity of an occupation, and how many tasks speak for it. */
export interface DoneActivity {
  /** The same number in all lists of a release. */
  readonly number: number;
  /** The rated work activity that it is part of; null where the release does not say. */
  readonly partOf: string | null;
  readonly coreTasks: number;
  readonly tasks: number;
}

/** An activity on the sides that do it. */
export interface ComparedActivity<A extends DoneActivity> {
  readonly from: A | null;
  readonly to: A | null;
  /** Both sides do something of the same rated work activity, if not this. */
  readonly familiar: boolean;
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
  const shared = sharedParts(from, to);
  const familiar = ({ partOf }: A): boolean => partOf !== null && shared.has(partOf);
  const kept: ComparedActivity<A>[] = [];
  const added: ComparedActivity<A>[] = [];
  for (const activity of to) {
    const same = ofSource.get(activity.number);
    if (same) kept.push({ from: same, to: activity, familiar: true });
    else added.push({ from: null, to: activity, familiar: familiar(activity) });
  }
  const dropped = from
    .filter(({ number }) => !ofTarget.has(number))
    .map((activity) => ({ from: activity, to: null, familiar: familiar(activity) }));
  return { kept: byEvidence(kept), new: byEvidence(added), dropped: byEvidence(dropped) };
}

/** The rated work activities that both do something of. */
function sharedParts(from: readonly DoneActivity[], to: readonly DoneActivity[]): ReadonlySet<string | null> {
  const ofSource = new Set(from.map(({ partOf }) => partOf));
  return new Set(to.map(({ partOf }) => partOf).filter((partOf) => ofSource.has(partOf)));
}

/** The sort is stable: what is alike stays in the order of the content model. */
function byEvidence<A extends DoneActivity>(activities: ComparedActivity<A>[]): ComparedActivity<A>[] {
  const coreTasksOf = ({ from, to }: ComparedActivity<A>): number => (to ?? from)?.coreTasks ?? 0;
  const tasksOf = ({ from, to }: ComparedActivity<A>): number => (to ?? from)?.tasks ?? 0;
  return activities.sort((a, b) => coreTasksOf(b) - coreTasksOf(a) || tasksOf(b) - tasksOf(a));
}
