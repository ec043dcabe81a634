import { Injectable } from '@nestjs/common';
import type { OnetSocCode, ReleaseName } from '@app/onet';
import { within } from '@app/outside';
import { requiredPart, ServedRelease, type ReleaseView } from '@app/releases';
import { DIRECTORY } from './directory/directory-part';
import { canBeOccupation, findMeant } from './directory/meant-occupations';
import type { OccupationCompletion, Shortfall } from './occupation-completion';
import type { OccupationDirectory, OccupationEntry } from './directory/occupation-directory';
import { OccupationNotFoundError, OccupationRetiredError } from './occupations.errors';
import type { RelatedEntry } from './related/related-occupations';
import { RELATED } from './related/related-part';
import { retiredOccupation, type RetiredOccupation } from './taxonomy/retired-codes';
import { taxonomyIn } from './taxonomy/taxonomy-in';
import { listOccupations, type OccupationPage, type PageOfList } from './titles/list-occupations';
import { retiredNamed } from './titles/old-titles';
import { TITLES } from './titles/titles-part';

/** How long an answer that can be given without completion waits for it all the same. */
const OPTIONAL_WAIT_MS = 2_000;

/** Why nothing is completed in a release that is not the one that is served. */
export const OLDER_RELEASE: Shortfall = { reason: 'older_release' };

/** The code that an answer is to be about. */
export interface MeantOccupation {
  readonly code: OnetSocCode;
  /** The retired code that was asked for, where `code` has taken its place; else null. */
  readonly replaces: OnetSocCode | null;
}

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
   * Leads a retired code on to the one that has taken its place, which the release may lack. A code that the release has
   * is always itself, and so is one that is not known: whoever looks for it says so.
   * @throws NoReleasePublishedError, OccupationRetiredError where several have taken its place
   */
  meant(code: OnetSocCode, view = this.served.current): MeantOccupation {
    const directory = view.get(DIRECTORY);
    const retired = directory.find(code) ? null : retiredIn(view, code);
    if (!retired) return { code, replaces: null };
    const [successor = code, ...others] = retired.successors;
    if (others.length > 0)
      throw new OccupationRetiredError(retired, directory.release, (other) => directory.find(other));
    return { code: successor, replaces: code };
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
   * The occupation that a code means, which may be a retired one.
   * @throws as getCompleted, OccupationRetiredError
   */
  async getMeant(asked: OnetSocCode): Promise<OccupationInRelease & MeantOccupation> {
    const meant = this.meant(asked);
    return { ...meant, ...(await this.getCompleted(meant.code)) };
  }

  /**
   * The same as getCompleted in a release that may be an older one: nothing is completed there.
   * @throws as getCompleted
   */
  async getIn(view: ReleaseView, code: OnetSocCode): Promise<OccupationInRelease> {
    return this.served.serves(view) ? this.getCompleted(code) : this.get(code, OLDER_RELEASE, view);
  }

  /** As the port says. Nobody is asked for what cannot be an occupation, or is none any more. */
  async complete(code: OnetSocCode): Promise<Shortfall | null> {
    const { current } = this.served;
    const mayBeAdded = canBeOccupation(code) && !retiredIn(current, code);
    if (!mayBeAdded && !current.get(DIRECTORY).find(code)) return null;
    return this.completion ? this.completion.complete(code) : { reason: 'off' };
  }

  /** @throws NoReleasePublishedError */
  list(text: string | null, page: PageOfList): OccupationPage & { release: ReleaseName } {
    const view = this.served.current;
    const directory = view.get(DIRECTORY);
    const retired = text === null ? null : retiredNamed(text, taxonomyIn(view));
    const searched = text === null ? null : { text, retired };
    return { ...listOccupations(directory, view.get(TITLES), searched, page), release: directory.release };
  }

  /**
   * The related occupations of one, by index.
   * @throws as getMeant, PartNotInReleaseError
   */
  async related(
    asked: OnetSocCode,
  ): Promise<OccupationInRelease & MeantOccupation & { related: (RelatedEntry & { title: string })[] }> {
    const found = await this.getMeant(asked);
    const directory = found.view.get(DIRECTORY);
    const related = requiredPart(found.view, RELATED, 'related').of(found.code) ?? [];
    return {
      ...found,
      related: related.map((entry) => ({ ...entry, title: directory.find(entry.code)?.title ?? '' })),
    };
  }
}

function retiredIn(view: ReleaseView, code: OnetSocCode): RetiredOccupation | null {
  return retiredOccupation(code, taxonomyIn(view));
}
