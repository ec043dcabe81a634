import { Injectable } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import { ProfilesService, type OccupationProfile, type ProfileIndex } from '@app/skills';
import { compareProfiles, type LevelGap } from './compare-profiles';
import { GapText } from './gap-text';

/** The gap between two occupations of one release. */
export interface SkillGap {
  readonly index: ProfileIndex;
  readonly from: OccupationProfile;
  readonly to: OccupationProfile;
  readonly gaps: readonly LevelGap[];
  /** Writes the gap as JSON. */
  readonly text: GapText;
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
    return { index, from, to, gaps: compareProfiles(from.levels, to.levels), text: this.textOf(index) };
  }

  private textOf(index: ProfileIndex): GapText {
    const text = this.texts.get(index) ?? new GapText(index);
    this.texts.set(index, text);
    return text;
  }
}
