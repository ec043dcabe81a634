import { StretchBuilder, type PackedStretches, type RowsOfOccupation } from '@app/occupations';
import { compareElementIds, type ElementId } from '@app/onet';
import { TextNumbers } from '@app/releases';
import type { TaskActivity } from './task-activity.entity';

/** A detailed work activity. All but the id is null where the release came without their reference. */
export interface Activity {
  readonly activityId: string;
  readonly activity: string | null;
  readonly intermediateActivityId: string | null;
  /** Null also where the release came without the reference of these. */
  readonly intermediateActivity: string | null;
  /** The element of the content model that it is part of, 4.A. */
  readonly elementId: ElementId | null;
  readonly elementName: string | null;
}

/** Activities as a release carries them: for each occupation a stretch of rows, by activity and task. */
export interface PackedActivities {
  readonly occupations: PackedStretches;
  /** The activities, in the order of the content model. */
  readonly reference: PackedReference;
  /** Of each row: place in the reference. */
  readonly activity: Uint32Array;
  readonly taskId: Uint32Array;
}

/** Many activities are part of the same ones, whose ids and titles are there once. */
export type PackedReference = { readonly texts: readonly string[] } & {
  /** Of each activity: the number of a text. */
  readonly [Column in keyof Activity]: Uint32Array;
};

/** Collects the rows while they are read. */
export class ActivityPacker {
  private readonly occupations = new StretchBuilder();
  private readonly activities: readonly Activity[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly activity: number[] = [];
  private readonly taskId: number[] = [];

  /** @param activities all that rows refer to, in any order */
  constructor(activities: readonly Activity[]) {
    this.activities = activities.toSorted((a, b) => compareElementIds(a.activityId, b.activityId));
    this.places = new Map(this.activities.map(({ activityId }, place) => [activityId, place]));
  }

  add({ code, rows }: Pick<RowsOfOccupation<TaskActivity>, 'code' | 'rows'>): void {
    this.occupations.add(code, rows.length);
    const placed = rows.map(({ dwaId, taskId }) => ({ place: this.placeOf(dwaId), taskId }));
    for (const { place, taskId } of placed.sort((a, b) => a.place - b.place || a.taskId - b.taskId)) {
      this.activity.push(place);
      this.taskId.push(taskId);
    }
  }

  /** Null if there were no rows. */
  build(): PackedActivities | null {
    if (this.occupations.size === 0) return null;
    return {
      occupations: this.occupations.build(),
      reference: packReference(this.activities),
      activity: new Uint32Array(this.activity),
      taskId: new Uint32Array(this.taskId),
    };
  }

  private placeOf(activityId: string): number {
    const place = this.places.get(activityId);
    if (place === undefined) throw new Error(`A task refers to the activity ${activityId}, which is not there`);
    return place;
  }
}

function packReference(activities: readonly Activity[]): PackedReference {
  const texts = new TextNumbers();
  const column = (name: keyof Activity) => new Uint32Array(activities.map((activity) => texts.add(activity[name])));
  const columns = {
    activityId: column('activityId'),
    activity: column('activity'),
    intermediateActivityId: column('intermediateActivityId'),
    intermediateActivity: column('intermediateActivity'),
    elementId: column('elementId'),
    elementName: column('elementName'),
  };
  return { ...columns, texts: texts.texts };
}
