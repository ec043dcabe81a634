import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DOMAINS } from '@app/onet';
import { MOST_OCCUPATIONS, MOST_SELF_RATINGS } from './person-fields';

export class SelfRatingDto {
  @ApiProperty({ description: 'Id of a rated element of any domain.', example: '2.A.1.e' })
  element_id: string;

  @ApiProperty({
    minimum: 0,
    maximum: 7,
    description: 'Level as the person sees it, by the examples of `/questionnaire`; best a whole number.',
    example: 3,
  })
  level: number;
}

export class PersonSourceDto {
  @ApiPropertyOptional({
    type: [String],
    maxItems: MOST_OCCUPATIONS,
    description: 'Codes of occupations that the person has been in, in any order; codes of earlier taxonomies too.',
    example: ['11-1011.00'],
  })
  occupations?: string[];

  @ApiPropertyOptional({
    type: [SelfRatingDto],
    maxItems: MOST_SELF_RATINGS,
    description: 'Levels that the person says to have; they count in place of those of the occupations.',
  })
  ratings?: SelfRatingDto[];
}

export class QuestionnaireRequestDto {
  @ApiProperty({
    type: PersonSourceDto,
    description: 'The person: occupations, ratings or both.',
    example: { occupations: ['11-1011.00'] },
  })
  from: PersonSourceDto;

  @ApiPropertyOptional({
    description: 'Code of where the person wants to go; or give `to_title`.',
    example: '11-3013.00',
  })
  to?: string;

  @ApiPropertyOptional({ description: 'A title in place of `to`, such as `Facilities Managers`.' })
  to_title?: string;

  @ApiPropertyOptional({
    enum: ['on', 'off'],
    default: 'on',
    description: 'Whether ratings that O*NET does not have are estimated.',
    example: 'on',
  })
  estimates?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Name of the release to answer from; by default the current one.',
    example: null,
  })
  release?: string | null;
}

export class PersonRequestDto extends QuestionnaireRequestDto {
  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    description: `Some of ${DOMAINS.join(', ')}; by default all that the release has.`,
    example: ['skills', 'knowledge'],
  })
  domains?: string[] | null;

  @ApiPropertyOptional({
    enum: ['gaps', 'all'],
    default: 'gaps',
    description: '`all`: also what the person has enough of, as `others`.',
    example: 'gaps',
  })
  include?: string;
}
