import * as fc from 'fast-check';
import type { OpenApiDocument, OpenApiOperation, OpenApiValue } from './openapi';
import { oddText, validText } from './odd-values';

/** The body of a request, and why it must be refused where one is read; null if that is not certain. */
export interface OddBody {
  readonly body: Buffer;
  readonly contentType: string | null;
  readonly flaw: string | null;
}

type Properties = Readonly<Record<string, OpenApiValue>>;

/** What a body may hold, and must hold. */
interface BodySchema {
  readonly properties: Properties;
  readonly required: readonly string[];
}

const JSON_TYPE = 'application/json';

/** What no endpoint can take for JSON. */
const MALFORMED = [
  ...['{', '[', '"', '{"a":', '{"a":1,}', "{'a':1}", '{"a":1}}', '{} {}', 'undefined', 'NaN', '// {}\n{}', '{"a":\0}'],
  ...['[{"a":', '\ufeff{', '<xml/>', 'a=b&c=d', '--x\r\nContent-Disposition: form-data\r\n\r\n', '\x1f\x8b\x08\x00'],
  '['.repeat(50_000),
  '{"a":'.repeat(10_000),
];
/** What is JSON, and no object. */
const NO_OBJECT = ['1', '-1e400', '"text"', 'true', '[]', '[{}]', `${'['.repeat(5_000)}${']'.repeat(5_000)}`];
/** Objects with a property that no endpoint knows. */
const STRANGE = [
  ...['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"x":1}}}', '{"":1}', '{"toString":null}'],
  ...['{"\\u0000":1}', '{"\\ud800":"\\udfff"}', `{"a":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`],
];
const TOO_LARGE = `{"a":"${'x'.repeat(1_200_000)}"}`;
const OTHER_TYPES = [
  ...['text/plain', 'application/xml', 'multipart/form-data', 'multipart/form-data; boundary=x', 'text/html', 'x', '/'],
  ...['application/x-www-form-urlencoded', 'application/vnd.api+json', 'application/json; charset=utf-16', 'image/png'],
  ...['application/json, application/json', 'application/json;', ';', `a/${'b'.repeat(300)}`, '__proto__', 'text/\xff'],
];
const OTHER_JSON_VALUES = [null, 0, 1.5, -1, true, false, '', 'x', [], {}, [null], { $ne: null }, 1e300];

/** Bodies that keep to the schema; null if the operation takes none. */
export function validBody(operation: OpenApiOperation, document: OpenApiDocument): fc.Arbitrary<OddBody> | null {
  const schema = schemaOf(operation, document);
  return schema && objectOf(schema).map((value) => toBody(value, null));
}

/** Bodies that break it in one way, or that come where none is expected. */
export function oddBody(operation: OpenApiOperation, document: OpenApiDocument): fc.Arbitrary<OddBody> {
  const schema = schemaOf(operation, document);
  const anywhere = fc.oneof(
    { weight: 6, arbitrary: texts(MALFORMED, 'malformed JSON') },
    { weight: 3, arbitrary: texts(NO_OBJECT, 'no object') },
    { weight: 3, arbitrary: texts(STRANGE, 'an unknown property') },
    { weight: 1, arbitrary: texts(['', ' ', 'null', '{}', '{"a":1}'], null) },
    { weight: 1, arbitrary: texts([TOO_LARGE], 'too large') },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => toBody(Buffer.from(bytes), null)) },
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constantFrom(...OTHER_TYPES), fc.constantFrom('{}', 'a=b', '')).map(mislabelled),
    },
    { weight: 1, arbitrary: fc.constant({ body: Buffer.from('{}'), contentType: null, flaw: null }) },
  );
  if (!schema || Object.keys(schema.properties).length === 0) return anywhere.map((odd) => ({ ...odd, flaw: null }));
  const withOddProperty = fc
    .tuple(
      objectOf(schema),
      fc.constantFrom(...Object.keys(schema.properties)).chain((name) => oddProperty(name, schema.properties)),
    )
    .map(([value, { name, odd, flaw }]) => toBody({ ...value, [name]: odd }, flaw));
  return fc.oneof({ weight: 2, arbitrary: anywhere }, { weight: 3, arbitrary: withOddProperty });
}

function schemaOf({ requestBody }: OpenApiOperation, document: OpenApiDocument): BodySchema | null {
  const schema = requestBody?.content[JSON_TYPE]?.schema as (Partial<BodySchema> & { $ref?: string }) | undefined;
  if (!schema) return null;
  const name = schema.$ref?.split('/').at(-1);
  const described = name === undefined ? schema : (document.components.schemas[name] as typeof schema);
  return { properties: described.properties ?? {}, required: described.required ?? [] };
}

function objectOf({ properties, required }: BodySchema): fc.Arbitrary<Record<string, unknown>> {
  const values = Object.entries(properties).flatMap(([name, schema]) => {
    // What an address in an example names is outside; a test asks nothing of the internet.
    const valid = /^https?:/.test(String(schema.example)) ? null : validValue(schema);
    return valid ? [[name, valid] as const] : [];
  });
  const requiredKeys = values.flatMap(([name]) => (required.includes(name) ? name : []));
  return fc.record(Object.fromEntries(values), { requiredKeys });
}

/** Of a list or an object nothing but its example, which says what is in it; a title has none. */
function validValue(schema: OpenApiValue): fc.Arbitrary<unknown> | null {
  const { example }: { example?: unknown } = schema;
  const isText = schema.type === 'string' || schema.type === 'integer' || schema.type === 'boolean';
  if (!isText || example === null) return example === undefined ? null : fc.constant(example);
  return validText(schema)?.map((text) => typed(schema, text)) ?? null;
}

function oddProperty(
  name: string,
  properties: Properties,
): fc.Arbitrary<{ name: string; odd: unknown; flaw: string | null }> {
  const schema = properties[name]!;
  const others = OTHER_JSON_VALUES.map((odd) => ({
    name,
    odd,
    flaw: isOther(schema, odd) ? `${name} of another type` : null,
  }));
  const texts = oddText(schema).map((odd) => ({ name, odd, flaw: isOther(schema, odd) ? `${name} is a text` : null }));
  return fc.oneof(fc.constantFrom(...others), texts);
}

/** Null may stand for not given, and so may an empty text. */
function isOther({ type }: OpenApiValue, value: unknown): boolean {
  if (value === null || value === '' || type === undefined) return false;
  return type === 'integer' || type === 'number' ? typeof value !== 'number' : typeof value !== type;
}

function typed({ type }: OpenApiValue, text: string): unknown {
  return type === 'string' || type === undefined ? text : JSON.parse(text);
}

function texts(all: readonly string[], flaw: string | null): fc.Arbitrary<OddBody> {
  return fc.constantFrom(...all).map((text) => toBody(Buffer.from(text), flaw));
}

function mislabelled([contentType, text]: [string, string]): OddBody {
  return { body: Buffer.from(text), contentType, flaw: null };
}

function toBody(value: unknown, flaw: string | null): OddBody {
  const body = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value));
  return { body, contentType: JSON_TYPE, flaw };
}
