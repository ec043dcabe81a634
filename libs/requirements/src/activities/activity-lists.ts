import { byteLengthOfTexts, OccupationStretches } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { Activity, PackedActivities } from './pack-activities';

/** A detailed work activity of an occupation. Activities have the same numbers in all lists of a release. */
export interface ActivityEntry {
  readonly number: number;
  /** The tasks that it is part of, by id. */
  readonly taskIds: readonly number[];
}

/** The detailed work activities of a release in memory. */
export class ActivityLists {
  private readonly occupations: OccupationStretches;

  constructor(private readonly packed: PackedActivities) {
    this.occupations = new OccupationStretches(packed.occupations);
  }

  /** In the order of the content model; null for an occupation that has none. */
  of(code: OnetSocCode): ActivityEntry[] | null {
    const stretch = this.occupations.of(code);
    if (!stretch) return null;
    const taskIds = new Map<number, number[]>();
    for (let row = stretch.start; row < stretch.end; row++) {
      const number = this.packed.activity[row] ?? 0;
      const ids = taskIds.get(number) ?? [];
      ids.push(this.packed.taskId[row] ?? 0);
      taskIds.set(number, ids);
    }
    return [...taskIds].map(([number, ids]) => ({ number, taskIds: ids }));
  }

  /** @param number of an entry */
  activity(number: number): Activity {
    const activity = this.packed.activities[number];
    if (!activity) throw new Error(`There is no detailed work activity number ${number}`);
    return activity;
  }

  get byteLength(): number {
    const { activities, activity, taskId } = this.packed;
    const texts = activities.flatMap((one) => [one.activityId, one.activity ?? '']);
    return activity.byteLength + taskId.byteLength + byteLengthOfTexts(texts);
  }
}
