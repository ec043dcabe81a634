import { Ajv, type ValidateFunction } from 'ajv';

/** What /openapi.json says, as far as the tests read it. */
export interface OpenApiDocument {
  /** By path, and in there by method in small letters. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
  readonly security: readonly object[];
  readonly tags: readonly { readonly name: string }[];
}

export interface OpenApiOperation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: OpenApiContents };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: OpenApiContents }>>;
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: OpenApiValue;
}

/** The schema of one value of a request. */
export interface OpenApiValue {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly default?: string | number | boolean;
  readonly example?: string | number | boolean;
}

/** By media type. */
export type OpenApiContents = Readonly<Record<string, { readonly schema: object; readonly example?: unknown }>>;

/** Compares values with the schemas of a document. */
export class SchemaChecker {
  private readonly ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
  private readonly compiled = new WeakMap<object, ValidateFunction>();

  constructor(document: OpenApiDocument) {
    this.ajv.addSchema({ $id: 'document', components: toJsonSchema(document.components) as object });
  }

  /** What about the value does not fit the schema; a property that the schema does not know is a problem too. */
  problemsOf(schema: object, value: unknown): string[] {
    const validate = this.compiled.get(schema) ?? this.ajv.compile(toJsonSchema(schema, 'document') as object);
    this.compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    );
  }
}

/**
 * A schema of OpenAPI 3.0 as JSON Schema: `nullable` allows null, as everybody reads it. And a described object has no
 * other properties, which the document need not say to its readers but the service keeps to.
 */
function toJsonSchema(node: unknown, base = ''): unknown {
  if (Array.isArray(node)) return node.map((item) => toJsonSchema(item, base));
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Record<string, unknown>;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value, base)]));
  if (typeof schema.$ref === 'string') schema.$ref = base + schema.$ref;
  if (schema.properties && schema.type === 'object') schema.additionalProperties = false;
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

const FORMATS = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};
