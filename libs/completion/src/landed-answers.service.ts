import { Injectable } from '@nestjs/common';
import { ApiLandingService } from '@app/ingestion';
import { ReleasesService } from '@app/releases';
import { type ActiveRun } from '@app/runs';
import { ReleaseCompleter } from './release-completer';

/** The outcome of a pass over all that landed from Web Services. */
export interface PassOutcome {
  /** Occupations that something landed for. */
  readonly occupations: number;
  /** Those of them that the release lacked rows of. */
  readonly completed: number;
  /** Landed rows. Read = written + already there + rejected, now or when they were first read. */
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rowsRejected: number;
}

const STAGE = 'completing from what landed on demand';

/** Brings what landed on demand into the current release, as far as it is not, or not any more, in there. */
@Injectable()
export class LandedAnswersService {
  constructor(
    private readonly releases: ReleasesService,
    private readonly landing: ApiLandingService,
    private readonly completer: ReleaseCompleter,
  ) {}

  /** One short transaction for each occupation, so that nobody waits for long. */
  async normaliseAll(run: ActiveRun): Promise<PassOutcome> {
    const current = await this.releases.findCurrent();
    const codes = current ? await this.landing.codes() : [];
    const outcome = { occupations: codes.length, completed: 0, rowsRead: 0, rowsWritten: 0, rowsRejected: 0 };
    for (const [done, code] of codes.entries()) {
      const { rowsRead, rowsWritten, rejections } = await this.completer.addLanded(current?.id ?? 0, code, run.id);
      outcome.rowsRead += rowsRead;
      outcome.rowsWritten += rowsWritten;
      outcome.rowsRejected += rejections.length;
      if (rowsWritten > 0) outcome.completed++;
      run.report({ stage: STAGE, done: done + 1, total: codes.length, unit: 'occupations' });
    }
    return outcome;
  }
}
