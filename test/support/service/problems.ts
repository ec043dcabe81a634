import { STATUS_CODES } from 'node:http';
import type { Answer } from './service';

export interface ProblemBody {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly parameter: string; readonly code: string; readonly detail: string }[];
}

/** What only somebody inside the service should see. */
const INSIDE = /\n\s+at |node_modules|dist\/|\.[jt]s:\d|\b(SELECT|INSERT|UPDATE) |sqlite|QueryFailed|TypeError/i;

/** Checks that an answer is a problem as every error of the service is, and returns what it says. */
export function expectProblem({ status, headers, body, text }: Answer, wanted: number, code: string): ProblemBody {
  expect({ status, body }).toEqual({
    status: wanted,
    body: expect.objectContaining({
      type: 'about:blank',
      title: STATUS_CODES[wanted],
      status: wanted,
      code,
      detail: expect.stringMatching(/^.+\.$/),
    }),
  });
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(text).not.toMatch(INSIDE);
  return body as ProblemBody;
}
