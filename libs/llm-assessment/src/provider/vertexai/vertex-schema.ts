import type { ReplySchema } from '../../prompts/llm-request';

/** The dialect of OpenAPI in which Vertex AI takes a schema: upper-case types, and an order for the properties. */
export type VertexSchema = Readonly<Record<string, unknown>>;

export function toVertexSchema(schema: ReplySchema): VertexSchema {
  switch (schema.type) {
    case 'object': {
      const names = Object.keys(schema.properties);
      const properties = names.map((name) => [name, toVertexSchema(schema.properties[name] ?? { type: 'string' })]);
      return {
        type: 'OBJECT',
        properties: Object.fromEntries(properties) as unknown,
        required: names,
        // Without it the properties are written in the order of the alphabet, and the level before its reasons.
        propertyOrdering: names,
      };
    }
    case 'array': {
      const { items, minItems, maxItems } = schema;
      const bounds = { ...(minItems !== undefined && { minItems }), ...(maxItems !== undefined && { maxItems }) };
      return { type: 'ARRAY', items: toVertexSchema(items), ...bounds };
    }
    case 'string': {
      const { description, enum: words } = schema;
      return { type: 'STRING', ...(description && { description }), ...(words && { enum: words }) };
    }
  }
}
