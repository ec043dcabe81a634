import { DOMAINS, type Domain } from '@app/onet';
import { PartNotInReleaseError, type ReleaseView } from '@app/releases';
import type { ComparableRatings, ElementEntry, ProfileIndex } from '@app/skills';
import { compareDomain, type DomainComparison } from '../analysis/compare-domain';
import { similarityIn, type Similarity } from '../similarity/similarities-part';
import { occupationsOf, type Side, type Source } from '../sides/side';

/** A source and a target in one release, with the ratings that an analysis of them goes by. */
export interface AnalysedPair<From extends Source = Source> {
  readonly view: ReleaseView;
  readonly index: ProfileIndex;
  readonly from: From;
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

/** How similar the target is to the source; of what a person has been in, to the nearest, which keeps its rank meaningful. */
export interface NearestSimilarity extends Similarity {
  readonly nearest: Side;
}

/** What a person in one occupation lacks for another, and how sure that is. */
export interface GapAnalysis extends AnalysedPair {
  /** Null where the release has no skills or no knowledge of one side. */
  readonly similarity: NearestSimilarity | null;
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
  return { view, index, from, to, similarity: nearestIn(pair), domains: new Map(analysed) };
}

function nearestIn({ view, from, to }: AnalysedPair): NearestSimilarity | null {
  let nearest: NearestSimilarity | null = null;
  for (const side of occupationsOf(from)) {
    const similarity = similarityIn(view, side, to);
    if (similarity && (!nearest || similarity.value > nearest.value)) nearest = { ...similarity, nearest: side };
  }
  return nearest;
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
