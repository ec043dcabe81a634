import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';
import { ApiCompared } from '@app/skill-gap';
import { AssessedByDto, SkillReferenceDto } from '@app/skills';

export class DescribedGapDto extends SkillReferenceDto {
  @ApiProperty({ description: 'Level in the source occupation as the model assesses it, 0 to 7.', example: 1.5 })
  from_proficiency_level: number;

  @ApiProperty({ description: 'Level that the target occupation needs as the model assesses it, 0 to 7.', example: 3 })
  to_proficiency_level: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: "The same by O*NET's analysts; null where they have not rated it.",
    example: 1.38,
  })
  onet_from_level: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 2.25 })
  onet_to_level: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'What is lacking and what closing it takes; null if the model gave no text that can be used, or cannot be asked now.',
    example:
      'Chief executives rarely run equipment themselves; the target work means watching gauges and controls daily.',
  })
  llm_gap_description: string | null;
}

export class SkillGapLlmDto extends AssessedByDto {
  @ApiProperty({ type: AskedOccupationDto, description: 'Where the person comes from.' })
  from_occupation: AskedOccupationDto;

  @ApiProperty({
    type: AskedOccupationDto,
    description: 'Where the person wants to go.',
    example: { code: '11-3013.00', title: 'Facilities Managers' },
  })
  to_occupation: AskedOccupationDto;

  @ApiProperty({
    type: [DescribedGapDto],
    description:
      'Skills that the target needs at a higher level than the source, by the levels of the model, in the order of the ' +
      'content model. Computed; the model only writes the texts.',
  })
  skill_gaps: DescribedGapDto[];

  @ApiCompared()
  compared: number;

  @ApiProperty({
    description: 'Gaps with a usable description, of all gaps. What is missing may come later.',
    example: '1/1',
  })
  described: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'When the newest of the descriptions was written; null where there is none.',
    example: '2026-11-24T09:30:15.000Z',
  })
  described_at: string | null;
}
