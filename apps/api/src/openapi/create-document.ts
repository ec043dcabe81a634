import { STATUS_CODES } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { SCOPE_EXTENSION } from '@app/access';
import { AppConfig } from '@app/config';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemDto } from '@app/http';
import { exampleOf } from './openapi-examples';
import { PROBLEM_CODES } from '../http/status-of';

const PROBLEM = { $ref: '#/components/schemas/ProblemDto' };

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Markdown, in which two bare asterisks would begin and end an emphasis. */
const DESCRIPTION = `What does a person in one occupation lack for another? Computed from the skill ratings of the O\\*NET database.

This service includes information from the O\\*NET Database by the U.S. Department of Labor, Employment and Training
Administration (USDOL/ETA), used under the CC BY 4.0 license. O\\*NET® is a trademark of USDOL/ETA. Gaps are computed by
this service; USDOL/ETA has not approved, endorsed, or tested these modifications. The release \`sample\` is bundled
illustrative data and not O\\*NET data. What says of itself \`"source": "api"\` was fetched from
[O\\*NET Web Services](https://services.onetcenter.org/).

Send your key as \`X-API-Key\` or as \`Authorization: Bearer\`; where both are there, \`X-API-Key\` counts.

Every answer carries an \`X-Request-Id\` (yours, if you send one), and \`RateLimit-Limit\`, \`RateLimit-Remaining\` and
\`RateLimit-Reset\` where a limit applies.`;

const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['Skill gaps', 'What one occupation lacks for another.'],
  ['Transitions', 'Where somebody in an occupation could go, by which way, and what one skill more would open.'],
  ['Exports', 'Whole tables of a release, as files.'],
  ['Occupations', 'Find occupations and their codes.'],
  ['Skills', 'Skills and the other elements that occupations are rated on, scales and ratings.'],
  ['Requirements', 'What occupations require beside ratings: technology, preparation, tasks and activities.'],
  ['Releases', 'The O*NET releases that are loaded.'],
  [
    'Language model',
    'Levels and gaps as a language model assesses and describes them; needs a key with the scope llm.',
  ],
  ['Administration', 'Start runs of the data pipeline and watch them; needs a key with the scope admin.'],
  ['Access', 'What a key opens.'],
  ['Health', 'For whoever runs the service.'],
];

/** Answers that every operation behind a key may give: what for, and an example of the code and the detail. */
const COMMON_ANSWERS: Readonly<Record<string, string>> = {
  '400': 'A parameter is missing, wrong, given twice or not known; the answer names it.',
  '401': 'The API key is missing or not known.',
  '403': 'The API key lacks the scope.',
  '429': 'The key, or an address without a valid one, has asked too often; `Retry-After` says when to come back.',
  '500': 'A fault of the service.',
  '503':
    'It took too long (`REQUEST_TIMED_OUT`), no release is loaded, or O*NET Web Services would be needed and cannot be asked (`ONET_UNAVAILABLE`, with `Retry-After`).',
};

const PROBLEM_EXAMPLES: Readonly<Record<string, Pick<ProblemDto, 'code' | 'detail'>>> = {
  '400': { code: 'MISSING_PARAMETER', detail: 'from is missing; give an O*NET-SOC code such as 15-1252.00.' },
  '401': {
    code: 'MISSING_API_KEY',
    detail: 'This endpoint needs an API key in the header X-API-Key (or Authorization: Bearer).',
  },
  '403': {
    code: 'INSUFFICIENT_SCOPE',
    detail: 'This API key does not have the scope "read" that this endpoint needs.',
  },
  '404': {
    code: 'OCCUPATION_NOT_FOUND',
    detail:
      'Release 29.0 has no occupation 99-9999.00, and there never was one: major groups are the odd numbers from 11 to 55. ' +
      'Search by title with /api/v1/occupations?search=.',
  },
  '409': {
    code: 'RUN_IN_PROGRESS',
    detail: 'Run 12 (refresh) is under way: normalising. Wait until it has finished and try again.',
  },
  '422': {
    code: 'OCCUPATION_NOT_RATED',
    detail:
      '15-2051.00 Data Scientists has no skill ratings in release 29.0. Rated occupations of the same group: 15-2051.01 Business Intelligence Analysts.',
  },
  '429': {
    code: 'RATE_LIMITED',
    detail:
      'This API key has used up its 600 requests a minute for endpoints of the scope "read". Try again in 12 seconds.',
  },
  '500': {
    code: 'INTERNAL_ERROR',
    detail: 'This is a fault of the service. Whoever runs it finds the error_id in the log.',
  },
  '502': {
    code: 'LLM_REPLY_REJECTED',
    detail: 'The language model gave no usable answer for 11-1011.00: BLOCKED: SAFETY. Try again later.',
  },
  '503': { code: 'NO_RELEASE_PUBLISHED', detail: 'No O*NET release is loaded.' },
};

export function createDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('O*NET skill-gap service')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key' }, 'api-key')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'The same key as `Authorization: Bearer`.' },
      'bearer',
    )
    // Either of the two.
    .addSecurityRequirements('api-key')
    .addSecurityRequirements('bearer');
  for (const [name, description] of TAGS) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), { extraModels: [ProblemDto] });
  const schemas = document.components?.schemas ?? {};
  const { publicRead } = app.get(AppConfig);
  listProblemCodes(schemas);
  for (const { get, post } of Object.values(document.paths)) {
    for (const operation of [get, post]) {
      if (!operation) continue;
      if (publicRead && needsScopeRead(operation)) operation.security = [{}, ...(document.security ?? [])];
      addErrorAnswers(operation);
      addExamples(operation, schemas);
    }
  }
  return document;
}

/** The scope that needs no word, as the guards have it. */
function needsScopeRead(operation: Operation): boolean {
  return operation.security === undefined && !(SCOPE_EXTENSION in operation);
}

/** The table of statuses is where the codes are. */
function listProblemCodes(schemas: Parameters<typeof exampleOf>[1]): void {
  const problem = schemas[ProblemDto.name];
  const code = problem && !('$ref' in problem) ? problem.properties?.code : undefined;
  if (code && !('$ref' in code)) code.enum = [...PROBLEM_CODES];
}

/** Adds the common answers, and the problem details to every error answer that says nothing of its content. */
function addErrorAnswers(operation: Operation): void {
  const isPublic = operation.security?.length === 0;
  for (const [status, description] of Object.entries(COMMON_ANSWERS)) {
    const applies = status === '400' || status === '500' || !isPublic;
    if (applies) operation.responses[status] ??= { description };
  }
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (Number(status) < 400 || !answer || '$ref' in answer) continue;
    answer.content ??= { 'application/problem+json': { schema: PROBLEM, example: problemExample(status) } };
  }
}

function problemExample(status: string): Omit<ProblemDto, 'errors'> {
  const { code, detail } = PROBLEM_EXAMPLES[status] ?? { code: 'BAD_REQUEST', detail: '' };
  return { type: 'about:blank', title: STATUS_CODES[status] ?? '', status: Number(status), code, detail };
}

function addExamples(operation: Operation, schemas: Parameters<typeof exampleOf>[1]): void {
  for (const answer of Object.values(operation.responses)) {
    if (!answer || '$ref' in answer) continue;
    for (const media of Object.values(answer.content ?? {})) {
      if (media.schema) media.example ??= exampleOf(media.schema, schemas);
    }
  }
}
