import { Injectable, type PipeTransform } from '@nestjs/common';
import { AppConfig, downloadUrlProblem, isUrl } from '@app/config';
import { bodySchema, checked, type ReadBy } from '@app/http';
import { releaseNameProblem } from '@app/onet';
import { z } from 'zod';
import type { SourceChoice } from '../chosen-source.service';
import { MAX_SOURCE_LENGTH } from './pipeline-admin.dto';

const NAMED_SOURCES = ['latest', 'api', 'sample'];
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
function bodySchemas(config: AppConfig) {
  const source = ingestion.source.superRefine((location, context) => {
    const problem = location === undefined ? null : sourceProblem(location, config);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });
  const body = z.strictObject({ ...ingestion, source });
  const refresh = body.extend({ accept_shrink: z.boolean(YES_OR_NO).default(false) });
  return { ingestion: bodySchema(body), refresh: bodySchema(refresh) };
}

type Bodies = ReturnType<typeof bodySchemas>;
export type IngestionRequest = ReadBy<Bodies['ingestion']>;
export type RefreshRequest = ReadBy<Bodies['refresh']>;

/** Checks the body of an ingestion. */
@Injectable()
export class IngestionBody implements PipeTransform<unknown, IngestionRequest> {
  private readonly schema: Bodies['ingestion'];

  constructor(config: AppConfig) {
    this.schema = bodySchemas(config).ingestion;
  }

  transform(body: unknown): IngestionRequest {
    return checked(this.schema, body);
  }
}

/** Checks the body of a refresh. */
@Injectable()
export class RefreshBody implements PipeTransform<unknown, RefreshRequest> {
  private readonly schema: Bodies['refresh'];

  constructor(config: AppConfig) {
    this.schema = bodySchemas(config).refresh;
  }

  transform(body: unknown): RefreshRequest {
    return checked(this.schema, body);
  }
}

/** A source that the operator has configured is trusted; one that a request names is limited. */
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
