import type { OccupationProfile, ProfileIndex } from '@app/skills';
import type { LevelGap } from './compare-profiles';

/** An occupation as answers name it. */
type NamedOccupation = Pick<OccupationProfile, 'code' | 'title'>;

/** The gap as an answer shows it. */
export interface ShownGap {
  readonly from: NamedOccupation;
  readonly to: NamedOccupation;
  readonly gaps: readonly LevelGap[];
  /** Skills that both are rated on. */
  readonly compared: number;
}

/** The parts of a skill's entry that never change within a release. */
interface SkillPieces {
  /** The name as a JSON string. */
  readonly name: string;
  /** The entry up to the source level. */
  readonly beforeLevels: string;
}

/**
 * Writes gap answers as JSON text, from pieces that are prepared once for a release. Objects for JSON.stringify would do
 * the same at half as much processor time again (docs/performance.md): this is the path that every request takes.
 */
export class GapText {
  private readonly skills: readonly SkillPieces[];
  private readonly occupations = new WeakMap<NamedOccupation, string>();
  private readonly end: string;

  constructor({ skills, release }: Pick<ProfileIndex, 'skills' | 'release'>) {
    this.skills = skills.map(({ elementId, name }) => ({
      name: JSON.stringify(name),
      beforeLevels:
        `{"element_id":${JSON.stringify(elementId)},"skill_name":${JSON.stringify(name)},` +
        '"from_proficiency_level":',
    }));
    this.end = `"release":${JSON.stringify(release.name)}}`;
  }

  /** A `SkillGapDto`. */
  names({ from, to, gaps, compared }: ShownGap): string {
    const names = gaps.map(({ skill }) => this.skills[skill]?.name);
    return `${this.begin(from, to)}${names.join(',')}],"compared":${compared},${this.end}`;
  }

  /**
   * A `SkillGapByLevelDto`. Levels print as JSON numbers do: with the digits of the release.
   * @param further members that stand before the release
   */
  levels({ from, to, gaps, compared }: ShownGap, further: object = {}): string {
    let entries = '';
    for (const { skill, fromLevel, toLevel } of gaps) {
      const separator = entries === '' ? '' : ',';
      entries += `${separator}${this.skills[skill]?.beforeLevels}${fromLevel},"to_proficiency_level":${toLevel}}`;
    }
    const members = JSON.stringify(further).slice(1, -1);
    return `${this.begin(from, to)}${entries}],"compared":${compared},${members}${members && ','}${this.end}`;
  }

  private begin(from: NamedOccupation, to: NamedOccupation): string {
    return `{"from_occupation":${this.occupation(from)},"to_occupation":${this.occupation(to)},"skill_gaps":[`;
  }

  private occupation(profile: NamedOccupation): string {
    let text = this.occupations.get(profile);
    if (text === undefined) {
      const { code, title } = profile;
      text = JSON.stringify({ code, title });
      this.occupations.set(profile, text);
    }
    return text;
  }
}
