import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { VertexServer } from './server';

export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

/** How a request differs from a right one. */
export interface Asking {
  readonly url?: string;
  readonly method?: string;
  readonly authorization?: string;
  readonly signal?: AbortSignal;
}

export const LEVELS: readonly string[] = Array.from({ length: 15 }, (_, step) => String(step / 2));
export const PROMPT = 'Assess every listed skill.';
export const STRING = { type: 'STRING' };

/** Sends a request as it is given, by plain HTTPS and with the credentials of the server. */
export async function askVertex(server: VertexServer, content: unknown, asking: Asking = {}): Promise<Answer> {
  const { url = server.url, method = 'POST', authorization = `Bearer ${server.accessToken}`, signal } = asking;
  const headers = { authorization, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, signal, ca: server.ca }, (response) => {
      const { statusCode = 0, headers: received } = response;
      text(response).then((all) => resolve({ status: statusCode, type: received['content-type'], text: all }), reject);
    });
    sent.once('error', reject).end(typeof content === 'string' ? content : JSON.stringify(content));
  });
}

/** All of whose properties are required, in their order. */
export function object(properties: Readonly<Record<string, object>>): object {
  const names = Object.keys(properties);
  return { type: 'OBJECT', properties, required: names, propertyOrdering: names };
}

/** One item for each id. */
export function list(ids: readonly string[], properties: Readonly<Record<string, object>>): object {
  const items = object({ element_id: { ...STRING, enum: ids }, ...properties });
  return { type: 'ARRAY', items, minItems: ids.length, maxItems: String(ids.length) };
}

export function levelSchema(code: string, ids: readonly string[]): object {
  const assessed_skills = list(ids, {
    llm_skill_name: STRING,
    llm_assigned_proficiency_description: STRING,
    llm_explanation: { ...STRING, description: 'the evidence' },
    llm_assigned_proficiency_level: { ...STRING, enum: LEVELS },
  });
  const llm_onet_soc_code = { ...STRING, enum: [code] };
  const properties = { llm_onet_soc_code, llm_occupation_name: STRING, assessed_skills };
  return object({ skill_proficiency_assessment: object(properties) });
}

export function gapSchema(from: string, to: string, ids: readonly string[]): object {
  const llm_from_onet_soc_code = { ...STRING, enum: [from] };
  const llm_to_onet_soc_code = { ...STRING, enum: [to] };
  const skill_gaps = list(ids, { llm_gap_description: STRING });
  return object({ skill_gap_analysis: object({ llm_from_onet_soc_code, llm_to_onet_soc_code, skill_gaps }) });
}

/** A request as the service sends it; `config` goes on top of its generationConfig. */
export function body(responseSchema: object, prompt = PROMPT, config: object = {}): object {
  return {
    systemInstruction: { role: 'system', parts: [{ text: 'You are an analyst.' }] },
    contents: [{ role: 'user', parts: [{ text: prompt }] }],
    generationConfig: { maxOutputTokens: 8_000, responseMimeType: 'application/json', responseSchema, ...config },
  };
}
