import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';
import { citationOf, LimitDto } from '@app/skill-gap';

/** An occupation as answers about transitions name it. */
export class TransitionOccupationDto extends AskedOccupationDto {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 5,
    example: 2,
    description: 'Job zone; null if O*NET gives none.',
  })
  job_zone: number | null;

  @ApiProperty({
    enum: ['rated', 'estimated'],
    example: 'rated',
    description:
      "`rated`: O*NET's own ratings. `estimated`: made from those of related occupations; only with `estimates=on`.",
  })
  basis: string;
}

/** What every answer about transitions says of itself. */
export class AboutAnswerDto {
  @ApiProperty({ type: [LimitDto], description: 'What the answer cannot know.' })
  limits: LimitDto[];

  @ApiProperty({ description: 'How to cite the data.', example: citationOf('29.0') })
  citation: string;
}
