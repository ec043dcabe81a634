import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiLandingService, type OccupationAnswer } from '@app/ingestion';
import { Occupation } from '@app/occupations';
import type { Domain, OnetSocCode } from '@app/onet';
import { domainsOf, Release } from '@app/releases';
import { insertRejections, recordDone, type Rejection } from '@app/runs';
import { OccupationRating } from '@app/skills';
import { DataSource, In, type EntityManager } from 'typeorm';
import { ReleaseSupersededError } from './completion.errors';
import { normaliseLanded } from './normalise-landed';
import { OccupationAbsence } from './occupation-absence.entity';
import { writeAddition } from './write-addition';

/** The state of an occupation in a release. */
export interface CompletionState {
  readonly known: boolean;
  readonly rated: boolean;
  /** The part that Web Services do not have; null if they were not asked, or had it. */
  readonly absence: OccupationAbsence | null;
}

/** The outcome for the landed rows of one occupation. Read = written + already there + rejected. */
export interface Addition {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rejections: readonly Rejection[];
  readonly state: CompletionState;
}

interface Order {
  readonly releaseId: number;
  readonly code: OnetSocCode;
  /** The answer that has just landed: what is missing after it is a definite absence. Null: nobody was asked. */
  readonly answer: OccupationAnswer | null;
  /** The run that this is part of; null: it gets a record of its own. */
  readonly runId: number | null;
}

/** Adds what landed from Web Services for one occupation to the current release. */
@Injectable()
export class ReleaseCompleter {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly landing: ApiLandingService,
  ) {}

  async state(releaseId: number, code: OnetSocCode, manager = this.dataSource.manager): Promise<CompletionState> {
    const key = { releaseId, onetSocCode: code };
    const known = await manager.existsBy(Occupation, key);
    const rated = known && (await manager.existsBy(OccupationRating, { ...key, scaleId: In(['IM', 'LV']) }));
    const absence = rated ? null : await manager.findOneBy(OccupationAbsence, key);
    return { known, rated, absence };
  }

  /** The domains that the release has ratings on; only these are added to it. */
  async domains(releaseId: number, manager = this.dataSource.manager): Promise<Domain[]> {
    const release = await manager.findOneBy(Release, { id: releaseId });
    return release ? domainsOf(release) : [];
  }

  async hasLanded(code: OnetSocCode): Promise<boolean> {
    return this.landing.has(code);
  }

  /**
   * Adds what the release lacks of what has landed for an occupation earlier.
   * @param runId the run that this is part of
   * @throws ReleaseSupersededError
   */
  async addLanded(releaseId: number, code: OnetSocCode, runId: number | null = null): Promise<Addition> {
    return this.add({ releaseId, code, answer: null, runId });
  }

  /**
   * Lands an answer, adds what the release lacks of it, and remembers what the answer says is not to be had.
   * @throws ReleaseSupersededError, OnetUnavailableError if the answer cannot even land
   */
  async addAnswer(releaseId: number, answer: OccupationAnswer): Promise<Addition> {
    await this.landing.store(answer);
    return this.add({ releaseId, code: answer.onetSocCode, answer, runId: null });
  }

  /**
   * Normalises what landed by the rules of the files, in one transaction. A row of the release's files is never
   * replaced, one from Web Services by what landed last.
   */
  private async add(order: Order): Promise<Addition> {
    const { releaseId, code } = order;
    return this.dataSource.transaction(async (manager) => {
      await holdCurrent(manager, releaseId);
      const startedAt = new Date();
      const receiver = { releaseId, domains: await this.domains(releaseId, manager) };
      const found = await normaliseLanded(manager, this.landing, receiver, code);
      const { rowsRead } = found;
      const rowsWritten = await writeAddition(manager, releaseId, found);
      // Where nothing is new, the rejections have been recorded when it was.
      const rejections = order.answer || rowsWritten > 0 ? found.rejections : [];
      await this.record(manager, order, { startedAt, rowsRead, rowsWritten, rejections });
      const state = await this.state(releaseId, code, manager);
      const absence =
        order.answer &&
        (await this.rememberAbsence(manager, order.answer, state, { releaseId, rowsRefused: rejections.length }));
      return { rowsRead, rowsWritten, rejections, state: { ...state, absence: absence ?? state.absence } };
    });
  }

  private async record(
    manager: EntityManager,
    { code, answer, runId }: Order,
    done: { startedAt: Date; rowsRead: number; rowsWritten: number; rejections: readonly Rejection[] },
  ): Promise<void> {
    const { rejections, ...figures } = done;
    if (runId !== null) return insertRejections(manager, runId, rejections);
    if (done.rowsWritten === 0 && rejections.length === 0) return;
    const source = `${code} from O*NET Web Services`;
    const releaseName = answer?.releaseName ?? null;
    const opening = { command: 'complete', triggeredBy: 'request', source, releaseName } as const;
    await recordDone(manager, { ...opening, ...figures }, rejections);
  }

  private async rememberAbsence(
    manager: EntityManager,
    { onetSocCode, apiVersion, releaseName, receivedAt }: OccupationAnswer,
    { known, rated }: CompletionState,
    facts: Pick<OccupationAbsence, 'releaseId' | 'rowsRefused'>,
  ): Promise<OccupationAbsence | null> {
    if (rated) return null;
    const missing = known ? 'ratings' : 'occupation';
    const origin = { apiVersion, apiRelease: releaseName, askedAt: receivedAt };
    const absence: OccupationAbsence = { ...facts, onetSocCode, missing, ...origin };
    await manager.upsert(OccupationAbsence, absence, ['releaseId', 'onetSocCode']);
    return absence;
  }
}

/**
 * Waits for others who add to the release and keeps them, and whoever publishes another one, waiting until this
 * transaction ends.
 */
async function holdCurrent(manager: EntityManager, releaseId: number): Promise<void> {
  const { affected } = await manager.update(Release, { id: releaseId, isCurrent: true }, { isCurrent: true });
  if (affected !== 1) throw new ReleaseSupersededError(releaseId);
}
