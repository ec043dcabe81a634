import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse } from '@nestjs/swagger';
import { ApiProblem } from '@app/http';
import type { PipelineRun } from '../pipeline-run.entity';
import type { RejectedRow } from '../rejected-row.entity';
import type { FastifyReply } from 'fastify';
import { RunDto, type RejectedRowDto } from './run.dto';

/**
 * Documents the answer of an operation that starts a run.
 * @param inTheWay an example of another run that keeps it from starting
 */
export function ApiRunStarted(inTheWay = 'Run 12 (refresh) is under way: normalising'): MethodDecorator {
  return applyDecorators(
    ApiAcceptedResponse({
      type: RunDto,
      headers: { Location: { description: 'The run.', schema: { type: 'string' } } },
    }),
    ApiProblem(409, 'Another run is under way (`RUN_IN_PROGRESS`); `run_id` names it.', {
      code: 'RUN_IN_PROGRESS',
      detail: `${inTheWay}. Wait until it has finished and try again.`,
      run_id: 12,
    }),
  );
}

/** The run that was started, and where to watch it. */
export function answerRun(reply: FastifyReply, run: PipelineRun): RunDto {
  reply.header('location', `/api/v1/admin/runs/${run.id}`);
  return toRunDto(run);
}

export function toRunDto(run: PipelineRun): RunDto {
  const { progressDone: done, progressTotal: total, progressUnit: unit } = run;
  const end = run.finishedAt ?? new Date();
  return {
    id: run.id,
    command: run.command,
    triggered_by: run.triggeredBy,
    requested_by: run.requestedBy,
    status: run.status,
    stage: run.stage,
    progress: done === null ? null : { done, total, unit: unit ?? 'rows' },
    seconds: Math.max(0, Math.round((end.getTime() - run.startedAt.getTime()) / 1_000)),
    source: run.source,
    release: run.releaseName,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    rows_read: run.rowsRead,
    rows_written: run.rowsWritten,
    rows_rejected: run.rowsRejected,
    rows_rejected_in_turn: run.rowsRejectedInTurn ?? 0,
    rejections: run.rejections ?? [],
    cancelled_by: run.cancelledBy,
    error: run.error,
    error_code: run.errorCode,
  };
}

export function toRejectedRowDto({ fileName, line, columnName, value, reason }: RejectedRow): RejectedRowDto {
  return { file: fileName, line, column: columnName, value, reason };
}
