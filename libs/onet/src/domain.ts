import type { ElementId } from './element-id';

/** A part of the content model whose elements occupations are rated on, by importance (IM) and level (LV). */
export type Domain = 'skills' | 'knowledge' | 'abilities' | 'work_activities';

/** All of them, in the order in which answers name them. */
export const DOMAINS: readonly Domain[] = ['skills', 'knowledge', 'abilities', 'work_activities'];

const DOMAIN_OF_BRANCH = new Map<string, Domain>([
  ['1.A', 'abilities'],
  ['2.A', 'skills'],
  ['2.B', 'skills'],
  ['2.C', 'knowledge'],
  ['4.A', 'work_activities'],
]);

/** The domain that an element belongs to, which its id says; null if it is of none, such as those of work context. */
export function domainOf(elementId: ElementId): Domain | null {
  return DOMAIN_OF_BRANCH.get(elementId.split('.', 2).join('.')) ?? null;
}
