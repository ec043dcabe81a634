import { DOMAINS, type Domain } from '@app/onet';
import { ACTIVITIES } from '@app/requirements';
import { ESTIMATES, type Estimates, type ProfileIndex } from '@app/skills';
import type { ComparedElement } from '../analysis/compare-domain';
import type { Summary } from '../analysis/summarise';
import { preparationJson } from '../requirements/preparation-text';
import { technologyJson } from '../requirements/technology-text';
import { workMembers } from '../requirements/work-text';
import type { Similarity } from '../similarity/similarities-part';
import { asciiJson } from '../json/ascii-json';
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

  /** A `GapAnalysisDto`, in ASCII. */
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
    const after: Pick<GapAnalysisDto, 'limits' | 'citation'> = {
      limits: limitsOf(isEstimated),
      citation: citationOf(view.release.name),
    };
    const work = view.get(ACTIVITIES) === null ? 'null' : `{${workMembers(view, from.code, to.code)}}`;
    return (
      `${asciiJson(before).slice(0, -1)},"domains":{${domains.join(',')}},` +
      `"technology":${technologyJson(view, from.code, to.code)},` +
      `"preparation":${preparationJson(view, from.code, to.code)},"work":${work},${asciiJson(after).slice(1)}`
    );
  }

  /** @param first members that stand before the others */
  private domain(analysed: AnalysedDomain, first: string, include: AnalysisScope['include']): string {
    const others = include === 'all' ? `,"others":[${this.rows(analysed, 'other', analysed.others)}]` : '';
    const gaps = this.rows(analysed, 'gap', analysed.gaps);
    return `{${first}${summaryText(analysed.summary)},"gaps":[${gaps}]${others}}`;
  }

  private rows({ domain, from, to }: AnalysedDomain, as: 'gap' | 'other', rows: readonly ComparedElement[]): string {
    const texts = this.elements.get(domain) ?? [];
    let text = '';
    for (const row of rows) text += `${text === '' ? '' : ','}${texts[row.element]?.[as](row, from, to)}`;
    return text;
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
