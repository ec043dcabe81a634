import { InvalidParametersError, type RefusedParameter } from './invalid-parameters.error';

/**
 * The rules for a part of a request, as a Standard Schema (https://standardschema.dev): Nest checks by it the values
 * that `@Query({ schema })` and the like receive, and the OpenAPI document is written from it. Parameters are texts that are
 * never nested and stand in every request, so that their schemas are written out here instead of made with zod.
 */
export interface RequestSchema<Value> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => CheckedRequest<Value>;
    readonly types?: { readonly input: unknown; readonly output: Value };
    readonly jsonSchema?: JsonSchemaWriter;
  };
}

export type CheckedRequest<Value> =
  { readonly value: Value; readonly issues?: undefined } | { readonly issues: readonly RefusedIssue[] };

/** The value that a schema reads. */
export type ReadBy<Schema> = Schema extends RequestSchema<infer Value> ? Value : never;

interface JsonSchemaWriter {
  readonly input: () => Record<string, unknown>;
  readonly output: () => Record<string, unknown>;
}

/** An objection of a schema to a request. */
interface RefusedIssue {
  readonly message: string;
  readonly refused: RefusedParameter;
}

/** @param document the schema as JSON Schema, where the OpenAPI document shall be written from it */
export function requestSchema<Value>(
  validate: (value: unknown) => CheckedRequest<Value>,
  document?: () => Record<string, unknown>,
): RequestSchema<Value> {
  const jsonSchema = document && { input: document, output: document };
  return { '~standard': { version: 1, vendor: 'onet-skill-gap-service', validate, ...(jsonSchema && { jsonSchema }) } };
}

export function refusedFor(problems: readonly RefusedParameter[]): { readonly issues: readonly RefusedIssue[] } {
  return { issues: problems.map((refused) => ({ message: refused.detail, refused })) };
}

/** The error for the problems that schemas find in a request. */
export function toInvalidParameters(issues: readonly { readonly message: string }[]): InvalidParametersError {
  const [first, ...others] = issues.map(toRefused);
  return new InvalidParametersError([first ?? toRefused({ message: 'cannot be used' }), ...others]);
}

/**
 * The value, where the schema accepts it.
 * @throws InvalidParametersError
 */
export function checked<Value>(schema: RequestSchema<Value>, value: unknown): Value {
  const result = schema['~standard'].validate(value);
  if (result.issues) throw toInvalidParameters(result.issues);
  return result.value;
}

function toRefused(issue: { readonly message: string } | RefusedIssue): RefusedParameter {
  return 'refused' in issue ? issue.refused : { code: 'INVALID_PARAMETER', parameter: 'body', detail: issue.message };
}
