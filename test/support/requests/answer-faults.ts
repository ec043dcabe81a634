import { httpErrorCode, STATUS_OF } from '../../../apps/api/src/http/status-of';
import type { ErrorCode } from '@app/onet';
import type { ExactAnswer } from '../service/exact-client';
import type { SchemaChecker } from './openapi';
import type { MadeRequest } from './request-draft';

/** An answer's parts that are looked at more than once. */
interface ReadAnswer extends ExactAnswer {
  readonly mediaType: string;
  /** Undefined if the text is no JSON. */
  readonly body: unknown;
  /** The code of a problem; empty if it has none. */
  readonly code: string;
}

const PROBLEM = 'application/problem+json';
/** Codes by which the HTTP layer refuses what no operation has seen, whatever it documents. */
const HTTP_CODES = new Set(Array.from({ length: 100 }, (_, i) => httpErrorCode(400 + i) as string));
/** Failures that a service on its own database with its own templates for a language model may have: none. */
const LEGITIMATE_FAILURES = new Set<string>();
const INSIDE =
  /\n\s+at |node_modules|dist\/|libs\/|\.[jt]s:\d|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) |QueryFailed|TypeError|SQLITE_/;

/** All that is wrong with an answer, in words; nothing if it is as the document and the contract have it. */
export function faultsOf(
  request: MadeRequest,
  answer: ExactAnswer,
  schemas: SchemaChecker,
  secrets: readonly string[],
): string[] {
  if (answer.status === 0) return request.isUnfinished ? [] : [`no answer: ${answer.text}`];
  if (answer.status < 200) return ['an answer that is not HTTP'];
  const read = readAnswer(answer);
  return [
    ...(request.method === 'HEAD' ? bodyFaults(read) : contentFaults(request, read, schemas)),
    ...statusFaults(request, read),
    ...callerFaults(request, read),
    ...leaks(read, secrets),
  ];
}

/** Whether the operation itself has answered: nothing and nobody before it has refused the request. */
export function isAnswered({ operation }: MadeRequest, answer: ExactAnswer): boolean {
  const { status, code } = readAnswer(answer);
  return operation !== null && status >= 200 && ![400, 401, 403].includes(status) && !HTTP_CODES.has(code);
}

function bodyFaults({ text, headers }: ReadAnswer): string[] {
  // Node gives up the connection over what it cannot read, and by then has not told that it was HEAD.
  return text === '' || headers.connection === 'close' ? [] : ['a body that HEAD must not have'];
}

function contentFaults(request: MadeRequest, answer: ReadAnswer, schemas: SchemaChecker): string[] {
  const { status, mediaType, text, body, code } = answer;
  const problem = status >= 400 ? problemFaults(answer) : [];
  if (!request.operation) return problem;
  const documented = request.operation.responses[status];
  if (!documented)
    return HTTP_CODES.has(code) || problem.length > 0 ? problem : [...problem, 'a status that is not documented'];
  const contents = documented.content ?? {};
  if (Object.keys(contents).length === 0) return text === '' ? problem : [...problem, 'a body that is not documented'];
  const content = contents[mediaType];
  if (!content) return [...problem, `a content type that is not documented: ${mediaType || 'none'}`];
  if (!mediaType.endsWith('json')) return problem;
  return [...problem, ...schemas.problemsOf(content.schema, body).map((difference) => `not its schema: ${difference}`)];
}

function problemFaults({ status, headers, body, code }: ReadAnswer): string[] {
  const { status: told, title, detail } = (body ?? {}) as Record<string, unknown>;
  const wanted: number | null = code in STATUS_OF ? STATUS_OF[code as ErrorCode] : null;
  const isKnown = wanted === null ? code === httpErrorCode(status) || code === 'INTERNAL_ERROR' : wanted === status;
  if (headers['content-type'] !== `${PROBLEM}; charset=utf-8`) return ['an error that is no problem+json'];
  return [
    told === status ? null : 'a body with another status',
    isKnown ? null : `a code that is not of this status: ${code || 'none'}`,
    title && typeof detail === 'string' && detail.endsWith('.') ? null : 'a problem without title or detail',
    headers['cache-control'] === 'no-store' ? null : 'an error that may be stored',
  ].filter((fault) => fault !== null);
}

function statusFaults({ flaws, isValid }: MadeRequest, { status, code }: ReadAnswer): string[] {
  const isRefusal = status >= 400 && status < 500;
  return [
    status >= 500 && !LEGITIMATE_FAILURES.has(code) ? `a failure: ${code || 'no code'}` : null,
    flaws.length > 0 && !isRefusal ? `not refused: ${[...new Set(flaws)].join(', ')}` : null,
    isValid && isRefusal && (HTTP_CODES.has(code) || status === 401 || status === 403)
      ? 'a valid request refused'
      : null,
  ].filter((fault) => fault !== null);
}

/** Who has no key, or the wrong one, learns nothing else. */
function callerFaults({ flaws, operation, method }: MadeRequest, { status, code }: ReadAnswer): string[] {
  const isBefore = HTTP_CODES.has(code) || (status >= 400 && code === '');
  if (!operation || method === 'HEAD' || isBefore) return [];
  const isOf = (flaw: string, codes: readonly string[]): string[] =>
    flaws.includes(flaw) && !codes.includes(code) ? [`${code || 'an answer'} for ${flaw}`] : [];
  return [
    ...isOf('no valid key', ['MISSING_API_KEY', 'INVALID_API_KEY']),
    ...isOf('not an administrator', ['INSUFFICIENT_SCOPE']),
  ];
}

function leaks({ mediaType, headers, text }: ReadAnswer, secrets: readonly string[]): string[] {
  // The page of the documentation is somebody else's program.
  const inside = /html|javascript|css/.test(mediaType) ? null : INSIDE.exec(text)?.[0];
  const told = text + JSON.stringify(headers);
  return [
    inside ? `the inside of the service: ${JSON.stringify(inside)}` : null,
    secrets.some((secret) => told.includes(secret)) ? 'a key' : null,
    'x-injected' in headers ? 'a header that the client wrote' : null,
  ].filter((fault) => fault !== null);
}

function readAnswer(answer: ExactAnswer): ReadAnswer {
  const body = parse(answer.text);
  const { code } = (body ?? {}) as { code?: unknown };
  const mediaType = (answer.headers['content-type'] ?? '').split(';', 1)[0] ?? '';
  return { ...answer, body, mediaType, code: answer.status >= 400 && typeof code === 'string' ? code : '' };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
