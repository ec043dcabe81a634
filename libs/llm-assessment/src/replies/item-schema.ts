import { z } from 'zod';
import type { JsonObject } from './match-skill';
import { shown } from './texts';

/** The value of an item, or the reason why it cannot be used. */
export type ItemReading<T> = { readonly value: T } | { readonly reason: string };

/** The error of a schema for a value other than the wanted one, such as `a text`. */
export function notA(wanted: string): { readonly error: (issue: { readonly input?: unknown }) => string } {
  return { error: ({ input }) => (input === undefined ? 'is missing' : `is ${shown(input)}, not ${wanted}`) };
}

/** A text that an item must have. */
export function requiredText(): z.ZodString {
  return z.string(notA('a text'));
}

/** Reads an item by its schema; the reason is the first thing that is wrong with it. */
export function readAs<T>(schema: z.ZodType<T>, item: JsonObject): ItemReading<T> {
  const result = schema.safeParse(item);
  if (result.success) return { value: result.data };
  const issue = result.error.issues[0];
  return { reason: `${issue?.path.join('.')} ${issue?.message}` };
}
