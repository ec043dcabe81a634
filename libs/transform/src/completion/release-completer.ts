import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ApiLandingService, type OccupationAnswer } from '@app/ingestion';
import { Occupation } from '@app/occupations';
import type { ElementId, OnetSocCode } from '@app/onet';
import { Release, RunsService, type Rejection } from '@app/runs';
import { ContentModelElement, OccupationSkill, Scale } from '@app/skills';
import { DataSource, In, type EntityManager } from 'typeorm';
import { KnownKeys } from '../rows/known-keys';
import { normaliseBatch } from '../rows/normalise-batch';
import type { NormalisedRow } from '../rows/normalise-rows';
import { TARGETS } from '../rows/targets';
import { ReleaseSupersededError } from './completion.errors';
import { findChanges } from './find-changes';
import { OccupationAbsence } from './occupation-absence.entity';
import { writeAddition, type Additions } from './write-addition';

/** What a release has of an occupation. */
export interface CompletionState {
  readonly known: boolean;
  readonly rated: boolean;
  /** What Web Services said they do not have; null if they were not asked, or had it. */
  readonly absence: OccupationAbsence | null;
}

/** What became of the landed rows of one occupation. Read = written + already there + rejected. */
export interface Addition {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rejections: readonly Rejection[];
  readonly state: CompletionState;
}

interface NormalisedOccupation extends Additions {
  readonly rowsRead: number;
  readonly rejections: readonly Rejection[];
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
    private readonly runs: RunsService,
  ) {}

  async state(releaseId: number, code: OnetSocCode, manager = this.dataSource.manager): Promise<CompletionState> {
    const key = { releaseId, onetSocCode: code };
    const known = await manager.existsBy(Occupation, key);
    const rated = known && (await manager.existsBy(OccupationSkill, { ...key, scaleId: In(['IM', 'LV']) }));
    const absence = rated ? null : await manager.findOneBy(OccupationAbsence, key);
    return { known, rated, absence };
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
      const found = await this.normalise(manager, releaseId, code);
      const { rowsRead, rejections } = found;
      const rowsWritten = await writeAddition(manager, releaseId, found);
      await this.record(manager, order, { startedAt, rowsRead, rowsWritten, rejections });
      const state = await this.state(releaseId, code, manager);
      const absence = order.answer && (await this.rememberAbsence(manager, releaseId, order.answer, state, rejections));
      return { rowsRead, rowsWritten, rejections, state: { ...state, absence: absence ?? state.absence } };
    });
  }

  private async record(
    manager: EntityManager,
    { code, answer, runId }: Order,
    done: { startedAt: Date; rowsRead: number; rowsWritten: number; rejections: readonly Rejection[] },
  ): Promise<void> {
    const { rejections, ...figures } = done;
    if (runId !== null) return this.runs.reject(manager, runId, rejections);
    if (done.rowsWritten === 0 && rejections.length === 0) return;
    const source = `${code} from O*NET Web Services`;
    const releaseName = answer?.releaseName ?? null;
    const opening = { command: 'complete', triggeredBy: 'request', source, releaseName } as const;
    await this.runs.recordDone(manager, { ...opening, ...figures }, rejections);
  }

  private async normalise(manager: EntityManager, releaseId: number, code: OnetSocCode): Promise<NormalisedOccupation> {
    const landedOccupations = await this.landing.read(manager, 'occupations', code);
    const landedRatings = await this.landing.read(manager, 'skills', code);
    const key = { releaseId, onetSocCode: code };
    const presentOccupations = await manager.findBy(Occupation, key);
    const presentRatings = await manager.findBy(OccupationSkill, key);
    const known = await loadKnownKeys(manager, releaseId, landedRatings.rows);
    for (const { onetSocCode } of presentOccupations) known.occupations.add(onetSocCode);
    const occupations = normaliseBatch('occupations', landedOccupations.rows, known, new Set());
    const ratings = normaliseBatch('skills', landedRatings.rows, known, new Set());
    const rejections = [
      ...landedOccupations.misshapen,
      ...occupations.rejected,
      ...landedRatings.misshapen,
      ...ratings.rejected,
    ];
    const accepted = occupations.accepted.length + ratings.accepted.length;
    return {
      rowsRead: accepted + rejections.length,
      occupations: findChanges<OccupationRow, NormalisedRow<'occupations'>>(
        presentOccupations,
        occupations.accepted,
        ({ onetSocCode }) => onetSocCode,
        TARGETS.occupations.others,
      ),
      ratings: findChanges<RatingRow, NormalisedRow<'skills'>>(
        presentRatings,
        ratings.accepted,
        ({ elementId, scaleId }) => `${elementId} ${scaleId}`,
        TARGETS.skills.others,
      ),
      rejections,
      elements: known.elements,
    };
  }

  private async rememberAbsence(
    manager: EntityManager,
    releaseId: number,
    { onetSocCode, apiVersion, releaseName, receivedAt }: OccupationAnswer,
    { known, rated }: CompletionState,
    rejections: readonly Rejection[],
  ): Promise<OccupationAbsence | null> {
    if (rated) return null;
    const missing = known ? 'ratings' : 'occupation';
    const origin = { apiVersion, apiRelease: releaseName, askedAt: receivedAt, rowsRefused: rejections.length };
    const absence: OccupationAbsence = { releaseId, onetSocCode, missing, ...origin };
    await manager.upsert(OccupationAbsence, absence, ['releaseId', 'onetSocCode']);
    return absence;
  }
}

type OccupationRow = NormalisedRow<'occupations'>;

/** The name of its element is kept elsewhere. */
type RatingRow = Omit<NormalisedRow<'skills'>, 'elementName'>;

/**
 * Waits for others who add to the release and keeps them, and whoever publishes another one, waiting until this
 * transaction ends.
 */
async function holdCurrent(manager: EntityManager, releaseId: number): Promise<void> {
  const { affected } = await manager.update(Release, { id: releaseId, isCurrent: true }, { isCurrent: true });
  if (affected !== 1) throw new ReleaseSupersededError(releaseId);
}

/** What rows of an occupation may refer to: of the content model, only what these do. */
async function loadKnownKeys(
  manager: EntityManager,
  releaseId: number,
  rows: readonly { elementId: ElementId }[],
): Promise<KnownKeys> {
  const known = new KnownKeys('api');
  for (const { scaleId, minimum, maximum } of await manager.findBy(Scale, { releaseId })) {
    known.scales.set(scaleId, { minimum, maximum });
  }
  if (!(await manager.existsBy(ContentModelElement, { releaseId }))) return known;
  const elementId = In([...new Set(rows.map((row) => row.elementId))]);
  const elements = await manager.findBy(ContentModelElement, { releaseId, elementId });
  known.elements = new Map(elements.map(({ elementId, name, description }) => [elementId, { name, description }]));
  return known;
}
