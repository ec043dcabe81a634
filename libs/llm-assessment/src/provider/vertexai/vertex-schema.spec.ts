import type { ReplySchema } from '../../prompts/llm-request';
import { toVertexSchema } from './vertex-schema';

describe('a schema for Vertex AI', () => {
  it('says in which order the properties are to be written, and that none may be left out', () => {
    const reasons: ReplySchema = { type: 'string' };
    const inner: ReplySchema = {
      type: 'object',
      properties: { reasons, level: { type: 'string', enum: ['0', '0.5'] } },
    };
    const names = ['reasons', 'level'];
    const level = { type: 'STRING', enum: ['0', '0.5'] };
    expect(toVertexSchema({ type: 'object', properties: { assessment: inner } })).toEqual({
      type: 'OBJECT',
      properties: {
        assessment: {
          ...{ type: 'OBJECT', properties: { reasons: { type: 'STRING' }, level } },
          ...{ required: names, propertyOrdering: names },
        },
      },
      required: ['assessment'],
      propertyOrdering: ['assessment'],
    });
  });

  it.each<[string, ReplySchema, object]>([
    [
      'a list of any length',
      { type: 'array', items: { type: 'string' } },
      { type: 'ARRAY', items: { type: 'STRING' } },
    ],
    [
      'a list that may be empty',
      { type: 'array', items: { type: 'string' }, minItems: 0, maxItems: 3 },
      { type: 'ARRAY', items: { type: 'STRING' }, minItems: 0, maxItems: 3 },
    ],
    ['a text', { type: 'string' }, { type: 'STRING' }],
    [
      'a text of certain words',
      { type: 'string', description: 'how', enum: ['low', 'high'] },
      { type: 'STRING', description: 'how', enum: ['low', 'high'] },
    ],
  ])('describes %s', (_what, schema, expected) => {
    // Unlike toEqual this sees keys whose value is undefined.
    expect(toVertexSchema(schema)).toStrictEqual(expected);
  });
});
