import { ApiProperty } from '@nestjs/swagger';
import { OccupationReferenceDto } from './occupation-reference.dto';
import {
  ParameterProblemDto,
  MeantOccupationDto,
  SuccessorDto,
  CoverageRangeDto,
  CandidateDto,
} from './problem-parts.dto';

export class ProblemDto {
  @ApiProperty({ example: 'about:blank' })
  type: string;

  @ApiProperty({ description: 'Name of the HTTP status.', example: 'Bad Request' })
  title: string;

  @ApiProperty({ type: 'integer', example: 400 })
  status: number;

  @ApiProperty({
    description: 'Stable: programs may switch on it. Later versions may add codes.',
    example: 'INVALID_ONET_SOC_CODE',
  })
  code: string;

  @ApiProperty({
    description: 'What is wrong and what to do.',
    example: 'from is not an O*NET-SOC code such as 15-1252.00: "abc".',
  })
  detail: string;

  @ApiProperty({ required: false, type: [ParameterProblemDto], description: 'On 400: every offending parameter.' })
  errors?: ParameterProblemDto[];

  @ApiProperty({ required: false, description: 'On 404 and 422: the code that was looked for.', example: '15-2051.00' })
  onet_soc_code?: string;

  @ApiProperty({
    required: false,
    enum: ['group', 'no_such_detail', 'never_existed', 'unknown', 'military', 'all_other', 'not_yet_rated'],
    description:
      'On 404: the code is that of a SOC `group`; of its SOC code there are only other occupations (`no_such_detail`); there ' +
      'never was such a code (`never_existed`); or it is `unknown`. On 422: O*NET never rates `military` and `all_other` ' +
      'occupations, and has not rated this one so far (`not_yet_rated`).',
    example: 'group',
  })
  reason?: string;

  @ApiProperty({
    required: false,
    type: [MeantOccupationDto],
    description: 'On 404: occupations of the group, of the SOC code, or next to the code; 10 at most.',
  })
  members?: MeantOccupationDto[];

  @ApiProperty({
    required: false,
    description: 'On 422 `OCCUPATION_RETIRED`: what the occupation of that code was called.',
    example: 'Software Developers, Applications',
  })
  occupation_title?: string;

  @ApiProperty({
    required: false,
    type: [SuccessorDto],
    description: 'On 422 `OCCUPATION_RETIRED`: the occupations that have taken its place, by code; two or more.',
  })
  successors?: SuccessorDto[];

  @ApiProperty({
    required: false,
    description: 'On `TITLE_AMBIGUOUS` and `TITLE_NOT_FOUND`: the parameter that the title, or the code, was given by.',
    example: 'from_title',
  })
  parameter?: string;

  @ApiProperty({
    required: false,
    type: [CandidateDto],
    description: 'On `TITLE_AMBIGUOUS`: all that is meant. On `TITLE_NOT_FOUND`: the nearest.',
  })
  candidates?: CandidateDto[];

  @ApiProperty({
    required: false,
    type: CoverageRangeDto,
    nullable: true,
    description: 'On `TITLE_AMBIGUOUS` of a gap: where the coverage of skills lies, whichever is meant.',
  })
  coverage?: CoverageRangeDto | null;

  @ApiProperty({
    required: false,
    description: 'On 404: the code of another classification that no occupation is known for.',
    example: '9999',
  })
  code_asked?: string;

  @ApiProperty({
    required: false,
    type: [Object],
    description:
      'Where several occupations of a body cannot be used: of each its `code`, `detail` and further members.',
    example: [],
  })
  problems?: object[];

  @ApiProperty({ required: false, type: 'integer', description: 'On 404: how many such occupations there are.' })
  members_total?: number;

  @ApiProperty({
    required: false,
    type: [OccupationReferenceDto],
    description: 'On 422: rated occupations of the same SOC code, else of the group around it; 10 at most.',
  })
  rated_relatives?: OccupationReferenceDto[];

  @ApiProperty({
    required: false,
    description: 'On 422: whether `/gap-analysis` compares the occupation by estimated ratings.',
    example: true,
  })
  estimate_available?: boolean;

  @ApiProperty({
    required: false,
    type: [String],
    description: 'On 404: the releases that there are.',
    example: ['29.0'],
  })
  releases?: string[];

  @ApiProperty({
    required: false,
    type: 'integer',
    description:
      'On 409: the run that is under way (`RUN_IN_PROGRESS`) or has ended already (`RUN_ENDED`). On 404: the run that was ' +
      'asked for.',
    example: 12,
  })
  run_id?: number;

  @ApiProperty({
    required: false,
    enum: ['off', 'absent', 'older_release', 'needs_key'],
    description:
      'On 404 and 422: `off` if O*NET Web Services could not be asked, as they need credentials; `absent` if they were ' +
      'asked and have it no more than the release; `older_release` if they were not, as only the current release is added to; `needs_key` if they were not, as ' +
      'the request showed no key.',
    example: 'off',
  })
  on_demand?: string;

  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'When Web Services were asked; they are not asked again for this release.',
    example: '2026-11-23T07:13:02.576Z',
  })
  on_demand_asked_at?: string;

  @ApiProperty({ required: false, description: 'On 500: the same id is in the log.', format: 'uuid' })
  error_id?: string;
}
