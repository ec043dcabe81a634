import { Injectable } from '@nestjs/common';
import { IngestionService, openSource, type ExaminedSource } from '@app/ingestion';
import type { ReleaseName } from '@app/onet';
import { ReleasesService, RunsService, type ActiveRun, type Release, type RunOpening } from '@app/runs';
import { NothingLandedError } from './transform.errors';
import { TransformService } from './transform.service';

export interface SourceChoice {
  /** `sample`, a folder or a zip file. */
  readonly location: string;
  /** Names the release where its files do not. */
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
  /** `unchanged`: the same content was there already and nothing was done. */
  readonly outcome: 'landed' | 'published' | 'unchanged';
  readonly releaseName: ReleaseName;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rowsRejected: number;
}

/** The commands of the pipeline, each one run: ingest lands, transform normalises and publishes, refresh does both. */
@Injectable()
export class PipelineService {
  constructor(
    private readonly runs: RunsService,
    private readonly releases: ReleasesService,
    private readonly ingestion: IngestionService,
    private readonly transformation: TransformService,
  ) {}

  /** Lands a source. The same content as last time is not landed again. */
  async ingest(choice: SourceChoice, options: PipelineOptions): Promise<PipelineOutcome> {
    return this.runs.execute({ ...options, command: 'ingest' }, (run) =>
      this.withSource(choice, async (source) => {
        const last = await this.runs.lastLanded();
        if (!options.force && last?.checksum === source.checksum) return unchanged(run, source.releaseName);
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
      if (!options.force && (await this.isCurrent(checksum))) return unchanged(run, releaseName ?? '');
      // What was rejected while landing counts for the release as well.
      run.rowsRead = landing.rowsRead;
      run.rowsRejected = landing.rowsRead - (await this.ingestion.countLanded(landing.id));
      const release = await this.transformation.transform(run, landing, options.acceptShrink ?? false);
      return outcome(run, 'published', release.name);
    });
  }

  /** Brings the published release up to the source. If it holds the same content, nothing is done. */
  async refresh(choice: SourceChoice, options: PipelineOptions): Promise<PipelineOutcome> {
    return this.runs.execute({ ...options, command: 'refresh' }, (run) =>
      this.withSource(choice, async (source) => {
        if (!options.force && (await this.isCurrent(source.checksum))) return unchanged(run, source.releaseName);
        await this.ingestion.land(run, source);
        const { releaseName, checksum, description } = source;
        const landing = { id: run.id, releaseName, checksum, source: description };
        await this.transformation.transform(run, landing, options.acceptShrink ?? false);
        return outcome(run, 'published', releaseName);
      }),
    );
  }

  private async withSource<T>({ location, releaseName }: SourceChoice, work: (source: ExaminedSource) => Promise<T>) {
    const source = await openSource(location);
    try {
      return await work(await this.ingestion.examine(source, releaseName));
    } finally {
      await source.close();
    }
  }

  private async isCurrent(checksum: string | null): Promise<boolean> {
    const current: Release | null = await this.releases.findCurrent();
    return current !== null && current.checksum === checksum;
  }
}

function unchanged(run: ActiveRun, releaseName: ReleaseName): PipelineOutcome {
  run.leaveUnchanged();
  return outcome(run, 'unchanged', releaseName);
}

function outcome(run: ActiveRun, kind: PipelineOutcome['outcome'], releaseName: ReleaseName): PipelineOutcome {
  const { id, rowsRead, rowsWritten, rowsRejected } = run;
  return { runId: id, outcome: kind, releaseName, rowsRead, rowsWritten, rowsRejected };
}
