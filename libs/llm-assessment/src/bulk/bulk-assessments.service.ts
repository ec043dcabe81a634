import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { DomainError, type OnetSocCode } from '@app/onet';
import { RunsService, type ActiveRun, type RunOpening } from '@app/runs';
import { LevelAssessmentsService } from '../levels/level-assessments.service';
import { LlmUnavailableError } from '../llm.errors';
import { ClaimsService } from '../store/claims.service';
import type { BulkPlan, LeftOccupation } from './bulk-plan';

/** So often a run waits for a model that cannot be asked; then whoever started it must know. */
const WAITS = 5;
const MAX_WAIT_MS = 60_000;
/** What the model answers has been paid for. */
const GRACE_MS = 5_000;
const STAGE = 'assessing occupations';

/** What a bulk run came to. */
export interface BulkOutcome {
  readonly runId: number;
  readonly assessed: number;
  /** Occupations for which the model gave nothing usable. */
  readonly rejected: number;
  /** Occupations that nobody was asked about, as they have no ratings. */
  readonly left: readonly LeftOccupation[];
}

/** Has many occupations assessed, as a run: a later one goes on where this one ends, however it ends. */
@Injectable()
export class BulkAssessmentsService {
  constructor(
    private readonly config: AppConfig,
    private readonly levels: LevelAssessmentsService,
    private readonly runs: RunsService,
    private readonly claims: ClaimsService,
  ) {}

  /**
   * @throws RunInProgressError; LlmBudgetExceededError, LlmUnavailableError with all that was assessed before kept
   */
  async assess({ codes, left }: BulkPlan, opening: Omit<RunOpening, 'command'>): Promise<BulkOutcome> {
    return this.runs.execute({ ...opening, command: 'assess' }, async (run) => {
      const { provider, model, promptVersion } = this.levels.assessor;
      run.rowsRead = codes.length + left.length;
      await run.reject(left.map(({ code, error }) => rejectionOf(code, error)));
      await run.record({ source: `${provider} ${model}, ${promptVersion}` });
      run.report({ stage: STAGE, done: 0, total: codes.length, unit: 'occupations' });
      await this.claims.sweep();
      if (codes.length + left.length === 0) run.leaveUnchanged();
      else await this.assessAll(codes, run);
      return { runId: run.id, assessed: run.rowsWritten, rejected: run.rowsRejected - left.length, left };
    });
  }

  /** As many at once as calls are allowed; the first error that concerns all of them ends it. */
  private async assessAll(codes: readonly OnetSocCode[], run: ActiveRun): Promise<void> {
    const left = [...codes].reverse();
    let done = 0;
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, run.signal]);
    const work = async (): Promise<void> => {
      try {
        for (let code = left.pop(); code !== undefined && !signal.aborted; code = left.pop()) {
          await this.assessOne(code, run, signal);
          done++;
          run.report({ stage: STAGE, done, total: codes.length, unit: 'occupations' });
        }
      } catch (error) {
        over.abort();
        throw error;
      }
    };
    const workers = await Promise.allSettled(Array.from({ length: this.config.llm.concurrency }, work));
    const failed = workers.find((worker) => worker.status === 'rejected');
    // Why it was stopped explains more than what that broke off.
    run.signal.throwIfAborted();
    if (failed) throw failed.reason;
  }

  private async assessOne(code: OnetSocCode, run: ActiveRun, signal: AbortSignal): Promise<void> {
    for (let waits = 0; !signal.aborted; waits++) {
      try {
        await run.unlessStopped(this.levels.assess(code, { patience: 'patient', signal }), GRACE_MS);
        run.rowsWritten++;
        return;
      } catch (error) {
        if (isAboutThisOccupation(error)) return run.reject([rejectionOf(code, error)]);
        if (!(error instanceof LlmUnavailableError) || !error.passes || waits === WAITS) throw error;
        const waitMs = Math.min((error.retryAfterSeconds ?? 1) * 1_000, MAX_WAIT_MS);
        await sleep(waitMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

function isAboutThisOccupation(error: unknown): error is DomainError {
  if (!(error instanceof DomainError)) return false;
  return ['LLM_REPLY_REJECTED', 'OCCUPATION_NOT_FOUND', 'OCCUPATION_NOT_RATED'].includes(error.code);
}

function rejectionOf(code: OnetSocCode, error: DomainError) {
  return { fileName: 'language model', line: 0, column: null, value: code, reason: error.message.slice(0, 300) };
}
