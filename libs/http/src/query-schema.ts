import type { ParameterShape } from './parameter';
import {
  ParameterReading,
  planReading,
  type Parameters,
  type PlannedParameter,
  type RawParameters,
  type ReadParameters,
} from './read-parameters';
import { refusedFor, requestSchema, type CheckedRequest, type RequestSchema } from './request-schema';

/** A parameter as the OpenAPI document shows it. */
export interface DocumentedParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description: string;
  readonly shape: ParameterShape;
}

/** A path with its query, as they are checked together. */
export interface PathAndQueryText {
  readonly path: RawParameters;
  readonly query: RawParameters;
}

export interface PathAndQuerySchema<Value> extends RequestSchema<Value> {
  readonly documented: readonly DocumentedParameter[];
}

/**
 * The schema of a query: for `@Query({ schema })`, from which the OpenAPI document has its parameters too. Names that are
 * not in it are refused, and so are those that are given twice; all that is wrong is told at once.
 * @param listed the names as the document lists them: generated clients take parameters by position, so that the order
 *   never changes. By default the last one first.
 */
export function querySchema<const P extends Parameters>(
  parameters: P,
  listed?: readonly (string & keyof P)[],
): RequestSchema<ReadParameters<P>> {
  const known = Object.keys(parameters);
  const planned = planReading(parameters);
  const documented = documentedIn('query', parameters, listed);
  return requestSchema(
    (query) => {
      const reading = new ParameterReading();
      reading.refuseUnknown(query as RawParameters, known);
      for (const parameter of planned) reading.read(query as RawParameters, parameter);
      return resultOf(reading);
    },
    () => toJsonSchema(documented),
  );
}

/** The value of a query without parameters. */
export type NoQuery = Readonly<Record<string, never>>;

/** The schema of a query that has no parameters. */
export const NO_QUERY: RequestSchema<NoQuery> = querySchema({});

/** The schema of a path with its query: for `@PathAndQuery(schema)`. The query cannot name a parameter of the path. */
export function pathAndQuerySchema<const Path extends Parameters, const Query extends Parameters>(
  path: Path,
  query: Query,
): PathAndQuerySchema<ReadParameters<Path> & ReadParameters<Query>> {
  const known = Object.keys(query);
  const ofPath = planReading(path);
  const ofQuery = planReading(query);
  const schema = requestSchema<ReadParameters<Path> & ReadParameters<Query>>((value) => {
    const texts = value as PathAndQueryText;
    const reading = new ParameterReading();
    reading.refuseUnknown(texts.query, known);
    for (const parameter of ofPath) reading.read(texts.path, parameter);
    for (const parameter of ofQuery) reading.read(texts.query, parameter);
    return resultOf(reading);
  });
  return { ...schema, documented: [...documentedIn('query', query), ...documentedIn('path', path)] };
}

function resultOf<Value>({ problems, values }: ParameterReading): CheckedRequest<Value> {
  return problems.length > 0 ? refusedFor(problems) : { value: values as Value };
}

function documentedIn(
  place: 'path' | 'query',
  parameters: Parameters,
  listed?: readonly string[],
): DocumentedParameter[] {
  const planned = planReading(parameters);
  const names = listed ?? Object.keys(parameters).reverse();
  return names.flatMap((name) =>
    planned.filter((candidate) => candidate.name === name).map((parameter) => toDocumented(place, parameter)),
  );
}

function toDocumented(place: 'path' | 'query', { name, parameter }: PlannedParameter): DocumentedParameter {
  const { description, shape, missing, mayBeAbsent, unless, or } = parameter;
  const isNeeded = missing !== undefined && mayBeAbsent !== true && unless === undefined && or === undefined;
  const required = place === 'path' || isNeeded;
  return { name, in: place, required, description, shape };
}

function toJsonSchema(documented: readonly DocumentedParameter[]): Record<string, unknown> {
  return {
    type: 'object',
    properties: Object.fromEntries(documented.map(({ name, description, shape }) => [name, { ...shape, description }])),
    required: documented.filter(({ required }) => required).map(({ name }) => name),
  };
}
