import { Injectable } from '@nestjs/common';
import { ApiLandingService } from '@app/ingestion';
import { ReleasesService, type ActiveRun } from '@app/runs';
import { ReleaseCompleter } from './release-completer';

/** What a pass over all that landed from Web Services came to. */
export interface PassOutcome {
  /** Occupations that something landed for. */
  readonly occupations: number;
  /** Those of them that the release lacked rows of. */
  readonly completed: number;
}

/** Brings what landed on demand into the current release, as far as it is not, or not any more, in there. */
@Injectable()
export class LandedAnswersService {
  constructor(
    private readonly releases: ReleasesService,
    private readonly landing: ApiLandingService,
    private readonly completer: ReleaseCompleter,
  ) {}

  /** One short transaction for each occupation, so that nobody waits for long; the counts go to the run. */
  async normaliseAll(run: ActiveRun): Promise<PassOutcome> {
    const current = await this.releases.findCurrent();
    const codes = current ? await this.landing.codes() : [];
    let completed = 0;
    for (const [done, code] of codes.entries()) {
      const { rowsRead, rowsWritten, rejections } = await this.completer.addLanded(current?.id ?? 0, code, run.id);
      run.rowsRead += rowsRead;
      run.rowsWritten += rowsWritten;
      run.rowsRejected += rejections.length;
      if (rowsWritten > 0) completed++;
      run.report({
        stage: 'completing from what landed on demand',
        done: done + 1,
        total: codes.length,
        unit: 'occupations',
      });
    }
    return { occupations: codes.length, completed };
  }
}
