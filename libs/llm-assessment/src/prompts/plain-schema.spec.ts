import type { Prompt } from './llm-request';
import { withPlainSchema } from './plain-schema';

it('leaves out of a schema what limits lengths and words, and nothing else', () => {
  const level = { type: 'string', description: 'the level', enum: ['0', '0.5'] } as const;
  const items = { type: 'object', properties: { element_id: { type: 'string', enum: ['2.A.1.a'] }, level } } as const;
  const list = { type: 'array', items, minItems: 1, maxItems: 1 } as const;
  const prompt: Prompt = {
    ...{ version: 'x-1', system: 's', user: 'u', maxOutputTokens: 100 },
    schema: { type: 'object', properties: { list } },
  };
  expect(withPlainSchema(prompt)).toStrictEqual({
    ...prompt,
    schema: {
      type: 'object',
      properties: {
        list: {
          type: 'array',
          items: {
            type: 'object',
            properties: { element_id: { type: 'string' }, level: { type: 'string', description: 'the level' } },
          },
        },
      },
    },
  });
});
