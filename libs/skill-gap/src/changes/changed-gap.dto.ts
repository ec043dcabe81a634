import { ApiProperty } from '@nestjs/swagger';
import { VERDICTS } from '../analysis/verdict';
import { CHANGE_CERTAINTIES, CHANGES } from './compare-gaps';

const LEVEL = { minimum: 0, maximum: 7 } as const;

export class ElementReferenceDto {
  @ApiProperty({ description: 'Id of the element in the O*NET content model.', example: '2.B.1.c' })
  element_id: string;

  @ApiProperty({ example: 'Persuasion' })
  name: string;
}

export class ElementGapDto {
  @ApiProperty({ ...LEVEL, description: "Level (O*NET's LV) in the source.", example: 3.88 })
  from_level: number;

  @ApiProperty({ ...LEVEL, description: 'Level in the target.', example: 4 })
  to_level: number;

  @ApiProperty({ ...LEVEL, description: 'What the source lacks; 0 where it lacks nothing.', example: 0.12 })
  gap: number;

  @ApiProperty({
    enum: VERDICTS,
    description: 'As in `/gap-analysis` of that release; `met` where the source lacks nothing.',
    example: 'within_noise',
  })
  verdict: string;
}

export class ReratedDto {
  @ApiProperty({ description: 'The source.', example: false })
  from: boolean;

  @ApiProperty({ description: 'The target.', example: true })
  to: boolean;
}

export class ChangedGapDto extends ElementReferenceDto {
  @ApiProperty({
    enum: CHANGES.filter((change) => change !== 'unchanged'),
    description:
      '`opened`: from no gap to one. `closed`: from a gap to none. Else it is larger or smaller than it was.',
    example: 'narrowed',
  })
  change: string;

  @ApiProperty({
    type: ElementGapDto,
    description: 'In the release to start from.',
    example: { from_level: 3.88, to_level: 4.5, gap: 0.62, verdict: 'real' },
  })
  before: ElementGapDto;

  @ApiProperty({ type: ElementGapDto, description: 'In the other release.' })
  after: ElementGapDto;

  @ApiProperty({ minimum: -7, maximum: 7, description: 'The gap after minus the gap before.', example: -0.5 })
  difference: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Half of the 95 % interval around the difference: 1.96 standard errors, each at least 0.05, of the levels in both releases ' +
      'on the sides that were rated again; the others cannot have changed by chance. Null where such an error is not published, and for a data fix.',
    example: 0.3465,
  })
  half_width: number | null;

  @ApiProperty({
    enum: CHANGE_CERTAINTIES,
    description:
      '`real`: the difference is at least `half_width`. `within_noise`: it is smaller. `unknown`: there is no `half_width`.',
    example: 'real',
  })
  certainty: string;

  @ApiProperty({
    type: ReratedDto,
    description: 'Whether each side was rated again: whether the month of its rating differs.',
  })
  rerated: ReratedDto;

  @ApiProperty({
    description: 'A level differs although neither side was rated again: O*NET has corrected it.',
    example: false,
  })
  data_fix: boolean;
}
