import { OccupationStretches } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { byteLengthOfTexts, textAt } from '@app/releases';
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
    const { texts, ...columns } = this.packed.reference;
    const text = (name: keyof Activity) => textAt(texts, columns[name][number]);
    return {
      activityId: text('activityId') ?? '',
      activity: text('activity'),
      intermediateActivityId: text('intermediateActivityId'),
      intermediateActivity: text('intermediateActivity'),
      elementId: text('elementId'),
      elementName: text('elementName'),
    };
  }

  get byteLength(): number {
    const { reference, activity, taskId } = this.packed;
    return activity.byteLength + taskId.byteLength + byteLengthOfTexts(reference.texts);
  }
}
