import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { OnetSocCode } from '@app/onet';
import { CarriedParts, ReleasePart, type DerivedPart, type OtherParts, type ReleaseView } from '@app/releases';
import { PROFILES, type ComparableRatings, type ProfileIndex } from '@app/skills';
import { similarityOf, similarityProfile, type SimilarityProfile } from './similarity';
import { bandOf, SimilarityRanks, type Band } from './similarity-ranks';

/** How similar the occupations of a release are to each other. */
export const SIMILARITY_RANKS = new ReleasePart<SimilarityRanks>('similarity ranks');

/** Some 5 milliseconds: requests are served meanwhile. */
const PAIRS_AT_ONCE = 20_000;

/** Computes the similarities of all rated occupations, which follow from the ratings. */
@Injectable()
export class SimilaritiesPart implements DerivedPart<SimilarityRanks, Int32Array>, OnModuleInit {
  readonly part = SIMILARITY_RANKS;
  readonly version = 1;

  constructor(private readonly carried: CarriedParts) {}

  onModuleInit(): void {
    this.carried.registerDerived(this);
  }

  async derive(others: OtherParts): Promise<Int32Array> {
    const profiles = similarityProfilesOf(await others.get(PROFILES));
    return (await rankPairs([...profiles.values()])).ascending;
  }

  make(ascending: Int32Array): SimilarityRanks {
    return new SimilarityRanks(ascending);
  }

  byteLengthOf({ ascending }: SimilarityRanks): number {
    return ascending.byteLength;
  }
}

/** How similar two occupations are, and how that ranks. */
export interface Similarity {
  /** In millionths. */
  readonly value: number;
  /** Null, like the band, in a release without two rated occupations. */
  readonly percentile: number | null;
  readonly band: Band | null;
}

/** The ratings of one side of a comparison, by domain. */
export interface RatedSide {
  readonly ratings: (domain: 'skills' | 'knowledge') => ComparableRatings | undefined;
}

/** @returns null where one of the two lacks ratings that similarity is about */
export function similarityIn(view: ReleaseView, from: RatedSide, to: RatedSide): Similarity | null {
  const [a, b] = [from, to].map(({ ratings }) => similarityProfile(ratings('skills'), ratings('knowledge')));
  if (!a || !b) return null;
  const value = similarityOf(a, b);
  const percentile = view.get(SIMILARITY_RANKS).percentileOf(value);
  return { value, percentile, band: percentile === null ? null : bandOf(percentile) };
}

/** What similarity is about of all rated occupations, by code; without those that lack ratings that it is about. */
export function similarityProfilesOf(index: ProfileIndex): Map<OnetSocCode, SimilarityProfile> {
  const profiles = new Map<OnetSocCode, SimilarityProfile>();
  for (const code of index.ratedCodes()) {
    const [skills, knowledge] = [index.comparableRatings(code, 'skills'), index.comparableRatings(code, 'knowledge')];
    const profile = similarityProfile(skills, knowledge);
    if (profile) profiles.set(code, profile);
  }
  return profiles;
}

async function rankPairs(profiles: readonly SimilarityProfile[]): Promise<SimilarityRanks> {
  const counts = SimilarityRanks.counts();
  let pairs = 0;
  let sinceTurn = 0;
  for (const [i, a] of profiles.entries()) {
    for (const b of profiles.slice(i + 1)) {
      const place = SimilarityRanks.placeOf(similarityOf(a, b));
      counts[place] = (counts[place] ?? 0) + 1;
    }
    pairs += profiles.length - i - 1;
    sinceTurn += profiles.length - i - 1;
    if (sinceTurn < PAIRS_AT_ONCE) continue;
    sinceTurn = 0;
    await nextTurn();
  }
  return SimilarityRanks.fromCounts(counts, pairs);
}
