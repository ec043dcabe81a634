import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { DomainError, type OnetSocCode } from '@app/onet';
import { RunsService, type ActiveRun, type RunOpening } from '@app/runs';
import type { WantedHoles } from '../levels/holes';
import { LevelAssessmentsService } from '../levels/level-assessments.service';
import { LlmUnavailableError } from '../llm.errors';
import { ClaimsService } from '../store/claims.service';
import type { BulkPlan, LeftOccupation } from './bulk-plan';
import { reasonOf, type OccupationHoles } from './occupation-holes';

/** So often a run waits for a model that cannot be asked; then the operator who started it must know. */
const WAITS = 5;
const MAX_WAIT_MS = 60_000;
/** A stopped run takes so long for the answers under way, as they have been paid for. */
const GRACE_MS = 5_000;
const STAGE = 'assessing occupations';

/** The result of a bulk run. */
export interface BulkOutcome {
  readonly runId: number;
  readonly assessed: number;
  /** Occupations for which the model gave nothing usable. */
  readonly rejected: number;
  /** Occupations that nobody was asked about, as they have no ratings. */
  readonly left: readonly LeftOccupation[];
  /** Occupations some of whose levels are missing. */
  readonly holes: readonly OccupationHoles[];
}

/** Has many occupations assessed, as a run: a later one goes on where this one ends, however it ends. */
@Injectable()
export class BulkAssessmentsService {
  private readonly logger = new Logger('Assessments');

  constructor(
    private readonly config: AppConfig,
    private readonly levels: LevelAssessmentsService,
    private readonly runs: RunsService,
    private readonly claims: ClaimsService,
  ) {}

  /**
   * @throws RunInProgressError; LlmBudgetExceededError, LlmUnavailableError with all that was assessed before kept
   */
  async assess(plan: BulkPlan, opening: Omit<RunOpening, 'command'>): Promise<BulkOutcome> {
    return this.runs.execute({ ...opening, command: 'assess' }, async (run) => {
      const { provider, model, promptVersion } = this.levels.assessor;
      const { codes, left } = plan;
      run.rowsRead = codes.length + left.length;
      await run.reject(left.map(({ code, error }) => rejectionOf(code, error.message)));
      await run.record({ source: `${provider} ${model}, ${promptVersion}` });
      run.report({ stage: STAGE, done: 0, total: codes.length, unit: 'occupations' });
      await this.claims.sweep();
      if (run.rowsRead === 0) run.leaveUnchanged();
      const holes = codes.length === 0 ? [] : await this.assessAll(plan, run);
      const rejected = run.rowsRejected - holes.length - left.length;
      return { runId: run.id, assessed: run.rowsWritten, rejected, holes, left };
    });
  }

  /** As many at once as calls are allowed; the first error that concerns all of them ends it. */
  private async assessAll({ codes, choice }: BulkPlan, run: ActiveRun): Promise<OccupationHoles[]> {
    const left = [...codes].reverse();
    let done = 0;
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, run.signal]);
    const holes: OccupationHoles[] = [];
    const work = async (): Promise<void> => {
      try {
        for (let code = left.pop(); code !== undefined && !signal.aborted; code = left.pop()) {
          holes.push(...(await this.assessOne(code, { run, signal, wanted: choice === 'holes' ? 'all' : 'open' })));
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
    // The reason of a stop explains more than the error of the work that the stop broke off.
    run.signal.throwIfAborted();
    if (failed) throw failed.reason;
    return holes;
  }

  private async assessOne(code: OnetSocCode, { run, signal, wanted: holes }: BulkWork): Promise<OccupationHoles[]> {
    const asking = { patience: 'patient', signal, holes } as const;
    for (let waits = 0; !signal.aborted; waits++) {
      try {
        await run.unlessStopped(this.levels.assess(code, asking), GRACE_MS);
        const missing = await this.rejectHoles(code, run);
        if (missing.length === 0) run.rowsWritten++;
        return missing;
      } catch (error) {
        if (isAboutThisOccupation(error)) {
          await run.reject([rejectionOf(code, error.message)]);
          return [];
        }
        if (!(error instanceof LlmUnavailableError) || !error.passes || waits === WAITS) {
          if (!run.signal.aborted) await this.rejectHoles(code, run);
          throw error;
        }
        const waitMs = Math.min((error.retryAfterSeconds ?? 1) * 1_000, MAX_WAIT_MS);
        await sleep(waitMs, undefined, { signal }).catch(() => undefined);
      }
    }
    return [];
  }

  /** An occupation some of whose levels are missing is not done: the record of the run says which ones, and why. */
  private async rejectHoles(code: OnetSocCode, run: ActiveRun): Promise<OccupationHoles[]> {
    const { asked, holes } = await this.levels.holesOf(code);
    if (holes.length === 0) return [];
    const reason = reasonOf(asked, holes);
    this.logger.warn(`${code}: ${reason}`);
    await run.reject([rejectionOf(code, reason)]);
    return [{ code, missing: holes.length, of: asked }];
  }
}

interface BulkWork {
  readonly run: ActiveRun;
  readonly signal: AbortSignal;
  readonly wanted: WantedHoles;
}

function isAboutThisOccupation(error: unknown): error is DomainError {
  if (!(error instanceof DomainError)) return false;
  return ['LLM_REPLY_REJECTED', 'OCCUPATION_NOT_FOUND', 'OCCUPATION_NOT_RATED'].includes(error.code);
}

function rejectionOf(code: OnetSocCode, reason: string) {
  return { fileName: 'language model', line: 0, column: null, value: code, reason: reason.slice(0, 300) };
}
