import type { OnetSocCode } from '@app/onet';
import type { Taxonomy } from '@app/releases';
// Made by make-retired-codes.mjs; its notice belongs to it wherever it goes.
import data from './retired-codes.json';

/** An occupation of an earlier edition of O*NET-SOC whose code a later one lacks. */
export interface RetiredOccupation {
  readonly code: OnetSocCode;
  /** As the last edition that had it called it. */
  readonly title: string;
  /** Codes of the later edition, in their order; at least one. */
  readonly successors: readonly OnetSocCode[];
}

type RetiredCode = (typeof data.retired)[number];

const RETIRED: ReadonlyMap<OnetSocCode, RetiredCode> = new Map(data.retired.map((entry) => [entry.code, entry]));

/**
 * What became of an occupation whose code a taxonomy lacks and an earlier one had, by the official crosswalks, one after
 * the other; null for all other codes. A code that the taxonomy has is never led on, although a few of 2009 stood for
 * other occupations then (13-2071.00 was Loan Counselors, and is Credit Counselors): nobody can tell which one is meant.
 */
export function retiredOccupation(code: OnetSocCode, taxonomy: Taxonomy): RetiredOccupation | null {
  const entry = RETIRED.get(code);
  return entry ? toRetired(entry, taxonomy) : null;
}

/** The codes that stand for a retired one in a taxonomy; none for a code that is not retired there. */
export function successorsOf(code: OnetSocCode, taxonomy: Taxonomy): readonly OnetSocCode[] {
  return retiredOccupation(code, taxonomy)?.successors ?? [];
}

/** All that are retired in a taxonomy, by code. Several may have had the same title. */
export function retiredTitles(taxonomy: Taxonomy): RetiredOccupation[] {
  return data.retired.flatMap((entry) => toRetired(entry, taxonomy) ?? []);
}

function toRetired(entry: RetiredCode, taxonomy: Taxonomy): RetiredOccupation | null {
  const { code, title } = entry;
  const successors = taxonomy === '2010' ? entry.in2010 : entry.in2019;
  return successors.length > 0 ? { code, title, successors } : null;
}
