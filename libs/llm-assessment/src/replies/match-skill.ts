import { isElementId, type ElementId } from '@app/onet';
import type { AskedSkill } from './parsed-reply';
import { foldBlanks, shortened, shown } from './texts';

/** A JSON object of a reply. Only keys that the contract knows are ever read from it. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The skill that an item is about, or why it is about none that was asked for. */
export type SkillMatch =
  { readonly skill: AskedSkill; readonly item: JsonObject } | { readonly called: string; readonly reason: string };

/** Tells which skill an item is about: by its element id, or by its name where it has no id. */
export class SkillMatcher {
  private readonly byId: ReadonlyMap<ElementId, AskedSkill>;
  /** Null where several have the name. */
  private readonly byName = new Map<string, AskedSkill | null>();

  constructor(asked: readonly AskedSkill[]) {
    this.byId = new Map(asked.map((skill) => [skill.elementId, skill]));
    for (const skill of this.byId.values()) {
      const name = foldName(skill.name);
      this.byName.set(name, this.byName.has(name) ? null : skill);
    }
  }

  /** `position` names an item that has neither id nor name: the first one is `item 1`. */
  match(item: unknown, position: number): SkillMatch {
    if (!isJsonObject(item)) return { called: `item ${position}`, reason: `is ${shown(item)}, not an object` };
    const id = textOf(item.element_id);
    const name = textOf(item.llm_skill_name);
    const called = shortened(id || name) || `item ${position}`;
    const named = this.findByName(name);
    const skill = this.byId.get(id) ?? (isElementId(id) ? null : (this.findByName(id) ?? named));
    if (!skill) return { called, reason: id || name ? 'was not asked for' : 'has no element_id' };
    // Id and name of two skills: nothing says which of them the item is about.
    if (named && named !== skill) return { called, reason: `has the name of ${named.elementId}` };
    return { skill, item };
  }

  private findByName(name: string): AskedSkill | null {
    return this.byName.get(foldName(name)) ?? null;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Names that differ only in case, in the form of their characters, or in `&` for `and` are the same. */
function foldName(name: string): string {
  return foldBlanks(name.normalize('NFKC').toLowerCase().replaceAll('&', ' and '));
}
