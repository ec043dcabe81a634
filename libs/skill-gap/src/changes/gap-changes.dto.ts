import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';
import { DOMAINS } from '@app/onet';
import { citationOf } from '../gap-analysis/limits';
import { ChangedGapDto, ElementReferenceDto } from './changed-gap.dto';

const COVERAGE = { type: Number, nullable: true, minimum: 0, maximum: 1 } as const;

export class TwoReleasesDto {
  @ApiProperty({ description: 'The release to start from.', example: '29.0' })
  before: string;

  @ApiProperty({ description: 'The release to compare with it.', example: '30.0' })
  after: string;
}

export class ChangedDomainDto {
  @ApiProperty({
    type: 'integer',
    description: 'Elements on which both occupations have a level in both releases.',
    example: 35,
  })
  compared: number;

  @ApiProperty({
    ...COVERAGE,
    description:
      'Share of what the target needs that the source brings, as in `/gap-analysis`, in the release to start from. Null where the target needs nothing.',
    example: 0.863412,
  })
  coverage_before: number | null;

  @ApiProperty({ ...COVERAGE, description: 'The same in the other release.', example: 0.851077 })
  coverage_after: number | null;

  @ApiProperty({
    type: 'integer',
    description: 'Elements whose gap is the same in both; they are not listed.',
    example: 33,
  })
  unchanged: number;

  @ApiProperty({ type: 'integer', description: 'Of `changes`, those that are `real`.', example: 1 })
  real: number;

  @ApiProperty({
    type: 'integer',
    description:
      'Elements with a level that differs although neither side was rated again, also where the gap is the same.',
    example: 0,
  })
  data_fixes: number;

  @ApiProperty({ type: [ChangedGapDto], description: 'Elements whose gap has changed, the largest change first.' })
  changes: ChangedGapDto[];

  @ApiProperty({
    type: [ElementReferenceDto],
    description: 'Elements on which only the second release has levels of both occupations.',
    example: [],
  })
  added: ElementReferenceDto[];

  @ApiProperty({
    type: [ElementReferenceDto],
    description: 'Elements on which only the first release has levels of both occupations.',
    example: [],
  })
  removed: ElementReferenceDto[];
}

/** Documents a domain. */
function ApiChangedDomain(of: string): PropertyDecorator {
  return ApiPropertyOptional({
    type: ChangedDomainDto,
    nullable: true,
    description: `${of}; null where one of the releases has no ratings of both occupations in it: see \`not_compared\`.`,
  });
}

export class ChangedDomainsDto {
  @ApiChangedDomain('What people learn to do')
  skills?: ChangedDomainDto | null;

  @ApiChangedDomain('What people know')
  knowledge?: ChangedDomainDto | null;

  @ApiChangedDomain('What people bring along')
  abilities?: ChangedDomainDto | null;

  @ApiChangedDomain('What people do')
  work_activities?: ChangedDomainDto | null;
}

export class NotComparedDto {
  @ApiProperty({ enum: DOMAINS, description: 'A domain that is null in `domains`.', example: 'abilities' })
  domain: string;

  @ApiProperty({ description: 'The release that is in the way.', example: '29.0' })
  release: string;

  @ApiProperty({
    enum: ['not_in_release', 'from_not_rated', 'to_not_rated'],
    description: 'The release was loaded without the domain, or has no ratings of one side in it.',
    example: 'not_in_release',
  })
  reason: string;
}

export class GapChangesDto {
  @ApiProperty({
    type: AskedOccupationDto,
    description: 'Where the person comes from, as the second release names it.',
  })
  from: AskedOccupationDto;

  @ApiProperty({
    type: AskedOccupationDto,
    description: 'Where the person wants to go.',
    example: { code: '11-2022.00', title: 'Sales Managers' },
  })
  to: AskedOccupationDto;

  @ApiProperty({ type: TwoReleasesDto, description: 'The releases that are compared.' })
  between: TwoReleasesDto;

  @ApiProperty({
    type: ChangedDomainsDto,
    description: 'Those that were asked for, or all that one of the releases has.',
  })
  domains: ChangedDomainsDto;

  @ApiProperty({ type: [NotComparedDto], description: 'Why domains are null.' })
  not_compared: NotComparedDto[];

  @ApiProperty({ description: 'How to cite the data.', example: citationOf('29.0', '30.0') })
  citation: string;
}
