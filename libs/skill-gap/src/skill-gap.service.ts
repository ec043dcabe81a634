import { Injectable } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import { ProfilesService, type AssessedProfile, type ProfileIndex } from '@app/skills';
import { compareAssessed, compareProfiles, countComparable } from './compare-profiles';
import { GapText, type ShownGap } from './gap-text';
import { OccupationNotAssessedError } from './skill-gap.errors';

/** The gap between two occupations of one release. */
export interface SkillGap extends ShownGap {
  readonly index: ProfileIndex;
  /** Writes the gap as JSON. */
  readonly text: GapText;
}

/** The same by levels that one language model assessed. */
export interface AssessedSkillGap extends SkillGap {
  readonly assessed: { readonly from: AssessedProfile; readonly to: AssessedProfile };
}

@Injectable()
export class SkillGapService {
  private readonly texts = new WeakMap<ProfileIndex, GapText>();

  constructor(private readonly profiles: ProfilesService) {}

  /** @throws NoReleasePublishedError, OccupationNotFoundError, OccupationNotRatedError, OnetUnavailableError */
  async compare(fromCode: OnetSocCode, toCode: OnetSocCode): Promise<SkillGap> {
    const {
      index,
      profiles: [from, to],
    } = await this.profiles.rated(fromCode, toCode);
    const gaps = compareProfiles(from.levels, to.levels);
    const compared = countComparable(from.levels, to.levels);
    return { index, from, to, gaps, compared, text: this.textOf(index) };
  }

  /**
   * The gap by levels that a language model has assessed already; nobody is asked. If several have assessed both, the one
   * whose assessment is the newest counts.
   * @throws as `compare`, and OccupationNotAssessedError
   */
  async compareAssessed(fromCode: OnetSocCode, toCode: OnetSocCode): Promise<AssessedSkillGap> {
    const gap = await this.compare(fromCode, toCode);
    const assessed = this.profiles.assessed.pair(fromCode, toCode);
    if (!assessed) throw new OccupationNotAssessedError([fromCode, toCode], gap.index.release.name);
    const { from, to } = assessed;
    const gaps = compareAssessed(from.levels, to.levels);
    return { ...gap, assessed, gaps, compared: countComparable(from.levels, to.levels) };
  }

  private textOf(index: ProfileIndex): GapText {
    const text = this.texts.get(index) ?? new GapText(index);
    this.texts.set(index, text);
    return text;
  }
}
