import { DOMAINS, type Domain } from '@app/onet';
import { ESTIMATES, type Estimates, type ProfileIndex } from '@app/skills';
import type { ComparedElement } from '../analysis/compare-domain';
import type { Summary } from '../analysis/summarise';
import { preparationGapIn, technologyGapIn, workGapIn } from '../requirements/requirement-gaps';
import type { Similarity } from '../similarity/similarities-part';
import { ElementText } from './element-text';
import type { AnalysedOccupationDto, GapAnalysisDto, SimilarityDto } from './gap-analysis.dto';
import type { AnalysedDomain, AnalysisScope, GapAnalysis } from './gap-analysis';
import { citationOf, limitsOf } from './limits';
import type { Side } from './side';

const MILLION = 1_000_000;

/**
 * Writes analyses as JSON text, from pieces that are prepared once for a release: an answer has a hundred rows of a dozen
 * members, and objects for JSON.stringify take three times as long (docs/performance.md).
 */
export class AnalysisText {
  private readonly elements: ReadonlyMap<Domain, readonly ElementText[]>;

  constructor(index: ProfileIndex) {
    this.elements = new Map(
      DOMAINS.map((domain) => [domain, index.elements(domain).map((element) => new ElementText(element))]),
    );
  }

  /** A `GapAnalysisDto`. */
  write(analysis: GapAnalysis, { include }: Pick<AnalysisScope, 'include'>): string {
    const { view, from, to, similarity } = analysis;
    const estimates = view.get(ESTIMATES);
    const isEstimated = from.estimate !== null || to.estimate !== null;
    const domains = [...analysis.domains].map(([domain, analysed]) => {
      const error = isEstimated ? `"estimate_error":${errorIn(estimates, domain)},` : '';
      return `"${domain}":${analysed === null ? 'null' : this.domain(analysed, error, include)}`;
    });
    const before: Pick<GapAnalysisDto, 'release' | 'from' | 'to' | 'similarity'> = {
      release: view.release.name,
      from: toSide(from, estimates),
      to: toSide(to, estimates),
      similarity: similarity && toSimilarity(similarity),
    };
    const after: Omit<GapAnalysisDto, keyof typeof before | 'domains'> = {
      technology: technologyGapIn(view, from.code, to.code),
      preparation: preparationGapIn(view, from.code, to.code),
      work: workGapIn(view, from.code, to.code),
      limits: limitsOf(isEstimated),
      citation: citationOf(view.release.name),
    };
    return `${JSON.stringify(before).slice(0, -1)},"domains":{${domains.join(',')}},${JSON.stringify(after).slice(1)}`;
  }

  /** @param first members that stand before the others */
  private domain(analysed: AnalysedDomain, first: string, include: AnalysisScope['include']): string {
    const texts = this.elements.get(analysed.domain) ?? [];
    const { from, to } = analysed;
    const write = (rows: readonly ComparedElement[], as: 'gap' | 'other'): string =>
      rows.map((row) => texts[row.element]?.[as](row, from, to)).join(',');
    const others = include === 'all' ? `,"others":[${write(analysed.others, 'other')}]` : '';
    return `{${first}${summaryText(analysed.summary)},"gaps":[${write(analysed.gaps, 'gap')}]${others}}`;
  }
}

function summaryText(summary: Summary): string {
  return (
    `"compared":${summary.compared},"coverage":${share(summary.coverage)},` +
    `"coverage_standard_error":${share(summary.coverageError)},"shortfall":${share(summary.shortfall)},` +
    `"real_shortfall":${share(summary.realShortfall)},"surplus":${share(summary.surplus)},` +
    `"direction":${share(summary.direction)},"verdicts":${JSON.stringify(summary.verdicts)},` +
    `"expected_by_chance":${summary.expectedByChance / 100}`
  );
}

function share(millionths: number | null): number | null {
  return millionths === null ? null : millionths / MILLION;
}

function toSide({ code, title, jobZone, basis, estimate }: Side, estimates: Estimates): AnalysedOccupationDto {
  const side = { code, title, job_zone: jobZone, basis };
  if (!estimate) return side;
  const { links, occupations, basis: over } = estimate;
  return { ...side, estimate: { links, occupations, basis: over, error: errorIn(estimates, 'skills') } };
}

/** With two decimals: more would claim too much. */
function errorIn(estimates: Estimates, domain: Domain): number | null {
  const error = estimates.errorsIn(domain)?.level.mean ?? null;
  return error === null ? null : Math.round(error * 100) / 100;
}

function toSimilarity({ value, percentile, band }: Similarity): SimilarityDto {
  const rounded = percentile === null ? null : Math.floor(percentile * 100 + 0.5) / 100;
  return { value: value / MILLION, percentile: rounded, band };
}
