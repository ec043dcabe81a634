import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';

export class TechnologyExampleDto {
  @ApiProperty({ description: 'Name of the product.', example: 'Microsoft Excel' })
  name: string;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Often named in job postings of all occupations; null where the release does not say.',
    example: true,
  })
  hot: boolean | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Often named in job postings of this occupation; null where the release does not say.',
    example: true,
  })
  in_demand: boolean | null;
}

export class TechnologyGroupDto {
  @ApiProperty({
    description: 'UNSPSC code of the kind of product; since release 30.3 the id of an element of the content model.',
    example: '43232110',
  })
  commodity_code: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The kind of product; null where the release came without its name.',
    example: 'Spreadsheet software',
  })
  commodity: string | null;

  @ApiProperty({ type: [TechnologyExampleDto], description: 'By name.' })
  examples: TechnologyExampleDto[];
}

export class OccupationTechnologyDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: AskedOccupationDto })
  occupation: AskedOccupationDto;

  @ApiProperty({ type: [TechnologyGroupDto], description: 'By commodity code; empty if O*NET lists none.' })
  technology: TechnologyGroupDto[];
}
