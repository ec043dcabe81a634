import { isDeepStrictEqual } from 'node:util';
import type { ElementId, OnetSocCode } from '@app/onet';
import type { ItemReading } from './item-schema';
import { isJsonObject, SkillMatcher, type JsonObject } from './match-skill';
import type { AskedSkill, ParsedReply, ReplyProblem, ReplyText } from './parsed-reply';
import { readJson } from './read-json';
import { shown } from './texts';

/** More than any right reply has; each further one would only add a problem. */
const MAX_ITEMS = 500;

/** The form that a reply should have, and the question that it should answer. */
export interface ReplyForm {
  /** The key of the object that holds everything else; some replies lack it. */
  readonly envelope: string;
  /** The key of the list of items; some replies are nothing but the list. */
  readonly list: string;
  /** Codes that the reply repeats, by their keys. One that is there must be right. */
  readonly codes: Readonly<Record<string, OnetSocCode>>;
  readonly asked: readonly AskedSkill[];
}

/** Reads a reply item by item; `readItem` gets those that are about a skill that was asked for. */
export function parseItems<T>(
  reply: ReplyText,
  form: ReplyForm,
  readItem: (item: JsonObject, skill: AskedSkill) => ItemReading<T>,
): ParsedReply<T> {
  const json = readJson(reply);
  if ('fault' in json) return rejected(form, `The reply ${json.fault}.`);
  const list = findList(json.value, form);
  if ('fault' in list) return rejected(form, `The reply ${list.fault}.`);

  const matcher = new SkillMatcher(form.asked);
  const problems: ReplyProblem[] = [];
  const readings = new Map<ElementId, ItemReading<T>[]>();
  for (const [index, entry] of list.entries.entries()) {
    const match = matcher.match(entry, index + 1);
    if ('reason' in match) {
      problems.push({ item: match.called, reason: match.reason });
      continue;
    }
    const ofSkill = readings.get(match.skill.elementId) ?? [];
    readings.set(match.skill.elementId, [...ofSkill, readItem(match.item, match.skill)]);
  }
  return conclude(form, readings, problems);
}

function findList(
  value: unknown,
  { envelope, list, codes }: ReplyForm,
): { readonly entries: readonly unknown[] } | { readonly fault: string } {
  const outer = isJsonObject(value) ? value : {};
  const inner = isJsonObject(outer[envelope]) ? outer[envelope] : {};
  for (const [key, code] of Object.entries(codes)) {
    for (const echo of [inner[key], outer[key]]) {
      if (echo !== undefined && echo !== null && !isCode(echo, code)) {
        return { fault: `has ${shown(echo)} as ${key}, which should be ${code}` };
      }
    }
  }
  const entries: unknown = Array.isArray(value) ? value : (inner[list] ?? outer[list]);
  if (!Array.isArray(entries)) return { fault: `has no list ${list}` };
  if (entries.length > MAX_ITEMS) return { fault: `has ${entries.length} items, more than ${MAX_ITEMS}` };
  return { entries };
}

function isCode(echo: unknown, code: OnetSocCode): boolean {
  return typeof echo === 'string' && echo.trim() === code;
}

function conclude<T>(
  form: ReplyForm,
  readings: ReadonlyMap<ElementId, readonly ItemReading<T>[]>,
  problems: ReplyProblem[],
): ParsedReply<T> {
  const items = new Map<ElementId, T>();
  for (const [item, ofSkill] of readings) {
    const reading = agreed(ofSkill);
    if ('value' in reading) items.set(item, reading.value);
    else problems.push({ item, reason: reading.reason });
  }
  if (items.size === 0) return rejected(form, 'The reply has no item that can be used.', problems);
  const missing = form.asked.map(({ elementId }) => elementId).filter((id) => !items.has(id));
  return { outcome: missing.length === 0 ? 'complete' : 'partial', reason: null, items, missing, problems };
}

/** The reading that all items of a skill share. If one of them is unusable or says something else, none is believed. */
function agreed<T>(readings: readonly ItemReading<T>[]): ItemReading<T> {
  const unusable = readings.find((reading) => 'reason' in reading);
  if (unusable) return unusable;
  const [first, ...others] = readings;
  if (first && others.every((other) => isDeepStrictEqual(other, first))) return first;
  return { reason: `is there ${readings.length} times and not always the same` };
}

function rejected<T>({ asked }: ReplyForm, reason: string, problems: readonly ReplyProblem[] = []): ParsedReply<T> {
  const missing = asked.map(({ elementId }) => elementId);
  return { outcome: 'rejected', reason, items: new Map<ElementId, T>(), missing, problems };
}
