import { ApiProperty } from '@nestjs/swagger';

/** An occupation as every answer names it. */
export class OccupationReferenceDto {
  @ApiProperty({ description: 'O*NET-SOC code in its written form.', example: '11-1011.00' })
  code: string;

  @ApiProperty({ example: 'Chief Executives' })
  title: string;
}
