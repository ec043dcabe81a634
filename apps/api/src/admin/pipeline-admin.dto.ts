import { ApiProperty } from '@nestjs/swagger';
import { AppConfig, downloadUrlProblem, isUrl } from '@app/config';
import { releaseNameProblem } from '@app/onet';
import type { SourceChoice } from '@app/pipeline';
import { z } from 'zod';

const NAMED_SOURCES = ['latest', 'api', 'sample'];
const MAX_SOURCE_LENGTH = 2_000;

/** What an ingestion may be told. The source travels in the body, as its address may hold a token. */
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

/** What a refresh may be told. */
export class RefreshRequestDto extends IngestionRequestDto {
  @ApiProperty({
    required: false,
    default: false,
    description: 'Publish although many rows were rejected or much is missing.',
  })
  accept_shrink?: boolean;
}

const YES_OR_NO = 'must be true or false';

const ingestion = {
  source: z
    .string('must be a text such as "latest"')
    .max(MAX_SOURCE_LENGTH, `must have at most ${MAX_SOURCE_LENGTH} characters`)
    .optional(),
  release: z
    .string('must be the name of a release such as "29.0"')
    .superRefine((name, context) => {
      const problem = releaseNameProblem(name);
      if (problem) context.addIssue({ code: 'custom', message: problem });
    })
    .optional(),
  force: z.boolean(YES_OR_NO).default(false),
};

/** The bodies; where a source may lie is for the configuration to say. */
export function bodySchemas(config: AppConfig) {
  const source = ingestion.source.superRefine((location, context) => {
    const problem = location === undefined ? null : sourceProblem(location, config);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });
  const body = z.strictObject({ ...ingestion, source });
  return { ingestion: body, refresh: body.extend({ accept_shrink: z.boolean(YES_OR_NO).default(false) }) };
}

/** What the operator has configured is trusted; what a request names is limited. */
export function choiceOf(body: { source?: string; release?: string }, { onetSource }: AppConfig): SourceChoice {
  const location = body.source ?? onetSource.location;
  const isConfigured = location === onetSource.location;
  return {
    location,
    releaseName: body.release ?? (isConfigured ? onetSource.releaseName : null),
    namedBy: isConfigured ? 'operator' : 'request',
  };
}

function sourceProblem(location: string, { onetSource, webServices }: AppConfig): string | null {
  if (location === 'api' && webServices.credentials === null) {
    return 'is api, for which this service has no credentials; set ONET_API_KEY';
  }
  if (location === onetSource.location || NAMED_SOURCES.includes(location)) return null;
  if (isUrl(location)) return downloadUrlProblem(location);
  return 'must be latest, api, sample or an https address; files of the server are for its command line';
}
