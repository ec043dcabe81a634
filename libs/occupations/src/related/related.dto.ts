import { ApiProperty } from '@nestjs/swagger';
import { AskedOccupationDto } from '@app/http';

export class RelatedOccupationDto {
  @ApiProperty({ description: 'O*NET-SOC code in its written form.', example: '11-1021.00' })
  code: string;

  @ApiProperty({ example: 'General and Operations Managers' })
  title: string;

  @ApiProperty({
    description: 'How close, as published: `Primary-Short` is the closest, then `Primary-Long` and `Supplemental`.',
    example: 'Primary-Short',
  })
  tier: string;

  @ApiProperty({ type: 'integer', description: 'Place in the list; the first is 1.', example: 1 })
  index: number;
}

export class RelatedOccupationsDto {
  @ApiProperty({ description: 'Release that the answer comes from.', example: '29.0' })
  release: string;

  @ApiProperty({ type: AskedOccupationDto })
  occupation: AskedOccupationDto;

  @ApiProperty({ type: [RelatedOccupationDto], description: 'By index; empty if O*NET names none.' })
  related: RelatedOccupationDto[];
}
