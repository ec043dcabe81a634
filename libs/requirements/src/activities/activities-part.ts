import { Injectable } from '@nestjs/common';
import { OptionalPart, ReleasePart, type Release } from '@app/releases';
import { ActivityLists } from './activity-lists';
import type { PackedActivities } from './pack-activities';
import { readActivities } from './read-activities';

/** The detailed work activities of a release; null if it came without them. */
export const ACTIVITIES = new ReleasePart<ActivityLists | null>('activities');

/** Loads the detailed work activities of a release. */
@Injectable()
export class ActivitiesPart extends OptionalPart<ActivityLists, PackedActivities> {
  readonly part = ACTIVITIES;
  readonly version = 1;

  async read({ id }: Release): Promise<PackedActivities | null> {
    return readActivities(this.dataSource, id);
  }

  protected unpack(packed: PackedActivities): ActivityLists {
    return new ActivityLists(packed);
  }
}
