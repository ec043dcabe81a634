import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];

/** An example of a schema, put together from the examples of its properties. */
export function exampleOf(schema: Schema, schemas: Schemas): unknown {
  if ('$ref' in schema) {
    const referred = schemas[schema.$ref.split('/').at(-1) ?? ''];
    return referred && exampleOf(referred, schemas);
  }
  if (schema.example !== undefined) return schema.example as unknown;
  const wrapped = schema.allOf?.[0] ?? schema.anyOf?.[0];
  if (wrapped) return exampleOf(wrapped, schemas);
  if (schema.items) return [exampleOf(schema.items, schemas)];
  if (!schema.properties) return undefined;
  return Object.fromEntries(
    Object.entries(schema.properties).map(([name, property]) => [name, exampleOf(property, schemas)]),
  );
}
