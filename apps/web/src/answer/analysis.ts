import type { Schemas } from '@app/client';
import { domains, type Domain } from '../address/asked';

/** What the service says about two occupations, or about a person and an occupation. */
export type Analysis = Schemas['GapAnalysisDto'] | Schemas['PersonAnalysisDto'];
export type AnalysedDomain = Schemas['AnalysedDomainDto'];
export type Gap = Schemas['AnalysedGapDto'];
export type Other = Schemas['OtherElementDto'];
export type Verdict = Gap['verdict'];
export type Order = 'weight' | 'difference';

/** Real gaps: what adds most to what is missing first, as the service has it, or the largest step first. */
export function realGaps(domain: AnalysedDomain, order: Order): Gap[] {
  const real = domain.gaps.filter(({ verdict }) => verdict === 'real');
  if (order === 'weight') return real;
  return real.sort((one, other) => other.difference - one.difference || one.element_id.localeCompare(other.element_id));
}

const foldedVerdicts = ['within_noise', 'low_precision', 'unknown', 'not_required'] as const;
export type FoldedVerdict = (typeof foldedVerdicts)[number];

/** Differences that are no real gaps, by why not. */
export function foldedGaps(domain: AnalysedDomain): { readonly verdict: FoldedVerdict; readonly gaps: Gap[] }[] {
  return foldedVerdicts
    .map((verdict) => ({ verdict, gaps: domain.gaps.filter((gap) => gap.verdict === verdict) }))
    .filter(({ gaps }) => gaps.length > 0);
}

/** What the source really has more of, the most first. */
export function strengths(domain: AnalysedDomain): Other[] {
  const surplus = (domain.others ?? []).filter((other) => other.surplus === 'real' && other.verdict === 'met');
  return surplus.sort(
    (one, other) => one.difference - other.difference || one.element_id.localeCompare(other.element_id),
  );
}

/** What the source has enough of, without a difference worth a word. */
export function level(domain: AnalysedDomain): Other[] {
  return (domain.others ?? []).filter((other) => other.verdict === 'met' && other.surplus !== 'real');
}

/** The words of a gap without the name and the figures that stand beside them already. */
export function phraseOf(words: string | null): string | null {
  if (words === null) return null;
  const phrase = words.slice(words.indexOf(': ') + 2);
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}

export interface Count {
  readonly domain: Domain;
  /** Null where the release, or one side, has no ratings in this domain. */
  readonly real: number | null;
  readonly listed: number;
}

/** For the tabs: how many gaps each domain has, and how many of them are real. */
export function counts(analysis: Analysis): Count[] {
  return domains.map((domain) => {
    const analysed = analysis.domains[domain];
    return { domain, real: analysed?.verdicts.real ?? null, listed: analysed?.gaps.length ?? 0 };
  });
}

export interface Months {
  readonly earliest: string;
  readonly latest: string;
}

/** From when the ratings of one side are. */
export function ratedIn(domain: AnalysedDomain, side: 'from_date' | 'to_date'): Months | null {
  const dates = [...domain.gaps, ...(domain.others ?? [])].map((row) => row[side]).filter((date) => date !== null);
  const sorted = dates.sort();
  const [earliest, latest] = [sorted[0], sorted.at(-1)];
  return earliest === undefined || latest === undefined ? null : { earliest, latest };
}
