import { ApiProperty } from '@nestjs/swagger';
import { VERDICTS } from '../analysis/verdict';
import { citationOf } from '../gap-analysis/limits';
import { EstimatesMethodDto } from './estimates-method.dto';
import { EXPLAINED_LIMITS } from './limits-explained';
import { COVERAGE_RULES, PREPARATION_RULE, TECHNOLOGY_RULE, THRESHOLDS, VERDICT_RULES, WORD_RULES } from './rules';
import { SimilarityMethodDto } from './similarity-method.dto';
import { ValidityDto } from './validity.dto';

class VerdictDefinitionDto {
  @ApiProperty({ enum: VERDICTS, description: 'The verdict.', example: 'real' })
  verdict: string;

  @ApiProperty({ description: 'When a row gets it.', example: VERDICT_RULES.real })
  definition: string;
}

class VerdictsMethodDto {
  @ApiProperty({
    type: [VerdictDefinitionDto],
    description: 'In the order in which they are tested; the first that holds counts.',
  })
  definitions: VerdictDefinitionDto[];

  @ApiProperty({ description: 'Standard errors that a difference has to reach to be real.', example: THRESHOLDS.z })
  z: number;

  @ApiProperty({
    description: 'A smaller standard error counts as this one.',
    example: THRESHOLDS.smallestStandardError,
  })
  smallest_standard_error: number;

  @ApiProperty({
    description:
      'Share of the tested rows (`real` and `within_noise`) that would be `real` if no difference were: `expected_by_chance`.',
    example: THRESHOLDS.chance,
  })
  chance: number;
}

/** Documents the rule of a figure. */
function ApiRule(of: string, example: string): PropertyDecorator {
  return ApiProperty({ description: `Formula of ${of}.`, example });
}

class CoverageMethodDto {
  @ApiProperty({ description: 'What the letters of the formulas stand for.', example: COVERAGE_RULES.terms })
  terms: string;

  @ApiRule('`shortfall`', COVERAGE_RULES.shortfall)
  shortfall: string;

  @ApiRule('`coverage`', COVERAGE_RULES.coverage)
  coverage: string;

  @ApiRule('`real_shortfall`', COVERAGE_RULES.real_shortfall)
  real_shortfall: string;

  @ApiRule('`surplus`', COVERAGE_RULES.surplus)
  surplus: string;

  @ApiRule('`direction`', COVERAGE_RULES.direction)
  direction: string;

  @ApiRule('`coverage_standard_error`', COVERAGE_RULES.coverage_standard_error)
  coverage_standard_error: string;

  @ApiRule('`contribution`, of one row', COVERAGE_RULES.contribution)
  contribution: string;
}

class WordsMethodDto {
  @ApiProperty({
    type: [String],
    description: 'How a level becomes words; the first that fits counts.',
    example: WORD_RULES,
  })
  rules: readonly string[];

  @ApiProperty({ description: 'Levels around an anchor that are told as "about" it.', example: THRESHOLDS.about })
  about: number;
}

class TransitionRuleDto {
  @ApiProperty({ description: 'The endpoint that goes by it.', example: 'moves' })
  id: string;

  @ApiProperty({
    description: 'The rule with its thresholds.',
    example: 'As moves, the other way: what each occupation covers of the needs of this one.',
  })
  rule: string;
}

export type TransitionRule = Readonly<TransitionRuleDto>;

class ExplainedLimitDto {
  @ApiProperty({ description: 'What answers link to, as `/api/v1/method#id`.', example: EXPLAINED_LIMITS[0]?.id })
  id: string;

  @ApiProperty({ description: 'As answers have it.', example: EXPLAINED_LIMITS[0]?.text })
  text: string;

  @ApiProperty({ description: 'What it means for who reads an answer.', example: EXPLAINED_LIMITS[0]?.more })
  more: string;
}

export class MethodDto {
  @ApiProperty({ description: 'Release that the figures are of.', example: '29.0' })
  release: string;

  @ApiProperty({ type: VerdictsMethodDto, description: 'How sure a difference is.' })
  verdicts: VerdictsMethodDto;

  @ApiProperty({ type: CoverageMethodDto, description: 'The figures of a domain.' })
  coverage: CoverageMethodDto;

  @ApiProperty({ type: WordsMethodDto, description: 'How rows say levels in words.' })
  words: WordsMethodDto;

  @ApiProperty({ type: SimilarityMethodDto, description: 'How similar two occupations are.' })
  similarity: SimilarityMethodDto;

  @ApiProperty({
    type: EstimatesMethodDto,
    nullable: true,
    description: 'Ratings of occupations that O*NET has not rated; null in a release where none can be estimated.',
  })
  estimates: EstimatesMethodDto | null;

  @ApiProperty({ description: 'How software is compared.', example: TECHNOLOGY_RULE })
  technology: string;

  @ApiProperty({
    description: 'How job zone, education, experience and training are compared.',
    example: PREPARATION_RULE,
  })
  preparation: string;

  @ApiProperty({ type: [TransitionRuleDto], description: 'How occupations are ranked, and ways between them found.' })
  transitions: TransitionRuleDto[];

  @ApiProperty({ type: [ExplainedLimitDto], description: 'What answers cannot know.' })
  limits: ExplainedLimitDto[];

  @ApiProperty({ type: ValidityDto, description: 'What a later release said of what an earlier one had told.' })
  validity: ValidityDto;

  @ApiProperty({ description: 'How to cite the data.', example: citationOf('29.0') })
  citation: string;

  @ApiProperty({ description: 'Licence of the data.', example: 'https://creativecommons.org/licenses/by/4.0/' })
  license: string;
}
