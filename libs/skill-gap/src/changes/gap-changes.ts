import { DOMAINS, type Domain } from '@app/onet';
import { PartNotInReleaseError } from '@app/releases';
import type { ComparableRatings, ElementEntry } from '@app/skills';
import { summarise, type Summary } from '../analysis/summarise';
import { weigh } from '../analysis/weigh';
import type { RatedPair } from '../plain/skill-gap.service';
import { compareGaps, type DatedLevels, type GapChange } from './compare-gaps';
import { joinElements, type RatedElements } from './join-elements';

/** The same two occupations in two releases. */
export interface PairInReleases {
  readonly before: RatedPair;
  readonly after: RatedPair;
}

/** Why a domain cannot be compared. */
export type Obstacle = 'not_in_release' | 'from_not_rated' | 'to_not_rated';

/** The gaps of one domain, in two releases. */
export interface DomainChanges {
  readonly before: Summary;
  readonly after: Summary;
  /** Of every element that both have. */
  readonly elements: readonly (GapChange & { readonly entry: ElementEntry })[];
  readonly added: readonly ElementEntry[];
  readonly removed: readonly ElementEntry[];
}

/** A domain that one of two releases lacks, for these occupations. */
export interface Incomparable {
  readonly obstacles: readonly { readonly release: string; readonly reason: Obstacle }[];
}

/** The ratings of a pair in one domain of one release. */
interface RatedDomain {
  readonly entries: readonly ElementEntry[];
  readonly from: ComparableRatings;
  readonly to: ComparableRatings;
}

/**
 * What has become of the gaps, domain by domain.
 * @param wanted null for all that one of the releases has
 * @throws PartNotInReleaseError for a domain that neither of them has
 */
export function changesOf(
  { before, after }: PairInReleases,
  wanted: readonly Domain[] | null,
): Map<Domain, DomainChanges | Incomparable> {
  const has = ({ index }: RatedPair, domain: Domain): boolean => index.elements(domain).length > 0;
  const domains = wanted ?? DOMAINS.filter((domain) => has(before, domain) || has(after, domain));
  const changes = new Map<Domain, DomainChanges | Incomparable>();
  for (const domain of domains) {
    if (!has(before, domain) && !has(after, domain)) {
      throw new PartNotInReleaseError(domain, after.index.release.name);
    }
    const [was, is] = [ratedDomain(before, domain), ratedDomain(after, domain)];
    const obstacles = [was, is].flatMap((each) => ('reason' in each ? [each] : []));
    changes.set(domain, 'reason' in was || 'reason' in is ? { obstacles } : compareDomains(was, is));
  }
  return changes;
}

function ratedDomain(pair: RatedPair, domain: Domain): RatedDomain | Incomparable['obstacles'][number] {
  const { index } = pair;
  const refuse = (reason: Obstacle) => ({ release: index.release.name, reason });
  const entries = index.elements(domain);
  if (entries.length === 0) return refuse('not_in_release');
  const [from, to] = [pair.from, pair.to].map(({ code }) => index.comparableRatings(code, domain));
  if (!from) return refuse('from_not_rated');
  return to ? { entries, from, to } : refuse('to_not_rated');
}

function compareDomains(before: RatedDomain, after: RatedDomain): DomainChanges {
  const joined = joinElements(ratedElements(before), ratedElements(after));
  const changes = compareGaps(dated(before), dated(after), joined.both);
  return {
    before: summarise(before.from, before.to, weigh(before.from, before.to)),
    after: summarise(after.from, after.to, weigh(after.from, after.to)),
    elements: changes.flatMap((change) => {
      const entry = after.entries[change.element.after];
      return entry ? [{ ...change, entry }] : [];
    }),
    added: joined.added.flatMap((position) => after.entries[position] ?? []),
    removed: joined.removed.flatMap((position) => before.entries[position] ?? []),
  };
}

function ratedElements({ entries, from, to }: RatedDomain): RatedElements {
  const isRated = (position: number): boolean => (from.level[position] ?? -1) >= 0 && (to.level[position] ?? -1) >= 0;
  return { ids: entries.map(({ elementId }) => elementId), isRated };
}

function dated({ from, to }: RatedDomain): Record<'from' | 'to', DatedLevels> {
  return { from: { ...from, month: monthsOf(from) }, to: { ...to, month: monthsOf(to) } };
}

/** Each release has numbers of its own for the texts of dates, such as `2023-08-01`. */
function monthsOf({ dateUpdated, words }: ComparableRatings): Int32Array {
  return Int32Array.from(dateUpdated, (number) => {
    const [year, month] = words.get(number)?.split('-') ?? [];
    return year && month ? Number(year) * 100 + Number(month) : -1;
  });
}
