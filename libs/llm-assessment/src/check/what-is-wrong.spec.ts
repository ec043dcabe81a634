import { LlmFailure, type FailureKind } from '../provider/llm-failure';
import { whatIsWrong } from './what-is-wrong';

it.each<[string, FailureKind, string, string]>([
  ['no access token: Could not load the default credentials.', 'AUTH', 'global', 'credentials'],
  ['status 401: invalid authentication credentials', 'AUTH', 'global', 'credentials'],
  ["status 403: Permission 'aiplatform.endpoints.predict' denied", 'AUTH', 'eu', 'project'],
  ['status 404: Publisher Model was not found', 'NOT_FOUND', 'global', 'model'],
  ['status 404: Publisher Model was not found', 'NOT_FOUND', 'us-central1', 'location'],
  ["SyntaxError: Unexpected token '<'", 'MALFORMED', 'mars', 'host'],
  ['ENOTFOUND', 'NETWORK', 'mars', 'host'],
  ['ECONNREFUSED', 'NETWORK', 'global', 'network'],
  ['no answer within 60 s', 'TIMEOUT', 'global', 'network'],
  ['status 429', 'RATE_LIMITED', 'global', 'quota'],
  ['status 400: Thinking level is not supported', 'INVALID_REQUEST', 'global', 'request'],
  ['MAX_TOKENS', 'TRUNCATED', 'global', 'answer'],
])('"%s" (%s) in %s is the fault of the %s', (words, kind, location, what) => {
  expect(whatIsWrong(new LlmFailure(kind, words), location).what).toBe(what);
});
