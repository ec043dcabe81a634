import type { ElementId } from '@app/onet';
import { LlmReplyRejectedError } from '../llm.errors';
import type { Answered } from './model-caller';

/** Asking for what is missing costs again, and what a model leaves out twice it leaves out for good. */
const ROUNDS = 3;

/** What came of all rounds; every item that was asked for is in one of the two maps. */
export interface Collected<T> {
  readonly items: ReadonlyMap<ElementId, T>;
  /** Why there is nothing for an item. */
  readonly holes: ReadonlyMap<ElementId, string>;
  readonly modelVersion: string | null;
}

/**
 * Asks for items, then for those alone that are missing, at most twice.
 * @param ask puts one question; an error of the first one is thrown, a later one leaves holes
 * @param subject for people
 * @throws LlmReplyRejectedError if there is not one item in the end
 */
export async function askInRounds<T>(
  asked: readonly ElementId[],
  subject: string,
  ask: (missing: readonly ElementId[], round: number) => Promise<Answered<T>>,
): Promise<Collected<T>> {
  const items = new Map<ElementId, T>();
  const reasons = new Map<ElementId, string>();
  let missing = asked;
  let modelVersion: string | null = null;
  for (let round = 0; round < ROUNDS && missing.length > 0; round++) {
    const answered = await ask(missing, round).catch((error: unknown) => {
      if (items.size === 0) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      for (const id of missing) reasons.set(id, reason);
    });
    // What was paid for is kept, also where the rest cannot be had now.
    if (!answered) break;
    const { parsed, mayAskAgain } = answered;
    for (const [id, item] of parsed.items) items.set(id, item);
    for (const id of parsed.missing)
      reasons.set(id, parsed.reason ?? 'left out, or given in a form that cannot be used');
    for (const { item, reason } of parsed.problems) if (reasons.has(item)) reasons.set(item, reason);
    modelVersion = answered.modelVersion ?? modelVersion;
    missing = missing.filter((id) => !items.has(id));
    if (!mayAskAgain) break;
  }
  if (items.size === 0) throw new LlmReplyRejectedError(subject, reasons.get(asked[0] ?? '') ?? 'nothing was asked');
  return { items, holes: new Map(missing.map((id) => [id, reasons.get(id) ?? 'missing'])), modelVersion };
}
