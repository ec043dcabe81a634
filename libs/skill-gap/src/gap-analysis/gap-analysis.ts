import { DOMAINS, type Domain } from '@app/onet';
import { PartNotInReleaseError, type ReleaseView } from '@app/releases';
import type { ComparableRatings, ElementEntry, ProfileIndex } from '@app/skills';
import { compareDomain, type DomainComparison } from '../analysis/compare-domain';
import { similarityIn, type Similarity } from '../similarity/similarities-part';
import type { Side } from './side';

/** Two occupations of one release, with the ratings that an analysis of them goes by. */
export interface AnalysedPair {
  readonly view: ReleaseView;
  readonly index: ProfileIndex;
  readonly from: Side;
  readonly to: Side;
}

/** What an analysis is asked for. */
export interface AnalysisScope {
  /** Null for all that the release has. */
  readonly domains: readonly Domain[] | null;
  readonly include: 'gaps' | 'all';
}

/** One domain compared, with the elements that its rows are about. */
export interface AnalysedDomain extends DomainComparison {
  readonly domain: Domain;
  readonly elements: readonly ElementEntry[];
  readonly from: ComparableRatings;
  readonly to: ComparableRatings;
}

/** What a person in one occupation lacks for another, and how sure that is. */
export interface GapAnalysis extends AnalysedPair {
  /** Null where the release has no skills or no knowledge of one side. */
  readonly similarity: Similarity | null;
  /** By domain; null where one side has no ratings in it. */
  readonly domains: ReadonlyMap<Domain, AnalysedDomain | null>;
}

/**
 * The domains to be compared.
 * @param wanted null for all that the release has
 * @throws PartNotInReleaseError for one that it does not have
 */
export function domainsOf({ index }: Pick<AnalysedPair, 'index'>, wanted: AnalysisScope['domains']): readonly Domain[] {
  const has = (domain: Domain): boolean => index.elements(domain).length > 0;
  const missing = wanted?.find((domain) => !has(domain));
  if (missing) throw new PartNotInReleaseError(missing, index.release.name);
  return wanted ?? DOMAINS.filter(has);
}

/**
 * Compares two occupations, domain by domain.
 * @throws PartNotInReleaseError for a domain that the release does not have
 */
export function analyse(pair: AnalysedPair, { domains, include }: AnalysisScope): GapAnalysis {
  const { view, index, from, to } = pair;
  const analysed = domainsOf(pair, domains).map((domain) => [domain, analyseDomain(pair, domain, include)] as const);
  return { view, index, from, to, similarity: similarityIn(view, from, to), domains: new Map(analysed) };
}

function analyseDomain(
  { index, from, to }: AnalysedPair,
  domain: Domain,
  include: 'gaps' | 'all',
): AnalysedDomain | null {
  const elements = index.elements(domain);
  const [source, target] = [from.ratings(domain), to.ratings(domain)];
  if (!source || !target) return null;
  return { domain, elements, from: source, to: target, ...compareDomain(source, target, include) };
}
