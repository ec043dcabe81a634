import type { EntityManager } from 'typeorm';
import { PipelineRun } from './pipeline-run.entity';
import type { Rejection } from './rejection';
import { reasonsOf } from './rejection-summary';
import { insertRejections } from './store-rejections';

/** The record of a run that is done. */
export type DoneRun = Pick<
  PipelineRun,
  'command' | 'triggeredBy' | 'source' | 'releaseName' | 'startedAt' | 'rowsRead' | 'rowsWritten'
>;

/** Records a run that is done already, within the transaction that did it. It never held the pipeline. */
export async function recordDone(
  manager: EntityManager,
  run: DoneRun,
  rejections: readonly Rejection[],
): Promise<void> {
  const now = new Date();
  const times = { startedAt: run.startedAt, heartbeatAt: now, finishedAt: now };
  const refused = { rowsRejected: rejections.length, rejections: reasonsOf(rejections) };
  const done = { ...run, ...times, ...refused, status: 'succeeded', stage: 'done', active: null } as const;
  const inserted = await manager.insert(PipelineRun, done);
  const { id } = inserted.identifiers[0] as { id: number };
  await insertRejections(manager, id, rejections);
}
