import { Injectable } from '@nestjs/common';
import { OccupationsService } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { LevelGap } from '@app/skill-gap';
import type { ProfileIndex } from '@app/skills';
import type { GapFact, GapFacts, LevelFacts, OccupationFacts } from './prompts/llm-request';

/** Gathers the facts that the model is told. */
@Injectable()
export class PromptFactsService {
  constructor(private readonly occupations: OccupationsService) {}

  /** The skills that O*NET rates the occupation on, without its levels. */
  ofLevels(index: ProfileIndex, code: OnetSocCode, source: OnetSocCode | null): LevelFacts {
    const rated = index.ratingsOf(code, 'skills').filter(({ level }) => level !== null);
    return {
      purpose: 'levels',
      occupation: this.occupation(code),
      source: source === null ? null : this.occupation(source),
      skills: rated.map(({ element }) => element),
    };
  }

  ofGap(index: ProfileIndex, from: OnetSocCode, to: OnetSocCode, gaps: readonly LevelGap[]): GapFacts {
    return {
      purpose: 'gap',
      from: this.occupation(from),
      to: this.occupation(to),
      gaps: gaps.flatMap(({ skill, fromLevel, toLevel }): GapFact[] => {
        const entry = index.skills[skill];
        return entry ? [{ ...entry, fromLevel, toLevel }] : [];
      }),
    };
  }

  private occupation(code: OnetSocCode): OccupationFacts {
    const { title, description } = this.occupations.get(code, null).occupation;
    return { code, title, description };
  }
}
