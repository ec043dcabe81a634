import { ApiProperty } from '@nestjs/swagger';

export const MAX_SOURCE_LENGTH = 2_000;

/** The options of an ingestion. The source travels in the body, as its address may hold a token. */
export class IngestionRequestDto {
  @ApiProperty({
    required: false,
    maxLength: MAX_SOURCE_LENGTH,
    description:
      'Where the data comes from: `latest`, `api`, `sample`, the https address of a zip file at a public address (or at ' +
      'a server that the configuration names), or exactly what ONET_SOURCE is. Default: ONET_SOURCE. Other files of the ' +
      'server are for its command line.',
    example: 'latest',
  })
  source?: string;

  @ApiProperty({
    required: false,
    description:
      'Name for the release, such as 29.0, in place of what its files or its address say. `latest`, `sample` and Web ' +
      'Services keep the name that they have. Default: ONET_RELEASE if the source is that of ONET_SOURCE, else none.',
    pattern: '^[0-9A-Za-z][0-9A-Za-z._-]{0,19}$',
  })
  release?: string;

  @ApiProperty({
    required: false,
    default: false,
    description: 'Do it although the same content is there already.',
  })
  force?: boolean;
}

/** The options of a refresh. */
export class RefreshRequestDto extends IngestionRequestDto {
  @ApiProperty({
    required: false,
    default: false,
    description: 'Publish although many rows were rejected or much is missing.',
  })
  accept_shrink?: boolean;
}
