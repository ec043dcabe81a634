import { readInBatches } from '@app/database';
import { readByOccupation } from '@app/occupations';
import type { ElementId } from '@app/onet';
import { In, type DataSource } from 'typeorm';
import { DetailedActivity } from './detailed-activity.entity';
import { IntermediateActivity } from './intermediate-activity.entity';
import { ActivityPacker, type Activity, type PackedActivities } from './pack-activities';
import { TaskActivity } from './task-activity.entity';

/** Reads the detailed work activities of a release, and of which tasks they are; null if it came without them. */
export async function readActivities(dataSource: DataSource, releaseId: number): Promise<PackedActivities | null> {
  const packer = new ActivityPacker([
    ...(await readReference(dataSource, releaseId)),
    ...(await readUnexplained(dataSource, releaseId)),
  ]);
  for await (const rows of readByOccupation(dataSource, TaskActivity, releaseId)) packer.add(rows);
  return packer.build();
}

async function readReference(dataSource: DataSource, releaseId: number): Promise<Activity[]> {
  const detailed: DetailedActivity[] = [];
  for await (const batch of readInBatches(dataSource, DetailedActivity, { releaseId }, 'dwaId'))
    detailed.push(...batch);
  const titles = new Map<string, string>();
  for await (const batch of readInBatches(dataSource, IntermediateActivity, { releaseId }, 'iwaId')) {
    for (const { iwaId, iwaTitle } of batch) titles.set(iwaId, iwaTitle);
  }
  const names = await readElementNames(dataSource, releaseId, [...new Set(detailed.map(({ elementId }) => elementId))]);
  return detailed.map(({ dwaId, dwaTitle, iwaId, elementId }) => ({
    activityId: dwaId,
    activity: dwaTitle,
    intermediateActivityId: iwaId,
    intermediateActivity: titles.get(iwaId) ?? null,
    elementId,
    elementName: names.get(elementId) ?? null,
  }));
}

/** Those that only tasks name, in a release without the reference. */
async function readUnexplained(dataSource: DataSource, releaseId: number): Promise<Activity[]> {
  if (await dataSource.manager.existsBy(DetailedActivity, { releaseId })) return [];
  const rows = await dataSource
    .createQueryBuilder(TaskActivity, 'activity')
    .select('activity.dwaId', 'activityId')
    .distinct()
    .where('activity.releaseId = :releaseId', { releaseId })
    .getRawMany<{ activityId: string }>();
  const unknown = { activity: null, intermediateActivityId: null, intermediateActivity: null };
  return rows.map(({ activityId }) => ({ activityId, ...unknown, elementId: null, elementName: null }));
}

/** By name: the content model belongs to a lib that this one does not know. */
const CONTENT_MODEL_ELEMENT = 'ContentModelElement';

async function readElementNames(dataSource: DataSource, releaseId: number, elementIds: readonly ElementId[]) {
  const rows = await dataSource.manager.findBy<{ releaseId: number; elementId: ElementId; name: string }>(
    CONTENT_MODEL_ELEMENT,
    { releaseId, elementId: In([...elementIds]) },
  );
  return new Map(rows.map(({ elementId, name }) => [elementId, name]));
}
