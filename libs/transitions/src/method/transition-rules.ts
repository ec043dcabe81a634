import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MethodService, type TransitionRule } from '@app/skill-gap';
import { MOVES_DEFAULTS, PATHS_DEFAULTS } from '../sides/defaults';
import { COVERED } from '../unlocks/count-unlocks';
import { NEAR_PERCENTILE, NEAR_ZONES } from '../unlocks/unlocks.service';

const percent = (thousandths: number): string => `${thousandths / 10} %`;

/** The rules of transitions in words, with their thresholds. docs/method.md says the same. */
export const TRANSITION_RULES: readonly TransitionRule[] = [
  {
    id: 'similar',
    rule: 'All other occupations by similarity, the most similar first; of those as similar the first by code. Levels do not count.',
  },
  {
    id: 'moves',
    rule:
      `The most similar of the occupations whose needs of skills the source covers to ${percent(MOVES_DEFAULTS.coverage)} ` +
      `(min_coverage) and whose job zone is at most ${MOVES_DEFAULTS.zoneStep} away (max_zone_step). Coverage is a limit and ` +
      'never the order. Of a person, without what they have been in; similarity is that of the nearest past occupation.',
  },
  { id: 'feeders', rule: 'As moves, the other way: what each occupation covers of the needs of this one.' },
  {
    id: 'unlocks',
    rule:
      'Each skill is raised by one level, up to 7, all others kept; counted are the occupations of which ' +
      `${percent(COVERED)} are covered then and were not before. pool=near looks at those in percentile ${NEAR_PERCENTILE} of ` +
      `similarity and above, ${NEAR_ZONES} job zone away at most.`,
  },
  {
    id: 'paths',
    rule:
      `Both ends of every step are in percentile ${PATHS_DEFAULTS.percentile} of similarity (min_percentile); no step goes up by ` +
      `more than ${PATHS_DEFAULTS.zoneUp} job zone (max_zone_up); the job zone of each stop lies between those of both ends ` +
      '(corridor). After each stop less is lacking for the target than before, and no step lacks as much as the direct one. Of ' +
      'these the path whose largest step is smallest, then the one whose steps add up to least, then the first by code.',
  },
  {
    id: 'cohorts',
    rule:
      'As many people are placed as there are places, and of all plans that do so one is told whose sum of people times ' +
      'shortfall is smallest. That sum is the same for all best plans; the plans need not be. Gaps that most people have count ' +
      'people whose gap is real, then the levels that they lack in all.',
  },
];

/** Has `/method` tell them. */
@Injectable()
export class TransitionRules implements OnModuleInit {
  constructor(private readonly method: MethodService) {}

  onModuleInit(): void {
    this.method.explain(TRANSITION_RULES);
  }
}
