import { ApiProperty } from '@nestjs/swagger';
import type { OnetSocCode } from '@app/onet';

/** An occupation as every answer names it. */
export class OccupationReferenceDto {
  @ApiProperty({ description: 'O*NET-SOC code in its written form.', example: '11-1011.00' })
  code: string;

  @ApiProperty({ example: 'Chief Executives' })
  title: string;
}

/** The occupation that an answer is about, and the retired code that led to it. */
export class AskedOccupationDto extends OccupationReferenceDto {
  @ApiProperty({
    required: false,
    description:
      'The code that was asked for, where it is of an earlier O*NET-SOC taxonomy and this occupation has taken its place.',
    example: '11-1011.01',
  })
  replaces?: string;
}

/** @param replaces the retired code that was asked for; null where it was the occupation's own */
export function toAskedOccupation(
  { code, title }: Readonly<OccupationReferenceDto>,
  replaces: OnetSocCode | null,
): Pick<AskedOccupationDto, keyof AskedOccupationDto> {
  return replaces === null ? { code, title } : { code, title, replaces };
}
