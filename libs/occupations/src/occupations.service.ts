import { Injectable } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import type { ListingPosition, OccupationDirectory, OccupationEntry, OccupationPage } from './occupation-directory';
import { NoReleasePublishedError, OccupationNotFoundError } from './occupations.errors';

/** The occupations of the release that is served. */
@Injectable()
export class OccupationsService {
  private directory: OccupationDirectory | null = null;

  /** Swaps in the directory of another release; requests under way finish with the one they began with. */
  serve(directory: OccupationDirectory): void {
    this.directory = directory;
  }

  /** @throws NoReleasePublishedError */
  get current(): OccupationDirectory {
    if (!this.directory) throw new NoReleasePublishedError();
    return this.directory;
  }

  /** @throws NoReleasePublishedError, OccupationNotFoundError */
  get(code: OnetSocCode): { occupation: OccupationEntry; release: string } {
    const { release } = this.current;
    const occupation = this.current.find(code);
    if (!occupation) throw new OccupationNotFoundError(code, release);
    return { occupation, release };
  }

  /** @throws NoReleasePublishedError */
  list(text: string | null, limit: number, after: ListingPosition | null): OccupationPage & { release: string } {
    const directory = this.current;
    return { ...directory.list(text, limit, after), release: directory.release };
  }
}
