import type { ElementId } from '@app/onet';

/** The part of a reply that the parser reads. */
export interface ReplyText {
  readonly text: string;
  /** It ends at the token limit: its last item may be cut off. */
  readonly truncated: boolean;
}

/** A skill that was asked for, by the name that the prompt gave it. */
export interface AskedSkill {
  readonly elementId: ElementId;
  readonly name: string;
}

/** Something in a reply that cannot be used, and why. */
export interface ReplyProblem {
  /** The element id, or else the reply's own name for the item; shortened. */
  readonly item: string;
  readonly reason: string;
}

/** The result of parsing a reply. An item is whole and checked, or not there at all. */
export interface ParsedReply<T> {
  /** `complete`: every item that was asked for; `rejected`: none. */
  readonly outcome: 'complete' | 'partial' | 'rejected';
  /** Why it was rejected as a whole; null otherwise. */
  readonly reason: string | null;
  readonly items: ReadonlyMap<ElementId, T>;
  /** Skills that were asked for and are not among the items, in the order of the question. */
  readonly missing: readonly ElementId[];
  readonly problems: readonly ReplyProblem[];
}

/** The level of one skill as a model assesses it. */
export interface AssessedLevel {
  /** 0 to 7, in half steps where the model keeps to the prompt. */
  readonly level: number;
  /** The model's name for the skill. */
  readonly skillName: string;
  /** The meaning of the level in this occupation. */
  readonly levelDescription: string;
  readonly explanation: string;
}
