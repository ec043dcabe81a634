import { ApiProperty, OmitType } from '@nestjs/swagger';
import { OccupationReferenceDto } from '@app/http';
import { AnalysedOccupationDto, GapAnalysisDto, SimilarityDto } from './gap-analysis.dto';

export class PersonDto {
  @ApiProperty({ type: String, nullable: true, enum: [null], description: 'A person has none.', example: null })
  code: null;

  @ApiProperty({ type: String, nullable: true, enum: [null], description: 'A person has none.', example: null })
  title: null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 5,
    example: 2,
    description: 'The highest job zone of the past occupations; null if none has one.',
  })
  job_zone: number | null;

  @ApiProperty({ enum: ['person'], description: 'What the ratings are of.', example: 'person' })
  basis: 'person';

  @ApiProperty({ type: [AnalysedOccupationDto], description: 'The past occupations, each once, by code.' })
  occupations: AnalysedOccupationDto[];

  @ApiProperty({
    type: OccupationReferenceDto,
    nullable: true,
    description: 'The past occupation whose preparation counts as that of the person: the one of the highest job zone.',
  })
  prepared_by: OccupationReferenceDto | null;

  @ApiProperty({ type: 'integer', description: 'How many elements the person has said a level of.', example: 3 })
  ratings: number;

  @ApiProperty({
    description: 'Whether these are too few to be much better than the occupations alone: fewer than eight.',
    example: true,
  })
  rough: boolean;
}

export class NearestSimilarityDto extends SimilarityDto {
  @ApiProperty({ type: OccupationReferenceDto, description: 'The past occupation that is most similar to the target.' })
  nearest_occupation: OccupationReferenceDto;
}

export class PersonAnalysisDto extends OmitType(GapAnalysisDto, ['from', 'similarity']) {
  @ApiProperty({ type: PersonDto, description: 'The person.' })
  from: PersonDto;

  @ApiProperty({
    type: NearestSimilarityDto,
    nullable: true,
    description:
      'Of the past occupation that is most similar to the target; null without one that has ratings of skills and knowledge.',
  })
  similarity: NearestSimilarityDto | null;
}
