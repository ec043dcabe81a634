import type { Prompt, ReplySchema } from './llm-request';

/**
 * The same question with a schema that limits neither lengths nor words: services turn limits into states, and refuse a
 * schema that has too many. The prompt says in words what is wanted, and replies are checked against the question anyway.
 */
export function withPlainSchema(prompt: Prompt): Prompt {
  return { ...prompt, schema: plain(prompt.schema) };
}

function plain(schema: ReplySchema): ReplySchema {
  switch (schema.type) {
    case 'object': {
      const properties = Object.entries(schema.properties).map(([name, property]) => [name, plain(property)] as const);
      return { type: 'object', properties: Object.fromEntries(properties) };
    }
    case 'array':
      return { type: 'array', items: plain(schema.items) };
    case 'string':
      return { type: 'string', ...(schema.description !== undefined && { description: schema.description }) };
  }
}
