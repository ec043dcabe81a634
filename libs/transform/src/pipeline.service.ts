import { Injectable } from '@nestjs/common';
import { IngestionService, isSourceProblem, SourcesService, type ExaminedSource } from '@app/ingestion';
import type { ReleaseName } from '@app/onet';
import { ReleasesService, RunsService, type ActiveRun, type PipelineRun, type RunOpening } from '@app/runs';
import { NothingLandedError, ReleaseRefusedError } from './transform.errors';
import { TransformService } from './transform.service';

export interface SourceChoice {
  /** `latest`, `sample`, a folder, a zip file or the URL of one. */
  readonly location: string;
  /** Names the release of a place whose files do not; `latest` and `sample` know theirs. */
  readonly releaseName: ReleaseName | null;
}

export interface PipelineOptions extends Omit<RunOpening, 'command'> {
  /** Do it although the same content is landed or published already. */
  readonly force?: boolean;
  /** Publish although many rows were rejected or much is missing. */
  readonly acceptShrink?: boolean;
}

/** What a command of the pipeline came to. */
export interface PipelineOutcome {
  readonly runId: number;
  /**
   * `unchanged`: the same content was there already and nothing was done. `kept`: the latest release could not be had,
   * what was published before stays.
   */
  readonly outcome: 'landed' | 'published' | 'unchanged' | 'kept';
  readonly releaseName: ReleaseName;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rowsRejected: number;
  /** Why `latest` could not be had; null if it was not asked for, or was had. */
  readonly warning: string | null;
}

/** The commands of the pipeline, each one run: ingest lands, transform normalises and publishes, refresh does both. */
@Injectable()
export class PipelineService {
  constructor(
    private readonly runs: RunsService,
    private readonly releases: ReleasesService,
    private readonly sources: SourcesService,
    private readonly ingestion: IngestionService,
    private readonly transformation: TransformService,
  ) {}

  /** Lands a source. The same content as last time is not landed again. */
  async ingest(choice: SourceChoice, options: PipelineOptions): Promise<PipelineOutcome> {
    return this.runs.execute({ ...options, command: 'ingest' }, (run) =>
      this.withSource(run, choice, async (source) => {
        const last = await this.runs.lastLanded();
        if (!options.force && last && isSame(last, source)) return unchanged(run, source.releaseName);
        await this.ingestion.land(run, source);
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
      await run.record({ source, releaseName, checksum, landedByRun: landing.id });
      if (!options.force && (await this.isCurrent(landing))) return unchanged(run, releaseName ?? '');
      // What was rejected while landing counts for the release as well.
      run.rowsRead = landing.rowsRead;
      run.rowsRejected = landing.rowsRead - (await this.ingestion.countLanded(landing.id));
      const release = await this.transformation.transform(run, landing, options.acceptShrink ?? false);
      return outcome(run, 'published', release.name);
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
      const aboutTheData = isSourceProblem(error) || error instanceof ReleaseRefusedError;
      if (choice.location !== 'latest' || !aboutTheData || !run) throw error;
      return this.doWithoutLatest(error, run, options);
    }
  }

  private async refreshFrom(run: ActiveRun, choice: SourceChoice, options: PipelineOptions): Promise<PipelineOutcome> {
    return this.withSource(run, choice, async (source) => {
      if (!options.force && (await this.isCurrent(source))) return unchanged(run, source.releaseName);
      await this.ingestion.land(run, source);
      const { releaseName, checksum, description } = source;
      const landing = { id: run.id, releaseName, checksum, source: description };
      await this.transformation.transform(run, landing, options.acceptShrink ?? false);
      return outcome(run, 'published', releaseName);
    });
  }

  private async doWithoutLatest(error: Error, run: ActiveRun, options: PipelineOptions): Promise<PipelineOutcome> {
    const current = await this.releases.findCurrent();
    if (!current) {
      const sample = await this.refresh({ location: 'sample', releaseName: null }, options);
      const warning = `${error.message} The bundled illustrative sample, which is NOT O*NET data, stands in for it.`;
      return { ...sample, warning };
    }
    // Somebody must look at a release that was refused; a site that cannot be reached comes back by itself.
    if (error instanceof ReleaseRefusedError) throw error;
    return { ...outcome(run, 'kept', current.name), warning: `${error.message} Release ${current.name} stays.` };
  }

  private async withSource<T>(
    run: ActiveRun,
    { location, releaseName }: SourceChoice,
    work: (source: ExaminedSource) => Promise<T>,
  ): Promise<T> {
    const current = location === 'latest' ? await this.releases.findCurrent() : null;
    const source = await this.sources.open(location, {
      newestKnown: current?.name,
      onProgress: (progress) => run.report(progress),
    });
    const givenName = location === 'latest' || location === 'sample' ? null : releaseName;
    try {
      return await work(await this.ingestion.examine(source, givenName));
    } finally {
      await source.close();
    }
  }

  private async isCurrent(content: Content): Promise<boolean> {
    const current = await this.releases.findCurrent();
    return current !== null && isSame({ releaseName: current.name, checksum: current.checksum }, content);
  }
}

type Content = Pick<PipelineRun, 'releaseName' | 'checksum'>;

/** Releases with the same files under two names exist: answers must come from the one that they say. */
function isSame(a: Content, b: Content): boolean {
  return a.checksum === b.checksum && a.releaseName === b.releaseName;
}

function unchanged(run: ActiveRun, releaseName: ReleaseName): PipelineOutcome {
  run.leaveUnchanged();
  return outcome(run, 'unchanged', releaseName);
}

function outcome(run: ActiveRun, kind: PipelineOutcome['outcome'], releaseName: ReleaseName): PipelineOutcome {
  const { id, rowsRead, rowsWritten, rowsRejected } = run;
  return { runId: id, outcome: kind, releaseName, rowsRead, rowsWritten, rowsRejected, warning: null };
}
