import type { GenerateContentResponse } from '@google-cloud/vertexai';
import type { LlmReply } from '../llm-provider';
import { readResponse } from './read-response';

/** Its type promises much that need not be there. */
function read(response: unknown): LlmReply {
  return readResponse(response as GenerateContentResponse);
}

describe('a reply', () => {
  it('is what the parts say, thoughts aside', () => {
    const parts = [
      { text: 'Thinking.', thought: true },
      { text: '{"a":' },
      {},
      { text: 5 },
      { text: '1}', thought: false },
    ];
    const response = {
      candidates: [
        { content: { role: 'model', parts }, finishReason: 'STOP' },
        { content: { parts: [{ text: '2' }] } },
      ],
      usageMetadata: { promptTokenCount: 100, candidatesTokenCount: 20, thoughtsTokenCount: 3, totalTokenCount: 123 },
      modelVersion: 'gemini-3.5-flash-lite-001',
      responseId: 'abc',
    };
    expect(read(response)).toEqual({
      ...{ text: '{"a":1}', finish: 'stop', finishWord: 'STOP', usage: { promptTokens: 100, outputTokens: 23 } },
      ...{ modelVersion: 'gemini-3.5-flash-lite-001', responseId: 'abc', raw: JSON.stringify(response) },
    });
  });

  it.each<[string, unknown, LlmReply['finish'], string]>([
    ['a text', { finishReason: 'STOP', content: { parts: [{ text: 'a' }] } }, 'stop', 'STOP'],
    ['no content at the limit of tokens', { finishReason: 'MAX_TOKENS' }, 'truncated', 'MAX_TOKENS'],
    ['no parts', { finishReason: 'RECITATION', content: { role: 'model' } }, 'blocked', 'RECITATION'],
    ['a word of a filter', { finishReason: 'PROHIBITED_CONTENT' }, 'blocked', 'PROHIBITED_CONTENT'],
    ['a new word', { finishReason: 'TOO_TIRED' }, 'other', 'TOO_TIRED'],
    ['a word that objects have', { finishReason: 'constructor' }, 'other', 'constructor'],
    ['a number as its word', { finishReason: 1 }, 'other', 'NONE'],
    ['no word', {}, 'other', 'NONE'],
  ])('with %s ends', (_what, candidate, finish, finishWord) => {
    expect(read({ candidates: [candidate] })).toMatchObject({ finish, finishWord });
  });

  it.each<[string, object, LlmReply['finish'], string]>([
    ['is blocked', { promptFeedback: { blockReason: 'SAFETY' } }, 'blocked', 'PROMPT_SAFETY'],
    ['is looked at', { promptFeedback: {}, candidates: [] }, 'other', 'NONE'],
    ['is looked at and answered', { promptFeedback: { blockReason: 'SAFETY' }, candidates: [{}] }, 'other', 'NONE'],
    ['gets nothing', {}, 'other', 'NONE'],
  ])('to a question that %s has no text', (_what, response, finish, finishWord) => {
    expect(read(response)).toMatchObject({ text: '', finish, finishWord });
  });

  it.each<[string, unknown, LlmReply['usage']]>([
    ['counts nothing written where none is told', { promptTokenCount: 9 }, { promptTokens: 9, outputTokens: 0 }],
    ['counts thoughts alone', { promptTokenCount: 9, thoughtsTokenCount: 7 }, { promptTokens: 9, outputTokens: 7 }],
    ['does not count half a bill', { candidatesTokenCount: 9 }, null],
    ['does not count what is no number', { promptTokenCount: '9' }, null],
    ['does not count less than nothing', { promptTokenCount: -1 }, null],
    ['does not count what is not told', undefined, null],
  ])('%s', (_what, usageMetadata, usage) => {
    expect(read({ usageMetadata }).usage).toEqual(usage);
  });

  it('has neither version nor id where they are no texts, and none of any length', () => {
    expect(read({ modelVersion: 5, responseId: '' })).toMatchObject({ modelVersion: null, responseId: null });
    expect(read({ responseId: 'x'.repeat(1_000) }).responseId).toHaveLength(100);
  });
});
