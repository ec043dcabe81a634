import { Injectable, Logger } from '@nestjs/common';
import { LandedAnswersService } from '@app/completion';
import { isOfFiles, isSourceProblem, type ExaminedSource, type Landing } from '@app/ingestion';
import type { ReleaseName } from '@app/onet';
import { ReleasesService, type Release } from '@app/releases';
import { RunsService, type ActiveRun, type RefusedRows, type RunOpening } from '@app/runs';
import { ReleaseRefusedError, TransformService } from '@app/transform';
import { ChosenSource, type SourceChoice } from './chosen-source.service';
import { NothingLandedError } from './pipeline.errors';

export interface PipelineOptions extends Omit<RunOpening, 'command'> {
  /** Do it although the same content is landed or published already. */
  readonly force?: boolean;
  /** Publish although many rows were rejected or much is missing. */
  readonly acceptShrink?: boolean;
  /** A release that is refused is a warning where another one is published. */
  readonly keepPublished?: boolean;
}

/** The outcome of a command of the pipeline. */
export interface PipelineOutcome extends RefusedRows {
  readonly runId: number;
  /**
   * `unchanged`: the same content was there already and nothing was done. `kept`: the latest release could not be had, or
   * a release was refused, and what was published before stays. `completed`: the published release got rows that had landed on demand.
   */
  readonly outcome: 'landed' | 'published' | 'unchanged' | 'kept' | 'completed';
  readonly releaseName: ReleaseName;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  /** Why `latest` could not be had; null if it was not asked for, or was had. */
  readonly warning: string | null;
}

/** The commands of the pipeline, each one run: ingest lands, transform normalises and publishes, refresh does both. */
@Injectable()
export class PipelineService {
  private readonly logger = new Logger('Transform');

  constructor(
    private readonly runs: RunsService,
    private readonly releases: ReleasesService,
    private readonly source: ChosenSource,
    private readonly transformation: TransformService,
    private readonly landedAnswers: LandedAnswersService,
  ) {}

  /** Lands a source. The same content as last time is not landed again. */
  async ingest(choice: SourceChoice, options: PipelineOptions): Promise<PipelineOutcome> {
    return this.runs.execute({ ...options, command: 'ingest' }, (run) =>
      this.source.use(run, choice, options, async (source) => {
        const last = await this.runs.lastLanded();
        if (!options.force && last && isSame(last, source)) return unchanged(run, source.releaseName);
        const landing = await source.land(run);
        await run.record({ landedByRun: landing.id });
        return outcome(run, 'landed', source.releaseName);
      }),
    );
  }

  /** Makes a release of what landed last and publishes it. */
  async transform(options: PipelineOptions): Promise<PipelineOutcome> {
    return this.runs.execute({ ...options, command: 'transform' }, async (run) => {
      const landing = await this.runs.lastLanded();
      if (!landing) throw new NothingLandedError();
      const { source, releaseName, checksum } = landing;
      await run.record({ source, releaseName, checksum });
      if (!options.force && (await this.isCurrent(landing))) return unchanged(run, releaseName ?? '');
      return this.publish(run, landing, options);
    });
  }

  /** Adds what landed on demand to the current release, as far as it lacks it. */
  async completeLanded(options: PipelineOptions): Promise<PipelineOutcome> {
    return this.runs.execute({ ...options, command: 'transform' }, async (run) => {
      await run.record({ source: 'answers of O*NET Web Services that landed on demand' });
      return this.addLanded(run);
    });
  }

  /**
   * Brings the published release up to the source. If it holds the same content, nothing is done. If `latest` cannot be
   * had, that run has failed, and what is published stays; where nothing is, the bundled sample stands in.
   */
  async refresh(choice: SourceChoice, options: PipelineOptions): Promise<PipelineOutcome> {
    let run: ActiveRun | undefined;
    try {
      return await this.runs.execute({ ...options, command: 'refresh' }, (active) => {
        run = active;
        return this.refreshFrom(active, choice, options);
      });
    } catch (error) {
      const isRefused = error instanceof ReleaseRefusedError;
      if (!run || !(isRefused || isSourceProblem(error))) throw error;
      if (choice.location !== 'latest' && !(isRefused && options.keepPublished)) throw error;
      return this.doWithout(error, run, choice, options);
    }
  }

  private async refreshFrom(run: ActiveRun, choice: SourceChoice, options: PipelineOptions): Promise<PipelineOutcome> {
    return this.source.use(run, choice, options, async (source) => {
      if (!options.force && (await this.isCurrent(source))) return this.addLanded(run);
      if (!isOfFiles(source)) return this.publish(run, await source.land(run), options);
      const release = await this.transformation.transformWhileLanding(run, source, options.acceptShrink ?? false);
      return this.published(run, release);
    });
  }

  private async publish(run: ActiveRun, landing: Landing, options: PipelineOptions): Promise<PipelineOutcome> {
    await run.record({ landedByRun: landing.id });
    return this.published(run, await this.transformation.transform(run, landing, options.acceptShrink ?? false));
  }

  private async published(run: ActiveRun, release: Release): Promise<PipelineOutcome> {
    await this.addToPublished(run, release);
    return outcome(run, 'published', release.name);
  }

  /** The counts of a run that publishes are those of its files, so these rows are not among them. */
  private async addToPublished(run: ActiveRun, { name }: Release): Promise<void> {
    try {
      const { completed, rowsWritten } = await this.landedAnswers.normaliseAll(run);
      if (completed > 0) this.logger.log(`Release ${name}: ${rowsWritten} rows added that had landed on demand`);
    } catch (error) {
      // Published is published; a later run makes up for it, or the next request for such an occupation.
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn(`What landed on demand is not in release ${name} yet: ${reason}`);
    }
  }

  private async addLanded(run: ActiveRun): Promise<PipelineOutcome> {
    const current = await this.releases.findCurrent();
    await run.record({ releaseName: current?.name ?? null });
    const { completed, rowsRead, rowsWritten, rowsRejected } = await this.landedAnswers.normaliseAll(run);
    Object.assign(run, { rowsRead, rowsWritten, rowsRejected });
    return completed > 0 ? outcome(run, 'completed', current?.name ?? '') : unchanged(run, current?.name ?? '');
  }

  private async doWithout(
    error: Error,
    run: ActiveRun,
    { location }: SourceChoice,
    options: PipelineOptions,
  ): Promise<PipelineOutcome> {
    const current = await this.releases.findCurrent();
    if (!current) {
      if (location !== 'latest') throw error;
      const sample = await this.refresh({ location: 'sample', releaseName: null }, options);
      const warning = `${error.message} The bundled illustrative sample, which is NOT O*NET data, stands in for it.`;
      return { ...sample, warning };
    }
    // Somebody must look at a release that was refused; a site that cannot be reached comes back by itself.
    if (error instanceof ReleaseRefusedError && !options.keepPublished) throw error;
    return kept(error, run, current.name);
  }

  private async isCurrent(content: ExaminedSource | Landing): Promise<boolean> {
    const current = await this.releases.findCurrent();
    if (!current) return false;
    const { name: releaseName, checksum, source } = current;
    return isSame({ releaseName, checksum, source }, content);
  }
}

/**
 * Releases with the same files under two names exist: answers must come from the one that they say. Where there is no
 * checksum yet, the same release from the same place is taken for the same, as releases never change.
 */
function isSame(there: Omit<Landing, 'id' | 'rowsRead' | 'rejections'>, content: ExaminedSource | Landing): boolean {
  if (there.releaseName !== content.releaseName) return false;
  if (content.checksum !== null) return there.checksum === content.checksum;
  return 'description' in content && there.source === content.description;
}

function unchanged(run: ActiveRun, releaseName: ReleaseName): PipelineOutcome {
  run.leaveUnchanged();
  return outcome(run, 'unchanged', releaseName);
}

function kept(error: Error, run: ActiveRun, releaseName: ReleaseName): PipelineOutcome {
  return { ...outcome(run, 'kept', releaseName), warning: `${error.message} Release ${releaseName} stays.` };
}

function outcome(run: ActiveRun, kind: PipelineOutcome['outcome'], releaseName: ReleaseName): PipelineOutcome {
  const { id: runId, rowsRead, rowsWritten, rowsRejected, rowsRejectedInTurn, rejections } = run;
  const refused = { rowsRejected, rowsRejectedInTurn, rejections };
  return { runId, outcome: kind, releaseName, rowsRead, rowsWritten, ...refused, warning: null };
}
