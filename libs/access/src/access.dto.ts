import { ApiProperty } from '@nestjs/swagger';
import { SCOPES } from './scope';

/** The key that a request showed; never the key itself. */
export class ShownKeyDto {
  @ApiProperty({ description: 'By which logs and limits know the key.', example: 'reporting' })
  name: string;

  @ApiProperty({
    enum: SCOPES,
    isArray: true,
    description: 'What it opens, from the least to the most.',
    example: ['read'],
  })
  scopes: string[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null: it does not expire.',
    example: '2027-01-31T23:59:59.000Z',
  })
  expires_at: string | null;
}

/** What a caller may do. */
export class AccessDto {
  @ApiProperty({
    description: 'Whether endpoints of the scope `read` are answered without a key (`PUBLIC_READ=on`).',
    example: false,
  })
  public_read: boolean;

  @ApiProperty({ type: ShownKeyDto, nullable: true, description: 'The key that was shown; null for none.' })
  key: ShownKeyDto | null;
}
