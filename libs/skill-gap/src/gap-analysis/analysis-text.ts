import { DOMAINS, type Domain } from '@app/onet';
import { ACTIVITIES } from '@app/requirements';
import { ESTIMATES, type ProfileIndex } from '@app/skills';
import type { ComparedElement } from '../analysis/compare-domain';
import type { Summary } from '../analysis/summarise';
import { preparationJson } from '../requirements/preparation-text';
import { technologyJson } from '../requirements/technology-text';
import { workMembers } from '../requirements/work-text';
import type { Similarity } from '../similarity/similarities-part';
import { asciiJson } from '../json/ascii-json';
import { ElementText } from './element-text';
import type { GapAnalysisDto, SimilarityDto } from './gap-analysis.dto';
import type { AnalysedDomain, AnalysisScope, GapAnalysis, NearestSimilarity } from './gap-analysis';
import { citationOf, limitsOf } from './limits';
import type { NearestSimilarityDto, PersonAnalysisDto } from './person-analysis.dto';
import { errorIn, reference, toPerson, toSide } from './to-sides';
import { occupationsOf } from '../sides/side';

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
    const sources = occupationsOf(from);
    const isEstimated = [...sources, to].some(({ estimate }) => estimate !== null);
    const domains = [...analysis.domains].map(([domain, analysed]) => {
      const error = isEstimated ? `"estimate_error":${errorIn(estimates, domain)},` : '';
      return `"${domain}":${analysed === null ? 'null' : this.domain(analysed, error, include)}`;
    });
    const isPerson = from.basis === 'person';
    const before = {
      release: view.release.name,
      from: isPerson ? toPerson(from, estimates) : toSide(from, estimates),
      to: toSide(to, estimates),
      similarity: similarity && (isPerson ? toNearest(similarity) : toSimilarity(similarity)),
    } satisfies Pick<GapAnalysisDto | PersonAnalysisDto, 'release' | 'from' | 'to' | 'similarity'>;
    const after: Pick<GapAnalysisDto, 'limits' | 'citation'> = {
      limits: limitsOf(isEstimated, isPerson),
      citation: citationOf(view.release.name),
    };
    const codes = sources.map(({ code }) => code);
    const knowsWork = view.get(ACTIVITIES) !== null && codes.length > 0;
    const work = knowsWork ? `{${workMembers(view, codes, to.code)}}` : 'null';
    const preparedBy = isPerson ? from.preparedBy : from;
    return (
      `${asciiJson(before).slice(0, -1)},"domains":{${domains.join(',')}},` +
      `"technology":${technologyJson(view, codes, to.code)},` +
      `"preparation":${preparationJson(view, preparedBy?.code ?? null, to.code)},"work":${work},${asciiJson(after).slice(1)}`
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

function toNearest(similarity: NearestSimilarity): NearestSimilarityDto {
  return Object.assign(toSimilarity(similarity), { nearest_occupation: reference(similarity.nearest) });
}

function toSimilarity({ value, percentile, band }: Similarity): SimilarityDto {
  const rounded = percentile === null ? null : Math.floor(percentile * 100 + 0.5) / 100;
  return { value: value / MILLION, percentile: rounded, band };
}
