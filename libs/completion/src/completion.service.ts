import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import { explainDatabaseError } from '@app/database';
import { OnetUnavailableError, WebServices, type OccupationAnswer } from '@app/ingestion';
import type { OccupationCompletion, Shortfall } from '@app/occupations';
import { DomainError, type Domain, type OnetSocCode } from '@app/onet';
import { within } from '@app/outside';
import { ReleasesService, ServedRelease } from '@app/releases';
import { DataSource } from 'typeorm';
import { ReleaseSupersededError } from './completion.errors';
import type { OccupationAbsence } from './occupation-absence.entity';
import { ReleaseCompleter, type CompletionState } from './release-completer';

/** A request waits this long at most; the completion itself goes on. */
const WAIT_MS = 10_000;
const COMPLETIONS_AT_ONCE = 4;
const COMPLETIONS_WAITING = 50;
/** Real codes are about a thousand; the rest is what somebody makes up. */
const ABSENCES_REMEMBERED = 10_000;
const ATTEMPTS = 3;

/** Completes single occupations of the release that is served from O*NET Web Services. */
@Injectable()
export class CompletionService implements OccupationCompletion {
  private readonly logger = new Logger('Completion');
  private readonly underWay = new Map<OnetSocCode, Promise<Shortfall | null>>();
  private readonly limit = bulkhead(COMPLETIONS_AT_ONCE, COMPLETIONS_WAITING);
  private readonly counts = { completed: 0, absent: 0, unavailable: 0 };
  /** Those of the release that is served, so that they cost no look at the database. */
  private absences = { releaseId: 0, byCode: new Map<OnetSocCode, Shortfall>() };

  /** So that the log says once what many requests meet. */
  private lastProblem: string | null = null;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly webServices: WebServices,
    private readonly completer: ReleaseCompleter,
    private readonly served: ServedRelease,
    private readonly releases: ReleasesService,
  ) {}

  /** How completions of this process ended; those that shared one count once, those answered from memory not at all. */
  get outcomes(): Readonly<Record<'completed' | 'absent' | 'unavailable', number>> {
    return this.counts;
  }

  async complete(code: OnetSocCode): Promise<Shortfall | null> {
    if (!this.webServices.isConfigured) return { reason: 'off' };
    const absent = this.absencesOf(this.servedId).get(code);
    if (absent) return absent;
    return within(this.join(code), WAIT_MS, tookTooLong);
  }

  /** All who want the same occupation at the same time share one completion. */
  private join(code: OnetSocCode): Promise<Shortfall | null> {
    let completion = this.underWay.get(code);
    if (!completion) {
      completion = this.completeInTurn(code).finally(() => this.underWay.delete(code));
      this.underWay.set(code, completion);
    }
    return completion;
  }

  private async completeInTurn(code: OnetSocCode): Promise<Shortfall | null> {
    try {
      const shortfall = await this.limit.execute(() => this.completeServed(code));
      this.lastProblem = null;
      this.counts[shortfall ? 'absent' : 'completed']++;
      return shortfall;
    } catch (cause) {
      this.counts.unavailable++;
      if (isBulkheadRejectedError(cause)) {
        throw new OnetUnavailableError('too many occupations are asked for at once', 'passing', {
          retryAfterMs: 5_000,
        });
      }
      const error = explainDatabaseError(this.dataSource, cause);
      if (error instanceof DomainError && error.message !== this.lastProblem) {
        this.logger.warn(`${code} was not completed: ${error.message}`);
        this.lastProblem = error.message;
      }
      throw error;
    }
  }

  /** A release that is published meanwhile is completed in turn. */
  private async completeServed(code: OnetSocCode): Promise<Shortfall | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.completeIn(this.servedId, code);
      } catch (error) {
        if (!(error instanceof ReleaseSupersededError) || attempt === ATTEMPTS) throw error;
        await this.served.poll();
      }
    }
  }

  private async completeIn(releaseId: number, code: OnetSocCode): Promise<Shortfall | null> {
    // Another process may have done it already, or what landed for an earlier release may do.
    let state = await this.completer.state(releaseId, code);
    if (!isSettled(state) && (await this.completer.hasLanded(code))) {
      ({ state } = await this.completer.addLanded(releaseId, code));
    }
    if (!isSettled(state)) state = await this.completeFromWebServices(releaseId, code, state);
    if (state.known) await this.takeUp(releaseId, code);
    return state.absence && this.rememberAbsence(releaseId, code, state.absence);
  }

  private async completeFromWebServices(releaseId: number, code: OnetSocCode, before: CompletionState) {
    const answer = await this.ask(code, before, await this.completer.domains(releaseId));
    const { state, rowsWritten, rejections } = await this.completer.addAnswer(releaseId, answer);
    const outcome = state.absence
      ? `they have no ${state.absence.missing === 'ratings' ? 'ratings of it' : 'such code'}`
      : '';
    this.logger.log(
      `Asked ${this.webServices.description} for ${code}: ${rowsWritten} rows added, ${rejections.length} rejected` +
        (outcome && `; ${outcome}`),
    );
    return state;
  }

  private async ask(
    onetSocCode: OnetSocCode,
    { known }: CompletionState,
    domains: readonly Domain[],
  ): Promise<OccupationAnswer> {
    const { version: apiVersion } = this.webServices;
    const occupation = known ? null : await this.webServices.occupation(onetSocCode);
    const ratings = known || occupation ? await this.webServices.ratings(onetSocCode, domains) : [];
    // Good to know, but no reason to do without the rows.
    const releaseName = await this.webServices.release().catch(() => null);
    const occupations = occupation ? [occupation] : [];
    return { onetSocCode, apiVersion, releaseName, receivedAt: new Date(), occupations, ratings };
  }

  private async takeUp(releaseId: number, code: OnetSocCode): Promise<void> {
    const release = await this.releases.findCurrent();
    if (release?.id !== releaseId) throw new ReleaseSupersededError(releaseId);
    await this.served.takeUp(release, code);
  }

  private get servedId(): number {
    return this.served.current.release.id;
  }

  private absencesOf(releaseId: number): Map<OnetSocCode, Shortfall> {
    if (this.absences.releaseId !== releaseId) this.absences = { releaseId, byCode: new Map() };
    return this.absences.byCode;
  }

  private rememberAbsence(releaseId: number, code: OnetSocCode, absence: OccupationAbsence): Shortfall {
    const { missing, askedAt, apiRelease: askedRelease, rowsRefused } = absence;
    const shortfall: Shortfall = { reason: 'absent', missing, askedAt, askedRelease, rowsRefused };
    const absences = this.absencesOf(releaseId);
    if (absences.size >= ABSENCES_REMEMBERED) absences.clear();
    absences.set(code, shortfall);
    return shortfall;
  }
}

/** Nothing is left to be asked for. */
function isSettled({ rated, absence }: CompletionState): boolean {
  return rated || absence !== null;
}

/** A request that asks again finds it done, or waits on. */
function tookTooLong(): never {
  throw new OnetUnavailableError(`no answer within ${WAIT_MS / 1000} s`, 'passing', { retryAfterMs: 5_000 });
}
