import { ApiProperty } from '@nestjs/swagger';
import { DOMAINS, PARTS } from '@app/onet';

export class ReleaseDto {
  @ApiProperty({ type: 'integer', description: 'Number of this loading of the release.', example: 3 })
  id: number;

  @ApiProperty({
    description: 'Name of the O*NET release; `sample` is the bundled illustrative data.',
    example: '29.0',
  })
  name: string;

  @ApiProperty({
    enum: ['published', 'failed'],
    description: '`failed`: loaded, but refused by the data checks or given up; never served.',
    example: 'published',
  })
  status: string;

  @ApiProperty({ description: 'True for the one release that is served.', example: true })
  is_current: boolean;

  @ApiProperty({ description: 'Where the files came from.', example: 'folder db_29_0_text' })
  source: string;

  @ApiProperty({
    description: 'SHA-256 over the files that were read.',
    example: '0d5d6b2f5c1e3a7b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b',
  })
  checksum: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T03:00:00.000Z' })
  created_at: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: '2026-11-22T03:00:04.000Z' })
  published_at: string | null;

  @ApiProperty({
    type: 'integer',
    description: 'As published, like the figures below: what was completed on demand since is not counted.',
    example: 1016,
  })
  occupation_count: number;

  @ApiProperty({ type: 'integer', description: 'Occupations with at least one rating.', example: 879 })
  rated_occupation_count: number;

  @ApiProperty({ type: 'integer', description: 'Elements of the skills domain.', example: 35 })
  skill_count: number;

  @ApiProperty({ type: 'integer', description: 'Ratings of all domains.', example: 283038 })
  rating_count: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Edition of the O*NET-SOC taxonomy that its codes are of; null where its name does not say.',
    enum: ['2010', '2019', null],
    example: '2019',
  })
  taxonomy: string | null;

  @ApiProperty({
    enum: DOMAINS,
    isArray: true,
    description: 'Domains that it has ratings of; one that is not listed cannot be asked for.',
    example: DOMAINS,
  })
  domains: string[];

  @ApiProperty({
    enum: PARTS,
    isArray: true,
    description: 'What it has beside ratings.',
    example: ['job_zones', 'alternate_titles', 'technology'],
  })
  parts: string[];
}

export class ReleasesDto {
  @ApiProperty({ type: [ReleaseDto] })
  releases: ReleaseDto[];
}
