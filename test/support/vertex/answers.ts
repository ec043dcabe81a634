import { createHash } from 'node:crypto';
import type { SchemaNode } from './schema';

export type Purpose = 'levels' | 'gap';

/** What a response schema asks for. */
export interface Question {
  readonly purpose: Purpose;
  /** The occupation that is assessed, or the two that a gap lies between. */
  readonly codes: readonly string[];
  readonly askedIds: readonly string[];
  readonly form: Form;
  /** Of what is inside of the envelope. */
  readonly schema: SchemaNode;
}

interface Form {
  readonly purpose: Purpose;
  readonly envelope: string;
  readonly list: string;
  readonly codes: readonly string[];
}

export type Item = Readonly<Record<string, unknown>>;

/** What an answer holds, before it becomes a text. */
export interface Draft {
  /** All but the list. */
  readonly head: Item;
  readonly items: readonly Item[];
}

export type LevelOf = (code: string, elementId: string) => string;

const FORMS: readonly Form[] = [
  {
    purpose: 'levels',
    envelope: 'skill_proficiency_assessment',
    list: 'assessed_skills',
    codes: ['llm_onet_soc_code'],
  },
  {
    purpose: 'gap',
    envelope: 'skill_gap_analysis',
    list: 'skill_gaps',
    codes: ['llm_from_onet_soc_code', 'llm_to_onet_soc_code'],
  },
];

/** From 0 to 6. */
const HALF_STEPS = 13;

/** The level that the server assesses unless a test says otherwise, such as `2.5`: always the same for the same skill. */
export function levelOf(code: string, elementId: string): string {
  const hash = createHash('sha256').update(`${code} ${elementId}`).digest();
  return String((hash.readUInt32BE() % HALF_STEPS) / 2);
}

/** How the server describes a gap. */
export function gapDescriptionOf(from: string, to: string, elementId: string): string {
  return `Coming from ${from}, a person has to practise ${elementId} on harder cases, as the daily work of ${to} demands.`;
}

/** Null where the schema is neither that of levels nor that of gaps. What it does not say, the prompt does. */
export function questionOf(schema: SchemaNode | undefined, prompt: string): Question | null {
  for (const form of FORMS) {
    const inside = schema?.properties?.[form.envelope];
    if (inside) return { purpose: form.purpose, ...asked(form, inside, prompt), form, schema: inside };
  }
  return null;
}

/** What a model that makes no mistakes says: every item that is asked for, in the order of the question. */
export function rightDraft(question: Question, level: LevelOf): Draft {
  const { form, schema, codes, askedIds } = question;
  const itemSchema = schema.properties?.[form.list]?.items;
  const head = Object.fromEntries(form.codes.map((name, index) => [name, codes[index]]));
  const items = askedIds.map((id) => inOrder(itemSchema, rightItem(question, id, level)));
  return { head: { ...head, llm_occupation_name: `Occupation ${codes.join(' ')}` }, items };
}

/** The text of an answer, in which properties stand in the order that the schema wants. */
export function textOf({ form, schema }: Question, { head, items }: Draft): string {
  return JSON.stringify({ [form.envelope]: inOrder(schema, { ...head, [form.list]: items }) });
}

function asked(form: Form, { properties }: SchemaNode, prompt: string): Pick<Question, 'codes' | 'askedIds'> {
  const codes = valuesIn(prompt, 'onet_soc_code');
  return {
    codes: form.codes.map((name, index) => properties?.[name]?.enum?.[0] ?? codes[index] ?? ''),
    askedIds: properties?.[form.list]?.items?.properties?.element_id?.enum ?? valuesIn(prompt, 'element_id'),
  };
}

/** What the data blocks of a prompt give under a key; its example of an answer has dots there. */
function valuesIn(prompt: string, key: string): string[] {
  return [...prompt.matchAll(new RegExp(`"${key}":"(\\d[^"]*)"`, 'g'))].map(([, value = '']) => value);
}

function rightItem({ purpose, codes: [code = '', to = ''] }: Question, id: string, level: LevelOf): Item {
  if (purpose === 'gap') return { element_id: id, llm_gap_description: gapDescriptionOf(code, to, id) };
  return {
    element_id: id,
    llm_skill_name: `Skill ${id}`,
    llm_assigned_proficiency_description: `Uses ${id} as the ordinary work of ${code} requires.`,
    llm_explanation: `The duties of ${code} are about as demanding as the examples that are given for ${id}.`,
    llm_assigned_proficiency_level: level(code, id),
  };
}

function inOrder(schema: SchemaNode | undefined, values: Item): Item {
  const names = schema?.propertyOrdering ?? Object.keys(schema?.properties ?? values);
  return Object.fromEntries(names.map((name) => [name, values[name] ?? `Nothing is known of ${name}.`]));
}
