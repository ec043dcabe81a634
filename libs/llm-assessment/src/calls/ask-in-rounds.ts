import type { ElementId } from '@app/onet';
import { LlmReplyRejectedError } from '../llm.errors';
import type { Answered } from './model-caller';

/** Asking for missing items costs again, and a model that leaves out an item twice leaves it out for good. */
const ROUNDS = 3;

/** The result of all rounds; every item that was asked for is in one of the two maps. */
export interface Collected<T> {
  readonly items: ReadonlyMap<ElementId, T>;
  /** Why there is nothing for an item. */
  readonly holes: ReadonlyMap<ElementId, string>;
  readonly modelVersion: string | null;
  /**
   * The error that ended the rounds before they were done: then the holes are open, as the model may still fill them.
   * Null: the model has left them out itself.
   */
  readonly interruption: Error | null;
}

/** Puts one question: it takes the missing items, and the number of rounds before. */
type Ask<T> = (missing: readonly ElementId[], round: number) => Promise<Answered<T>>;

/**
 * Asks for items, then for those alone that are missing, at most twice.
 * @param ask an error of the first question is thrown, a later one leaves holes
 * @param subject for people
 * @throws LlmReplyRejectedError if there is not one item in the end
 */
export async function askInRounds<T>(asked: readonly ElementId[], subject: string, ask: Ask<T>): Promise<Collected<T>> {
  const collected = await fillInRounds(asked, ask);
  const { items, holes, interruption } = collected;
  if (items.size > 0) return collected;
  throw interruption ?? new LlmReplyRejectedError(subject, holes.get(asked[0] ?? '') ?? 'nothing was asked');
}

/** The same for the missing items of a stored answer: the model may give none of them, and nothing is thrown. */
export async function fillInRounds<T>(asked: readonly ElementId[], ask: Ask<T>): Promise<Collected<T>> {
  const items = new Map<ElementId, T>();
  const reasons = new Map<ElementId, string>();
  let missing = asked;
  let modelVersion: string | null = null;
  let interruption: Error | null = null;
  for (let round = 0; round < ROUNDS && missing.length > 0; round++) {
    const answered = await ask(missing, round).catch(toError);
    // Items that were paid for are kept, also where the rest cannot be had now.
    if (answered instanceof Error) {
      interruption = answered;
      for (const id of missing) reasons.set(id, answered.message);
      break;
    }
    const { parsed, mayAskAgain } = answered;
    for (const [id, item] of parsed.items) items.set(id, item);
    for (const id of parsed.missing)
      reasons.set(id, parsed.reason ?? 'left out, or given in a form that cannot be used');
    for (const { item, reason } of parsed.problems) if (reasons.has(item)) reasons.set(item, reason);
    modelVersion = answered.modelVersion ?? modelVersion;
    missing = missing.filter((id) => !items.has(id));
    if (!mayAskAgain) break;
  }
  const holes = new Map(missing.map((id) => [id, reasons.get(id) ?? 'missing']));
  return { items, holes, modelVersion, interruption };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
