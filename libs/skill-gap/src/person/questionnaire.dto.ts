import { ApiProperty } from '@nestjs/swagger';
import { OccupationReferenceDto } from '@app/http';
import { citationOf } from '../gap-analysis/limits';

export class AnchorDto {
  @ApiProperty({ minimum: 0, maximum: 7, description: 'Level of the example.', example: 4 })
  level: number;

  @ApiProperty({ description: "O*NET's example of that level.", example: 'Explain a product to a new customer' })
  description: string;
}

export class QuestionDto {
  @ApiProperty({ description: 'To be given as `element_id` of a rating.', example: '2.A.1.d' })
  element_id: string;

  @ApiProperty({ example: 'Speaking' })
  name: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the skill is.',
    example: 'Talk so that others understand.',
  })
  description: string | null;

  @ApiProperty({
    minimum: 0,
    maximum: 7,
    description: 'Level that is assumed so far: the highest of the past occupations, or 0.',
    example: 2.5,
  })
  assumed_level: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: "The same in the words of O*NET's examples; null where there are none.",
    example: 'a little above “Ask for directions”',
  })
  assumed_words: string | null;

  @ApiProperty({
    minimum: 0,
    maximum: 1,
    description: 'How far the coverage moves between a level less and a level more than assumed.',
    example: 0.031577,
  })
  swing: number;

  @ApiProperty({ type: [AnchorDto], description: 'Examples to choose a whole level from 0 to 7 by.' })
  anchors: AnchorDto[];
}

export class QuestionnaireDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: OccupationReferenceDto, description: 'Where the person wants to go.' })
  to: OccupationReferenceDto;

  @ApiProperty({ type: 'integer', description: 'Skills that the person has said a level of.', example: 2 })
  answered: number;

  @ApiProperty({
    description: 'Whether these are too few to be much better than the occupations alone: fewer than eight.',
    example: true,
  })
  rough: boolean;

  @ApiProperty({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description:
      'Share of the skills needed that is covered as far as is known; null where nothing is needed or known.',
    example: 0.673031,
  })
  coverage: number | null;

  @ApiProperty({
    type: [QuestionDto],
    description: 'At most twelve: what moves the result most first. None is left to ask where the list is empty.',
  })
  questions: QuestionDto[];

  @ApiProperty({ description: 'How to cite the data.', example: citationOf('29.0') })
  citation: string;
}
