import type { ElementId } from '@app/onet';

/** What the parser reads of a reply. */
export interface ReplyText {
  readonly text: string;
  /** It ends at the token limit: its last item may be cut off. */
  readonly truncated: boolean;
}

/** A skill that was asked for; its name is what the prompt called it. */
export interface AskedSkill {
  readonly elementId: ElementId;
  readonly name: string;
}

/** Something in a reply that cannot be used, and why. */
export interface ReplyProblem {
  /** The element id, or what the reply calls the item instead; shortened. */
  readonly item: string;
  readonly reason: string;
}

/** What a reply amounts to. An item is whole and checked, or not there at all. */
export interface ParsedReply<T> {
  /** `complete`: every item that was asked for; `rejected`: none. */
  readonly outcome: 'complete' | 'partial' | 'rejected';
  /** Why it was rejected as a whole; null otherwise. */
  readonly reason: string | null;
  readonly items: ReadonlyMap<ElementId, T>;
  /** What was asked for and is not among the items, in the order of the question. */
  readonly missing: readonly ElementId[];
  readonly problems: readonly ReplyProblem[];
}

/** The level of one skill as a model assesses it. */
export interface AssessedLevel {
  /** 0 to 7, in half steps where the model keeps to what it was asked for. */
  readonly level: number;
  /** What the model calls the skill. */
  readonly skillName: string;
  /** What the level means in this occupation. */
  readonly levelDescription: string;
  readonly explanation: string;
}
