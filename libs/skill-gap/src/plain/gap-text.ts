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
  /** The entry with the source level. */
  readonly entry: LevelTexts;
}

/**
 * Texts that differ in a level alone, each made once: levels have two digits, so that there are few, and to write a fraction
 * takes longer than to look it up.
 */
class LevelTexts {
  private readonly byHundredths: string[] = [];

  constructor(
    private readonly before: string,
    private readonly after: string,
  ) {}

  of(level: number): string {
    const hundredths = Math.round(level * 100);
    if (hundredths / 100 !== level || hundredths > 700) return this.write(level);
    return (this.byHundredths[hundredths] ??= this.write(level));
  }

  private write(level: number): string {
    return `${this.before}${level}${this.after}`;
  }
}

/**
 * Writes gap answers as JSON text, from pieces that are prepared once for a release. Objects for JSON.stringify would do
 * the same at half as much processor time again (docs/performance.md): this is the path that every request takes.
 */
export class GapText {
  private readonly skills: readonly SkillPieces[];
  private readonly occupations = new WeakMap<NamedOccupation, string>();
  private readonly endOfEntry = new LevelTexts('', '}');
  private readonly end: string;

  constructor({ skills, release }: Pick<ProfileIndex, 'skills' | 'release'>) {
    this.skills = skills.map(({ elementId, name }) => ({
      name: JSON.stringify(name),
      entry: new LevelTexts(
        `{"element_id":${JSON.stringify(elementId)},"skill_name":${JSON.stringify(name)},"from_proficiency_level":`,
        ',"to_proficiency_level":',
      ),
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
  levels({ from, to, gaps, compared }: ShownGap, further: object | null = null): string {
    let entries = '';
    for (const { skill, fromLevel, toLevel } of gaps) {
      if (entries !== '') entries += ',';
      entries += `${this.skills[skill]?.entry.of(fromLevel)}${this.endOfEntry.of(toLevel)}`;
    }
    const members = further === null ? '' : JSON.stringify(further).slice(1, -1);
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
