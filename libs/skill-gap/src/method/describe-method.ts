import { DOMAINS, type Domain } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { ESTIMATES, PROFILES, type EstimateErrors, type Estimates } from '@app/skills';
import { VERDICTS } from '../analysis/verdict';
import { citationOf } from '../gap-analysis/limits';
import { SIMILARITY_RANKS } from '../similarity/similarities-part';
import { BANDS, type SimilarityRanks } from '../similarity/similarity-ranks';
import type { Benchmark } from './benchmark';
import { EXPLAINED_LIMITS } from './limits-explained';
import type { MethodDto, TransitionRule } from './method.dto';
import {
  BENCHMARK_RULE,
  COVERAGE_RULES,
  ESTIMATE_RULES,
  PREPARATION_RULE,
  SIMILARITY_RULES,
  TECHNOLOGY_RULE,
  THRESHOLDS,
  VERDICT_RULES,
  WORD_RULES,
} from './rules';
import { VALIDITY, VALIDITY_TEXT } from './validity';

const MILLION = 1_000_000;
const LICENSE = 'https://creativecommons.org/licenses/by/4.0/';

/**
 * The rules of this service, with the figures of a release.
 * @param benchmark null where the release has no related occupations
 */
export function describeMethod(
  view: ReleaseView,
  benchmark: Benchmark | null,
  transitions: readonly TransitionRule[],
): MethodDto {
  const { z, smallestStandardError, chance, about } = THRESHOLDS;
  const domains = DOMAINS.filter((domain) => view.get(PROFILES).elements(domain).length > 0);
  return {
    release: view.release.name,
    verdicts: {
      definitions: VERDICTS.map((verdict) => ({ verdict, definition: VERDICT_RULES[verdict] })),
      z,
      smallest_standard_error: smallestStandardError,
      chance,
    },
    coverage: COVERAGE_RULES,
    words: { rules: WORD_RULES, about },
    similarity: toSimilarity(view.get(SIMILARITY_RANKS), benchmark),
    estimates: toEstimates(view.get(ESTIMATES), domains),
    technology: TECHNOLOGY_RULE,
    preparation: PREPARATION_RULE,
    transitions: [...transitions],
    limits: EXPLAINED_LIMITS,
    validity: toValidity(),
    citation: citationOf(view.release.name),
    license: LICENSE,
  };
}

function toSimilarity(ranks: SimilarityRanks, benchmark: Benchmark | null): MethodDto['similarity'] {
  const bands = BANDS.map(([band, percentile]) => {
    const isLowest = percentile === -Infinity;
    const from = isLowest ? null : ranks.at(percentile);
    return {
      band,
      percentile_from: isLowest ? 0 : percentile,
      similarity_from: from === null ? null : from / MILLION,
    };
  });
  return { ...SIMILARITY_RULES, pairs: ranks.pairs, bands, benchmark: benchmark && toBenchmark(benchmark) };
}

/** AUC with four decimals, the others with three: their last digit is worth less than one occupation. */
function toBenchmark(benchmark: Benchmark): NonNullable<MethodDto['similarity']['benchmark']> {
  return {
    truth: BENCHMARK_RULE,
    sources: benchmark.sources,
    links: benchmark.links,
    auc: rounded(benchmark.auc, 4),
    pooled_auc: rounded(benchmark.pooledAuc, 4),
    recall_at_10: rounded(benchmark.recallAt10, 3),
    recall_at_20: rounded(benchmark.recallAt20, 3),
    mrr: rounded(benchmark.meanReciprocalRank, 3),
  };
}

function toEstimates(estimates: Estimates, domains: readonly Domain[]): MethodDto['estimates'] {
  const errors = domains.flatMap((domain) => {
    const ofDomain = estimates.errorsIn(domain);
    return ofDomain
      ? [[domain, { level: toErrors(ofDomain.level), importance: toErrors(ofDomain.importance) }] as const]
      : [];
  });
  if (errors.length === 0) return null;
  return { ...ESTIMATE_RULES, occupations: estimates.codes.length, domains: Object.fromEntries(errors) };
}

function toErrors({ mean, ofOccupations }: EstimateErrors) {
  const quantile = (tenth: number): number | null => {
    const error = ofOccupations[Math.floor((tenth * (ofOccupations.length - 1)) / 10 + 0.5)];
    return error === undefined ? null : rounded(error, 4);
  };
  return { mean_error: mean === null ? null : rounded(mean, 4), p10_error: quantile(1), p90_error: quantile(9) };
}

function toValidity(): MethodDto['validity'] {
  const { earlierRelease, laterRelease, estimates, rerated } = VALIDITY;
  return {
    text: VALIDITY_TEXT,
    earlier_release: earlierRelease,
    later_release: laterRelease,
    estimates: {
      occupations: estimates.occupations,
      levels: estimates.levels,
      mean_error: estimates.meanError,
      lowest_error: estimates.lowestError,
      highest_error: estimates.highestError,
    },
    rerated: { occupations: rerated.occupations, levels: rerated.levels, share_called_real: rerated.share },
  };
}

function rounded(value: number, decimals: number): number {
  return Math.floor(value * 10 ** decimals + 0.5) / 10 ** decimals;
}
