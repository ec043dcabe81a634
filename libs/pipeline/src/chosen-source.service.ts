import { Injectable } from '@nestjs/common';
import { IngestionService, SourcesService, type ExaminedSource } from '@app/ingestion';
import type { ReleaseName } from '@app/onet';
import { ReleasesService } from '@app/releases';
import type { ActiveRun } from '@app/runs';

export interface SourceChoice {
  /** `latest`, `api`, `sample`, a folder, a zip file or the URL of one. */
  readonly location: string;
  /** Names the release of a place whose files do not; `latest` and `sample` know theirs. */
  readonly releaseName: ReleaseName | null;
  /** `request`: where it may be downloaded from is limited then. */
  readonly namedBy?: 'operator' | 'request';
}

/** Opens the source that a command was told to use, and closes it again. */
@Injectable()
export class ChosenSource {
  constructor(
    private readonly releases: ReleasesService,
    private readonly sources: SourcesService,
    private readonly ingestion: IngestionService,
  ) {}

  /** @param force asks Web Services for everything anew */
  async use<T>(
    run: ActiveRun,
    choice: SourceChoice,
    { force = false }: { readonly force?: boolean },
    work: (source: ExaminedSource) => Promise<T>,
  ): Promise<T> {
    const { location, releaseName } = choice;
    if (location === 'api') {
      run.report({ stage: 'asking O*NET Web Services for their tables', done: 0, total: null });
      return work(await run.unlessStopped(this.ingestion.examineTables(releaseName, force)));
    }
    const source = await this.open(run, choice);
    const givenName = location === 'latest' || location === 'sample' ? null : releaseName;
    try {
      return await work(await this.ingestion.examine(source, givenName, run));
    } finally {
      await source.close();
    }
  }

  private async open(run: ActiveRun, { location, namedBy }: SourceChoice) {
    const current = location === 'latest' ? await this.releases.findCurrent() : null;
    const opening = this.sources.open(location, {
      newestKnown: current?.name,
      namedBy,
      onProgress: (progress) => run.show(progress),
      signal: run.signal,
    });
    return run.unlessStopped(opening).catch((error: unknown) => {
      // A source that opens when nobody waits for it any more is closed again.
      opening.then((late) => late.close()).catch(() => undefined);
      throw error;
    });
  }
}
