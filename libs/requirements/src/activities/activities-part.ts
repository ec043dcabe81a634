import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { CarriedParts, ReleasePart, type CarriedPart, type Pack, type Release } from '@app/releases';
import { DataSource } from 'typeorm';
import { ActivityLists } from './activity-lists';
import type { PackedActivities } from './pack-activities';
import { readActivities } from './read-activities';

/** The detailed work activities of a release; null if it came without them. */
export const ACTIVITIES = new ReleasePart<ActivityLists | null>('activities');

/** Loads the detailed work activities of a release. */
@Injectable()
export class ActivitiesPart implements CarriedPart<ActivityLists | null, PackedActivities | null>, OnModuleInit {
  readonly part = ACTIVITIES;
  readonly version = 1;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly carried: CarriedParts,
  ) {}

  onModuleInit(): void {
    this.carried.register(this);
  }

  async read({ id }: Release): Promise<PackedActivities | null> {
    return readActivities(this.dataSource, id);
  }

  make({ content }: Pack<PackedActivities | null>): ActivityLists | null {
    return content && new ActivityLists(content);
  }

  byteLengthOf(activities: ActivityLists | null): number {
    return activities?.byteLength ?? 0;
  }
}
