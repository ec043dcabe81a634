import { Injectable } from '@nestjs/common';
import type { OnetSocCode, ReleaseName } from '@app/onet';
import { within } from '@app/outside';
import { requiredPart, ServedRelease, type ReleaseView } from '@app/releases';
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
import type { RelatedEntry } from './related/related-occupations';
import { RELATED } from './related/related-part';

/** How long an answer that can be given without completion waits for it all the same. */
const OPTIONAL_WAIT_MS = 2_000;

/** Why nothing is completed in a release that is not the one that is served. */
export const OLDER_RELEASE: Shortfall = { reason: 'older_release' };

/** An occupation, and the one view that an answer about it is to come from. */
export interface OccupationInRelease {
  readonly occupation: OccupationEntry;
  readonly release: ReleaseName;
  readonly view: ReleaseView;
}

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
  get(code: OnetSocCode, shortfall: Shortfall | null, view = this.served.current): OccupationInRelease {
    const directory = view.get(DIRECTORY);
    const { release } = directory;
    const occupation = directory.find(code);
    if (!occupation) throw new OccupationNotFoundError(code, release, findMeant(code, directory), shortfall);
    return { occupation, release, view };
  }

  /**
   * The occupation, completed on demand. One that is known is given without ratings if none can be had soon.
   * @throws NoReleasePublishedError, OccupationNotFoundError, OnetUnavailableError
   */
  async getCompleted(code: OnetSocCode): Promise<OccupationInRelease> {
    const known = this.current.find(code);
    if (known?.rated) return this.get(code, null);
    const completion = this.complete(code);
    if (!known) return this.get(code, await completion);
    await within(completion, OPTIONAL_WAIT_MS, () => null).catch(() => null);
    return this.get(code, null);
  }

  /**
   * The same in a release that may be an older one: nothing is completed there.
   * @throws as getCompleted
   */
  async getIn(view: ReleaseView, code: OnetSocCode): Promise<OccupationInRelease> {
    return this.served.serves(view) ? this.getCompleted(code) : this.get(code, OLDER_RELEASE, view);
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

  /**
   * The related occupations of one, by index.
   * @throws as getCompleted, PartNotInReleaseError
   */
  async related(code: OnetSocCode): Promise<OccupationInRelease & { related: (RelatedEntry & { title: string })[] }> {
    const found = await this.getCompleted(code);
    const directory = found.view.get(DIRECTORY);
    const related = requiredPart(found.view, RELATED, 'related').of(code) ?? [];
    return {
      ...found,
      related: related.map((entry) => ({ ...entry, title: directory.find(entry.code)?.title ?? '' })),
    };
  }
}
