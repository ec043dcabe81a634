import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';
import { AssessedByDto, SkillReferenceDto } from '@app/skills';

/** Documents `compared`, which every gap has behind its list. */
export function ApiCompared(): PropertyDecorator {
  return ApiProperty({
    type: 'integer',
    description:
      'Skills with a level on both sides. Where it is 0, an empty list says that nothing was compared, not that there is no gap.',
    example: 35,
  });
}

class GapDto {
  @ApiProperty({ type: AskedOccupationDto, description: 'Where the person comes from.' })
  from_occupation: AskedOccupationDto;

  @ApiProperty({
    type: AskedOccupationDto,
    description: 'Where the person wants to go.',
    example: { code: '11-3013.00', title: 'Facilities Managers' },
  })
  to_occupation: AskedOccupationDto;
}

export class SkillGapDto extends GapDto {
  @ApiProperty({
    type: [String],
    description:
      'Names of the skills that the target needs and the source has nothing of, in the order of the content model.',
    example: ['Installation', 'Equipment Maintenance', 'Repairing'],
  })
  skill_gaps: string[];

  @ApiCompared()
  compared: number;

  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;
}

export class LevelGapDto extends SkillReferenceDto {
  @ApiProperty({
    description: 'Level in the source occupation, 0 to 7; 0 where it is not rated on the skill.',
    example: 0.25,
  })
  from_proficiency_level: number;

  @ApiProperty({ description: 'Level that the target occupation needs, 0 to 7.', example: 1.88 })
  to_proficiency_level: number;
}

export class SkillGapByLevelDto extends GapDto {
  @ApiProperty({
    type: [LevelGapDto],
    description: 'Skills that the target needs at a higher level than the source, in the order of the content model.',
    example: [
      {
        element_id: '2.B.3.c',
        skill_name: 'Equipment Selection',
        from_proficiency_level: 0.25,
        to_proficiency_level: 1.88,
      },
    ],
  })
  skill_gaps: LevelGapDto[];

  @ApiCompared()
  compared: number;

  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;
}

/** With `levels=llm`: the levels are those of a language model, and the answer says whose. */
export class AssessedGapByLevelDto extends IntersectionType(SkillGapByLevelDto, AssessedByDto) {}
