import { z } from 'zod';
import { schemaNode, schemaProblems } from './schema';

/** Fields of the API that the service has no use for. */
const anything = z.unknown().optional();

const part = z.strictObject({ text: z.string().min(1, 'must not be empty'), thought: z.boolean().optional() });
const parts = z.array(part).min(1, 'must include at least one parts field');

const content = z.strictObject({
  role: z.enum(['user', 'model'], 'Please use a valid role: user, model.'),
  parts,
});

const thinkingConfig = z.strictObject({
  includeThoughts: z.boolean().optional(),
  thinkingBudget: z.int().optional(),
  thinkingLevel: z.enum(['MINIMAL', 'LOW', 'MEDIUM', 'HIGH']).optional(),
});

const generationConfig = z.strictObject({
  maxOutputTokens: z.int().min(1).max(65_536).optional(),
  responseMimeType: z.enum(['text/plain', 'application/json', 'text/x.enum']).optional(),
  responseSchema: schemaNode.optional(),
  responseJsonSchema: anything,
  thinkingConfig: thinkingConfig.optional(),
  seed: z.int().optional(),
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  topK: z.number().positive().optional(),
  candidateCount: z.int().min(1).max(8).optional(),
  stopSequences: z.array(z.string()).optional(),
  presencePenalty: z.number().optional(),
  frequencyPenalty: z.number().optional(),
  logprobs: z.int().optional(),
  responseLogprobs: z.boolean().optional(),
  responseModalities: anything,
  mediaResolution: anything,
  speechConfig: anything,
  audioTimestamp: anything,
  routingConfig: anything,
});

const HARMS = ['HATE_SPEECH', 'DANGEROUS_CONTENT', 'HARASSMENT', 'SEXUALLY_EXPLICIT', 'CIVIC_INTEGRITY', 'JAILBREAK'];
const safetySetting = z.strictObject({
  category: z.enum(HARMS.map((harm) => `HARM_CATEGORY_${harm}`)),
  threshold: z.enum(['BLOCK_LOW_AND_ABOVE', 'BLOCK_MEDIUM_AND_ABOVE', 'BLOCK_ONLY_HIGH', 'BLOCK_NONE', 'OFF']),
  method: z.enum(['SEVERITY', 'PROBABILITY']).optional(),
});

/** A key or a value: small letters, digits, `_` and `-`. An O*NET-SOC code is none, for its point. */
const label = z.string().regex(/^[\p{Ll}\p{Lo}\d_-]{0,63}$/u, 'is no valid label');

const generateContent = z.strictObject({
  systemInstruction: z.strictObject({ role: z.string().optional(), parts }).optional(),
  contents: z
    .array(content, 'at least one contents field is required')
    .min(1, 'at least one contents field is required'),
  generationConfig: generationConfig.optional(),
  safetySettings: z.array(safetySetting).optional(),
  labels: z.record(label, label).optional(),
  tools: anything,
  toolConfig: anything,
  cachedContent: anything,
});

export type GenerateContent = z.infer<typeof generateContent>;

/** A body as far as it can be read. */
export interface ReadBody {
  /** Undefined where it is no JSON. */
  readonly body: unknown;
  /** Null where anything is wrong with it. */
  readonly content: GenerateContent | null;
  /** What is wrong with it. */
  readonly problems: readonly string[];
}

/**
 * Reads a body by the rules of the real server, down to fields that nobody knows. Stricter in two things: it does not know
 * names in snake case and parts that are no text, neither of which the service sends.
 */
export function readBody(text: string): ReadBody {
  const body = parsed(text);
  if (body === undefined) {
    return { body, content: null, problems: ['Invalid JSON payload received. Unexpected token.'] };
  }
  const { success, data, error } = generateContent.safeParse(body);
  const problems = success ? configProblems(data) : error.issues.flatMap(issueProblems);
  return { body, content: success && problems.length === 0 ? data : null, problems };
}

/** All text of a request, in the order in which the model reads it. */
export function promptOf({ systemInstruction, contents }: GenerateContent): string {
  const all = [...(systemInstruction?.parts ?? []), ...contents.flatMap((each) => each.parts)];
  return all.map(({ text }) => text).join('\n');
}

function configProblems({ generationConfig: config }: GenerateContent): string[] {
  if (!config?.responseSchema) return [];
  const { responseMimeType: type = 'text/plain', responseSchema } = config;
  const mismatch = type === 'text/plain' ? [`response_schema is not supported with the mime type ${type}`] : [];
  return [...mismatch, ...schemaProblems(responseSchema, 'generation_config.response_schema')];
}

function issueProblems(issue: z.core.$ZodIssue): string[] {
  const path = fieldPath(issue.path);
  const at = path === '' ? '' : ` at '${path}'`;
  if (issue.code !== 'unrecognized_keys') return [`Invalid value${at}: ${issue.message}`];
  return issue.keys.map((key) => `Invalid JSON payload received. Unknown name "${key}"${at}: Cannot find field.`);
}

/** Such as `contents[0].parts`, in the snake case of Google's messages. */
function fieldPath(path: readonly PropertyKey[]): string {
  const steps = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${snakeCase(String(key))}`));
  return steps.join('').replace(/^\./, '');
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
