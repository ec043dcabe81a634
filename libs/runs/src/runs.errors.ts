import { DomainError } from '@app/onet';
import type { PipelineRun } from './pipeline-run.entity';

/** Another run holds the pipeline. */
export class RunInProgressError extends DomainError {
  constructor(readonly running: PipelineRun) {
    super(
      'RUN_IN_PROGRESS',
      `Run ${running.id} (${running.command}) is under way: ${running.stage}. Wait until it has finished and try again.`,
      { run_id: running.id },
    );
  }
}

/** The run gave no sign of life for so long that another one took its place; it must not publish any more. */
export class RunLostError extends DomainError {
  constructor(runId: number) {
    super('RUN_LOST', `Run ${runId} was given up by another process because it stalled. Run it again.`);
  }
}

/** Somebody asked for the run to end. */
export class RunCancelledError extends DomainError {
  constructor(runId: number, cancelledBy: string) {
    super('RUN_CANCELLED', `Run ${runId} was cancelled by ${cancelledBy}. What is published stays as it was.`);
  }
}

/** The run has ended already. */
export class RunEndedError extends DomainError {
  constructor({ id, status }: PipelineRun) {
    super('RUN_ENDED', `Run ${id} has ended already: ${status}. There is nothing to cancel.`, { run_id: id });
  }
}

/** The process was told to stop. */
export class ServiceStoppingError extends DomainError {
  constructor() {
    super('SERVICE_STOPPING', 'This process was told to stop before the run was done. Run it again.');
  }
}

/** There is no such run. */
export class RunNotFoundError extends DomainError {
  constructor(runId: number) {
    super('RUN_NOT_FOUND', `There is no run ${runId}. Records of old runs are cleared away.`, { run_id: runId });
  }
}
