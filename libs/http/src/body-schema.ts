import type { z } from 'zod';
import type { RefusedParameter } from './invalid-parameters.error';
import { printable } from './printable';
import { refusedFor, requestSchema, type RequestSchema } from './request-schema';

/** The schema of a JSON body, from the zod schema of its fields; no body is read as an empty object. */
export function bodySchema<Schema extends z.ZodType>(schema: Schema): RequestSchema<z.output<Schema>> {
  return requestSchema((body) => {
    const parsed = schema.safeParse(body ?? {});
    return parsed.success ? { value: parsed.data } : refusedFor(parsed.error.issues.flatMap(toRefused));
  });
}

/** The schema of no body, where an endpoint takes its options from the query: ignored options would surprise. */
export const NO_BODY: RequestSchema<undefined> = requestSchema((body) => {
  const isEmpty = body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
  if (isEmpty) return { value: undefined };
  return refusedFor([wrong('body', 'is not taken here; give the options in the query')]);
});

function toRefused(issue: z.core.$ZodIssue): RefusedParameter[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => wrong(printable(key), 'is not a known field of the body; /docs lists them'));
  }
  const field = issue.path.map(String).join('.');
  return [wrong(field || 'body', field ? issue.message : 'must be a JSON object')];
}

function wrong(parameter: string, detail: string): RefusedParameter {
  return { code: 'INVALID_PARAMETER', parameter, detail };
}
