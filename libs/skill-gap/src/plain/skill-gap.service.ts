import { Injectable } from '@nestjs/common';
import { KeptAnswers } from '@app/http';
import type { OnetSocCode, ReleaseName } from '@app/onet';
import { PinnedReleases, ServedRelease, type ReleaseView } from '@app/releases';
import {
  ASSESSED_LEVELS,
  ProfilesService,
  type AssessedProfile,
  type OccupationProfile,
  type ProfileIndex,
} from '@app/skills';
import { compareAssessed, compareProfiles, countComparable } from './compare-profiles';
import { GapText, type ShownGap } from './gap-text';
import { OccupationNotAssessedError } from './skill-gap.errors';

/** Two rated occupations of one release. */
export interface RatedPair {
  readonly view: ReleaseView;
  readonly index: ProfileIndex;
  readonly from: OccupationProfile;
  readonly to: OccupationProfile;
}

/** Two occupations whose levels one language model has assessed, too. */
export interface AssessedPair extends RatedPair {
  readonly assessed: { readonly from: AssessedProfile; readonly to: AssessedProfile };
}

/** The gap between two occupations of one release. */
export interface SkillGap extends RatedPair, Omit<ShownGap, 'from' | 'to'> {
  /** Writes the gap as JSON. */
  readonly text: GapText;
}

/** The same by levels that one language model assessed. */
export type AssessedSkillGap = SkillGap & AssessedPair;

/** Some thousand answers: the pairs that everybody asks for. */
const KEPT_BYTES = 2 * 2 ** 20;

@Injectable()
export class SkillGapService {
  private readonly answers = new KeptAnswers<string>(KEPT_BYTES);
  private readonly texts = new WeakMap<ProfileIndex, GapText>();

  constructor(
    private readonly profiles: ProfilesService,
    private readonly pinned: PinnedReleases,
    private readonly served: ServedRelease,
  ) {}

  /**
   * @param release the name of the one to compare in; null for the one that is served
   * @throws NoReleasePublishedError, ReleaseNotFoundError, OccupationNotFoundError, OccupationNotRatedError,
   *   OnetUnavailableError
   */
  async pair(fromCode: OnetSocCode, toCode: OnetSocCode, release: ReleaseName | null = null): Promise<RatedPair> {
    const {
      view,
      index,
      profiles: [from, to],
    } = await (release === null
      ? this.profiles.rated(fromCode, toCode)
      : this.profiles.ratedIn(await this.pinned.choose(release), fromCode, toCode));
    return { view, index, from, to };
  }

  /**
   * The pair with levels that a language model has assessed already; nobody is asked. If several have assessed both, the one
   * whose assessment is the newest counts.
   * @throws as `pair`, and OccupationNotAssessedError
   */
  async assessedPair(
    fromCode: OnetSocCode,
    toCode: OnetSocCode,
    release: ReleaseName | null = null,
  ): Promise<AssessedPair> {
    const pair = await this.pair(fromCode, toCode, release);
    const assessed = pair.view.get(ASSESSED_LEVELS).pair(fromCode, toCode);
    if (!assessed) {
      const isServed = this.served.serves(pair.view);
      throw new OccupationNotAssessedError([fromCode, toCode], pair.index.release.name, isServed);
    }
    return { ...pair, assessed };
  }

  /**
   * An answer as it is sent: made, or kept from a while ago. A text, which leaves in one piece with the headers; bytes would
   * be a second one.
   * @param etag names the answer
   * @param write as JSON
   */
  answer(etag: string, write: () => string): string | Promise<string> {
    return this.answers.answer(etag, write);
  }

  compare({ view, index, from, to }: RatedPair): SkillGap {
    const [fromLevels, toLevels] = [from.levels('skills'), to.levels('skills')];
    const gaps = compareProfiles(fromLevels, toLevels);
    const compared = countComparable(fromLevels, toLevels);
    // Member by member: to spread the pair into it takes longer than to compare it.
    return { view, index, from, to, gaps, compared, text: this.textOf(index) };
  }

  /** The gap by the assessed levels. */
  compareAssessed(pair: AssessedPair): AssessedSkillGap {
    const { from, to } = pair.assessed;
    const gaps = compareAssessed(from.levels, to.levels);
    return { ...pair, gaps, compared: countComparable(from.levels, to.levels), text: this.textOf(pair.index) };
  }

  private textOf(index: ProfileIndex): GapText {
    const text = this.texts.get(index) ?? new GapText(index);
    this.texts.set(index, text);
    return text;
  }
}
