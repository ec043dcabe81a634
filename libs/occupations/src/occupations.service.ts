import { Injectable } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import { within } from '@app/outside';
import { ServedRelease } from '@app/releases';
import { DIRECTORY } from './directory/directory-part';
import { canBeOccupation, findMeant } from './directory/meant-occupations';
import type { OccupationCompletion, Shortfall } from './occupation-completion';
import type {
  ListingPosition,
  OccupationDirectory,
  OccupationEntry,
  OccupationPage,
} from './directory/occupation-directory';
import { OccupationNotFoundError } from './occupations.errors';

/** How long an answer that can be given without completion waits for it all the same. */
const OPTIONAL_WAIT_MS = 2_000;

/** The occupations of the release that is served. */
@Injectable()
export class OccupationsService {
  private completion: OccupationCompletion | null = null;

  constructor(private readonly served: ServedRelease) {}

  /** For the app, which knows who can complete occupations; until then nobody can. */
  completeWith(completion: OccupationCompletion): void {
    this.completion = completion;
  }

  /** @throws NoReleasePublishedError */
  get current(): OccupationDirectory {
    return this.served.current.get(DIRECTORY);
  }

  /**
   * @param shortfall why it could not be completed, for the error that says so
   * @throws NoReleasePublishedError, OccupationNotFoundError
   */
  get(code: OnetSocCode, shortfall: Shortfall | null): { occupation: OccupationEntry; release: string } {
    const { release } = this.current;
    const occupation = this.current.find(code);
    if (!occupation) throw new OccupationNotFoundError(code, release, findMeant(code, this.current), shortfall);
    return { occupation, release };
  }

  /**
   * The occupation, completed on demand. One that is known is given without ratings if none can be had soon.
   * @throws NoReleasePublishedError, OccupationNotFoundError, OnetUnavailableError
   */
  async getCompleted(code: OnetSocCode): Promise<{ occupation: OccupationEntry; release: string }> {
    const known = this.current.find(code);
    if (known?.rated) return this.get(code, null);
    const completion = this.complete(code);
    if (!known) return this.get(code, await completion);
    await within(completion, OPTIONAL_WAIT_MS, () => null).catch(() => null);
    return this.get(code, null);
  }

  /** As the port says. Nobody is asked for what cannot be an occupation. */
  async complete(code: OnetSocCode): Promise<Shortfall | null> {
    if (!canBeOccupation(code) && !this.current.find(code)) return null;
    return this.completion ? this.completion.complete(code) : { reason: 'off' };
  }

  /** @throws NoReleasePublishedError */
  list(text: string | null, limit: number, after: ListingPosition | null): OccupationPage & { release: string } {
    const directory = this.current;
    return { ...directory.list(text, limit, after), release: directory.release };
  }
}
