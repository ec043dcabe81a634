import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, ApiResponse } from '@nestjs/swagger';
import type { PipelineRun } from '@app/runs';
import type { FastifyReply } from 'fastify';
import { RunDto } from './admin.dto';

/** Documents the answer of an operation that starts a run. */
export function ApiRunStarted(): MethodDecorator {
  return applyDecorators(
    ApiAcceptedResponse({
      type: RunDto,
      headers: { Location: { description: 'The run.', schema: { type: 'string' } } },
    }),
    ApiResponse({ status: 409, description: 'Another run is under way; `run_id` names it.' }),
  );
}

/** The run that was started, and where to watch it. */
export function answerRun(reply: FastifyReply, run: PipelineRun): RunDto {
  reply.header('location', `/api/v1/admin/runs/${run.id}`);
  return toRunDto(run);
}

export function toRunDto(run: PipelineRun): RunDto {
  return {
    id: run.id,
    command: run.command,
    triggered_by: run.triggeredBy,
    status: run.status,
    stage: run.stage,
    source: run.source,
    release: run.releaseName,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    rows_read: run.rowsRead,
    rows_written: run.rowsWritten,
    rows_rejected: run.rowsRejected,
    error: run.error,
  };
}
