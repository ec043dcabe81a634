import { Controller, Get, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { RateBucket } from '@app/access';
import {
  choiceParameter,
  etagOfText,
  isUnchanged,
  markCacheable,
  optionalChoiceParameter,
  PathAndQuery,
  pathAndQuerySchema,
  releaseParameter,
  type Parameter,
  type ReadBy,
} from '@app/http';
import { DOMAINS } from '@app/onet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseCoding } from './content-coding';
import { ExportStreams } from './export-streams.service';
import { ExportsService, EXPORT_TABLES, type ExportTableName } from './exports.service';
import { TEXT_FORMATS } from './writing/text-blocks';

const TABLE: Parameter<ExportTableName> = {
  description:
    '`levels`: every rating, a row for each occupation and element. `levels-wide`: the levels of one domain, a row for each ' +
    'occupation and a column for each element. `occupations`: all occupations. `pairs`: what every rated occupation lacks for every ' +
    'one, itself included. `similarity`: each pair of two of them once.',
  shape: { type: 'string', enum: EXPORT_TABLES, example: 'levels-wide' },
  missing: `is missing; give one of ${EXPORT_TABLES.join(', ')}`,
  read: choiceParameter('', EXPORT_TABLES).read,
};

const EXPORT = pathAndQuerySchema(
  { table: TABLE },
  {
    format: choiceParameter(
      '`csv`: RFC 4180 in UTF-8 with a byte order mark. `ndjson`: a JSON object in each line.',
      TEXT_FORMATS,
    ),
    domain: optionalChoiceParameter(
      'Only the elements of this domain: for `levels`, by default all of the release, and `levels-wide`, by default `skills`.',
      DOMAINS,
    ),
    release: releaseParameter(),
  },
);

const EXAMPLE = {
  csv: 'release,from_code,to_code,from_job_zone,to_job_zone,coverage,shortfall,similarity,percentile,band',
  ndjson:
    '{"release":"29.0","code":"11-1011.00","other_code":"11-1011.03","similarity":0.6,"percentile":60,"band":"distant"}',
};

/** Whole tables of a release, for those who compute with them. */
@ApiTags('Exports')
@RateBucket('bulk')
@Controller('exports')
export class ExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly streams: ExportStreams,
  ) {}

  @Get(':table')
  @ApiOperation({
    operationId: 'exportTable',
    summary: 'Take away a whole table',
    description:
      'As a file, sent while it is written, and compressed for who accepts gzip. One that ends before its last row, as the ' +
      'connection was lost, ends without the end that HTTP gives a whole answer, and clients say so. docs/analyst.md tells what each ' +
      'column means.',
  })
  @ApiOkResponse({
    description: 'The table.',
    content: {
      'text/csv': { schema: { type: 'string' }, example: EXAMPLE.csv },
      'application/x-ndjson': { schema: { type: 'string' }, example: EXAMPLE.ndjson },
    },
  })
  @ApiResponse({ status: 304, description: 'The file that `If-None-Match` names is still right.' })
  @ApiResponse({ status: 404, description: 'No such release is kept (`RELEASE_NOT_FOUND`).' })
  @ApiResponse({
    status: 422,
    description: 'The release was loaded without ratings that the table is made of (`PART_NOT_IN_RELEASE`).',
  })
  async export(
    @PathAndQuery(EXPORT) query: ReadBy<typeof EXPORT>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { table, format } = query;
    const found = await this.exports.find(query);
    const coding = chooseCoding(request, reply);
    markCacheable(reply, etagOfText(`export-${table}-${format}-${coding}`, found.view, found.domains.join('+')));
    if (isUnchanged(request, reply)) return undefined;
    return this.streams.send(await this.exports.open(found), { format, coding }, { request, reply });
  }
}
