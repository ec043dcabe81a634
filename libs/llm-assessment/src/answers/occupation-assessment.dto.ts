import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto, OccupationReferenceDto } from '@app/http';
import { AssessedByDto, SkillReferenceDto } from '@app/skills';

export class AssessedSkillDto extends SkillReferenceDto {
  @ApiProperty({ type: Number, nullable: true, description: "Level by O*NET's analysts, 0 to 7.", example: 4.62 })
  onet_level: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Level as the model assesses it, 0 to 7; null is a hole: see `hole_reason`.',
    example: 4.5,
  })
  llm_assigned_proficiency_level: number | null;

  @ApiProperty({ type: String, nullable: true, example: 'Reading Comprehension' })
  llm_skill_name: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the level means in this occupation.',
    example: 'Reads contracts and board papers and judges what follows from them.',
  })
  llm_assigned_proficiency_description: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Decisions rest on long reports by specialists, but not on original research.',
  })
  llm_explanation: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why there is no level.', example: null })
  hole_reason: string | null;
}

export class OccupationAssessmentDto extends AssessedByDto {
  @ApiProperty({ type: AskedOccupationDto })
  occupation: AskedOccupationDto;

  @ApiProperty({
    type: OccupationReferenceDto,
    nullable: true,
    description: 'The occupation that the explanations compare with, if one was given.',
  })
  source_occupation: OccupationReferenceDto | null;

  @ApiProperty({ type: [AssessedSkillDto], description: 'In the order of the content model.' })
  skills: AssessedSkillDto[];
}
