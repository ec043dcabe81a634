import type { Domain, OnetSocCode } from '@app/onet';
import { forEachDomain } from '../profiles/element-table';
import type { ProfileIndex } from '../profiles/profile-index';
import type { ComparableRatings } from '../ratings/comparable-ratings';
import { Estimates, type DomainErrors, type EstimatedProfile } from './estimates';
import type { EstimateBasis } from './neighbours';

/** Ratings of all estimated occupations in one domain, one after the other, in hundredths. */
export interface PackedDomain {
  readonly level: Int16Array;
  readonly importance: Int16Array;
  readonly errors: DomainErrors;
}

/** Estimated profiles as a release carries them. */
export interface PackedEstimates {
  readonly codes: readonly OnetSocCode[];
  readonly bases: readonly EstimateBasis[];
  readonly links: Uint16Array;
  readonly occupations: Uint16Array;
  readonly domains: Readonly<Record<Domain, PackedDomain>>;
}

/** @param index of the same release, for titles and for how many elements each domain has */
export function unpackEstimates(packed: PackedEstimates, index: ProfileIndex): Estimates {
  const profiles = packed.codes.map((code, row): EstimatedProfile => {
    return {
      code,
      title: index.titles.get(code) ?? '',
      basis: packed.bases[row] ?? 'all_occupations',
      links: packed.links[row] ?? 0,
      occupations: packed.occupations[row] ?? 0,
      ratings: forEachDomain((domain) => ratingsOf(packed.domains[domain], row, index.elements(domain).length, index)),
    };
  });
  const errors = forEachDomain((domain) => packed.domains[domain].errors);
  return new Estimates(new Map(profiles.map((profile) => [profile.code, profile])), errors);
}

/** Windows on the arrays of the pack, no copies; there are no flags and no dates. */
function ratingsOf(
  { level, importance, errors }: PackedDomain,
  row: number,
  width: number,
  { words }: ProfileIndex,
): ComparableRatings {
  const [start, end] = [row * width, (row + 1) * width];
  return {
    level: level.subarray(start, end),
    importance: importance.subarray(start, end),
    levelError: errors.level.ofElements,
    suppressed: new Int8Array(width),
    notRelevant: new Int8Array(width),
    dateUpdated: new Uint16Array(width),
    words,
  };
}
