import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';

export class LevelAnchorDto {
  @ApiProperty({ type: 'integer', description: 'Point on the level scale.', example: 4 })
  value: number;

  @ApiProperty({
    description: 'What somebody on that level can do.',
    example: 'Read a technical manual and follow it.',
  })
  description: string;
}

export class SkillReferenceDto {
  @ApiProperty({ description: "Id in O*NET's content model.", example: '2.A.1.a' })
  element_id: string;

  @ApiProperty({ example: 'Reading Comprehension' })
  skill_name: string;
}

export class SkillDto extends SkillReferenceDto {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Making sense of what is written in the documents of the job.',
  })
  description: string | null;

  @ApiProperty({ type: [LevelAnchorDto], description: 'Examples of what levels mean, lowest first.' })
  level_anchors: LevelAnchorDto[];
}

export class SkillListDto {
  @ApiProperty({ example: '29.0' })
  release: string;

  @ApiProperty({ type: [SkillDto], description: 'In the order of the content model.' })
  skills: SkillDto[];
}

export class ScaleDto {
  @ApiProperty({ example: 'LV' })
  scale_id: string;

  @ApiProperty({ example: 'Level' })
  name: string;

  @ApiProperty({ type: 'integer', example: 0 })
  minimum: number;

  @ApiProperty({ type: 'integer', example: 7 })
  maximum: number;
}

export class ScaleListDto {
  @ApiProperty({ example: '29.0' })
  release: string;

  @ApiProperty({ type: [ScaleDto] })
  scales: ScaleDto[];
}

export class RatingDto {
  @ApiProperty({ description: 'The rating, on its scale: IM 1 to 5, LV 0 to 7.', example: 4.12 })
  data_value: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'How many people rated.', example: 8 })
  n: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 0.125 })
  standard_error: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Lower bound of the 95 % interval.', example: 3.88 })
  lower_ci_bound: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Upper bound of the 95 % interval.', example: 4.37 })
  upper_ci_bound: number | null;

  @ApiProperty({ type: Boolean, nullable: true, description: 'Low precision: show it with a warning.', example: false })
  recommend_suppress: boolean | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Level only: too few raters found the skill important to read the level as required.',
    example: false,
  })
  not_relevant: boolean | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date',
    description: 'Month of the update.',
    example: '2023-08-01',
  })
  date_updated: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who rated.', example: 'Analyst' })
  domain_source: string | null;

  @ApiProperty({ enum: ['text_file', 'api'], example: 'text_file' })
  source: string;
}

export class OccupationSkillDto extends SkillReferenceDto {
  @ApiProperty({ type: RatingDto, nullable: true, description: 'IM: how important the skill is.' })
  importance: RatingDto | null;

  @ApiProperty({ type: RatingDto, nullable: true, description: 'LV: how much of the skill is needed.' })
  level: RatingDto | null;
}

export class OccupationSkillsDto {
  @ApiProperty({ type: AskedOccupationDto })
  occupation: AskedOccupationDto;

  @ApiProperty({ type: [OccupationSkillDto], description: 'In the order of the content model.' })
  skills: OccupationSkillDto[];

  @ApiProperty({ example: '29.0' })
  release: string;
}
