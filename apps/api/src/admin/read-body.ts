import { InvalidParametersError, printable } from '@app/occupations';
import type { z } from 'zod';

type Refused = InvalidParametersError['problems'][number];

/**
 * The JSON body of a request; without one, that of an empty object.
 * @throws InvalidParametersError that names every wrong field
 */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [first, ...others] = parsed.error.issues.flatMap(toProblems);
  throw new InvalidParametersError([first ?? wrong('body', 'cannot be used'), ...others]);
}

/**
 * Refuses a body where an endpoint takes its options from the query: ignored options would surprise.
 * @throws InvalidParametersError
 */
export function refuseBody(body: unknown): void {
  const isEmpty = body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
  if (!isEmpty) throw new InvalidParametersError([wrong('body', 'is not taken here; give the options in the query')]);
}

function toProblems(issue: z.core.$ZodIssue): Refused[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => wrong(printable(key), 'is not a known field of the body; /docs lists them'));
  }
  const field = issue.path.map(String).join('.');
  return [wrong(field || 'body', field ? issue.message : 'must be a JSON object')];
}

function wrong(parameter: string, detail: string): Refused {
  return { code: 'INVALID_PARAMETER', parameter, detail };
}
