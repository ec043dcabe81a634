import type { Domain, OnetSocCode } from '@app/onet';
import type { ProfileIndex } from '@app/skills';
import type { PersonSide, Side } from '../sides/side';
import { personRatings, type SelfRatings } from './person-ratings';
import { ANSWERS_WANTED } from './questions';

/** What a person says of elements, by domain. */
export type SelfRatingsByDomain = ReadonlyMap<Domain, SelfRatings>;

/** An occupation that the person has been in, and the retired code that was given for it, if one was. */
export type PastSide = Side & { readonly replaces: OnetSocCode | null };

/** A person as one side of an analysis, whatever the order in which past occupations are named. */
export function personSide(index: ProfileIndex, named: readonly PastSide[], said: SelfRatingsByDomain): PersonSide {
  const past = [...new Map(named.map((side) => [side.code, side])).values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  const preparedBy = highestZoneOf(past);
  const count = [...said.values()].reduce((sum, { size }) => sum + size, 0);
  return {
    basis: 'person',
    past,
    preparedBy,
    jobZone: preparedBy?.jobZone ?? null,
    selfRatings: count,
    isRough: count < ANSWERS_WANTED,
    selfRated: (domain) => new Set(said.get(domain)?.keys()),
    ratings: (domain) => {
      const rated = past.flatMap((side) => side.ratings(domain) ?? []);
      const own = said.get(domain) ?? NOTHING_SAID;
      if (rated.length === 0 && own.size === 0) return undefined;
      return personRatings(rated, own, { width: index.elements(domain).length, words: index.words });
    },
  };
}

const NOTHING_SAID: SelfRatings = new Map();

/** Whoever was prepared for the more demanding occupation is prepared; of two alike the first one counts. */
function highestZoneOf(past: readonly PastSide[]): PastSide | null {
  let highest = past[0] ?? null;
  for (const side of past) if ((side.jobZone ?? 0) > (highest?.jobZone ?? 0)) highest = side;
  return highest;
}
