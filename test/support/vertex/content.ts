import { textOf, type Draft, type Item, type Question } from './answers';
import type { Fault } from './faults';
import { CHARACTERS_PER_TOKEN, type Written } from './generation';

const UNKNOWN_ID = '9.Z.9.z';

/** What the model writes in the place of the right answer, within its limit of tokens. */
export function write(question: Question, right: Draft, fault: Fault | undefined, maxTokens = Infinity): Written {
  const draft = misjudged(question, right, fault);
  const text = textOf(question, draft);
  const thought = fault?.kind === 'thinking' ? Math.min(fault.tokens, maxTokens) : 0;
  const room = (maxTokens - thought) * CHARACTERS_PER_TOKEN;
  if (thought > 0) return afterThinking(thought, text.slice(0, room), text.length > room ? 'MAX_TOKENS' : 'STOP');
  if (text.length > room) return written([text.slice(0, room)], 'MAX_TOKENS');
  return misformed(text, textOf(question, { ...draft, items: draft.items.map(otherwise) }), fault);
}

function misjudged({ form }: Question, draft: Draft, fault: Fault | undefined): Draft {
  const { head, items } = draft;
  switch (fault?.kind) {
    case 'missing-items':
      return { head, items: without(items, fault.items) };
    case 'extra-items':
      return { head, items: [...items, { ...items[0], element_id: fault.id ?? UNKNOWN_ID }] };
    case 'duplicate-items':
      return { head, items: items.flatMap((item) => twice(item, fault)) };
    case 'wrong-code':
      return { items, head: { ...head, [form.codes.at(-1) ?? '']: fault.code } };
    case 'names-instead-of-ids':
      return { head, items: items.map((item) => named(item, fault)) };
    case 'level':
      return { head, items: replaced(items, fault.ids, { llm_assigned_proficiency_level: fault.value }) };
    case 'gap-text':
      return { head, items: replaced(items, fault.ids, { llm_gap_description: fault.text }) };
    default:
      return draft;
  }
}

/** `thought` is what the model considers before it writes the text. */
function misformed(text: string, thought: string, fault: Fault | undefined): Written {
  switch (fault?.kind) {
    case 'text':
      return written([fault.change(text)], fault.finishReason);
    case 'truncated':
      return written([text.slice(0, text.length * fault.fraction)], 'MAX_TOKENS');
    case 'finish':
      return written(fault.withText ? [text] : [], fault.reason);
    case 'fenced':
      return written([`\uFEFF\`\`\`json\n${text}\n\`\`\``]);
    case 'chatter':
      return written([`Here is the {"JSON"} you asked for:\n${text}\nIs there anything else?`]);
    case 'thought-parts':
      return { parts: [{ text: thought, thought: true }, { text }], finishReason: 'STOP' };
    case 'split-parts':
      return written(slices(text, fault.parts ?? 3));
    default:
      return written([text]);
  }
}

/** Without a part of what is written where thinking takes all of the room. */
function afterThinking(tokens: number, text: string, finishReason: string): Written {
  return { parts: text === '' ? [] : [{ text }], finishReason, thoughtTokens: tokens };
}

function written(texts: readonly string[], finishReason: string | null = 'STOP'): Written {
  return { parts: texts.map((text) => ({ text })), finishReason };
}

function without(items: readonly Item[], dropped: number | readonly string[]): readonly Item[] {
  if (typeof dropped === 'number') return items.slice(0, Math.max(items.length - dropped, 0));
  return items.filter((item) => !isAmong(dropped, item));
}

function twice(item: Item, { ids, differing = false }: Fault & { kind: 'duplicate-items' }): readonly Item[] {
  if (!isAmong(ids, item)) return [item];
  return [item, differing ? otherwise(item) : item];
}

function named(item: Item, { names, in: field = 'element_id' }: Fault & { kind: 'names-instead-of-ids' }): Item {
  const name = names[String(item.element_id)];
  // JSON leaves out what is undefined.
  return name === undefined ? item : { ...item, element_id: undefined, [field]: name };
}

function replaced(items: readonly Item[], ids: readonly string[] | undefined, change: Item): readonly Item[] {
  return items.map((item) => (isAmong(ids, item) ? { ...item, ...change } : item));
}

/** The same item with another content that would be as good. */
function otherwise(item: Item): Item {
  const { llm_gap_description: description, llm_assigned_proficiency_level: level } = item;
  if (typeof description !== 'string') return { ...item, llm_assigned_proficiency_level: level === '7' ? '0' : '7' };
  return { ...item, llm_gap_description: `After all: ${description}` };
}

function isAmong(ids: readonly string[] | undefined, { element_id: id }: Item): boolean {
  return ids === undefined || ids.includes(String(id));
}

function slices(text: string, count: number): string[] {
  const length = Math.ceil(text.length / count);
  return Array.from({ length: count }, (_, index) => text.slice(index * length, (index + 1) * length));
}
