import { DOMAINS, type Domain, type ReleaseName } from '@app/onet';
import { ACTIVITIES } from '@app/requirements';
import { ESTIMATES, type ProfileIndex } from '@app/skills';
import type { ComparedElement } from '../analysis/compare-domain';
import type { Summary } from '../analysis/summarise';
import { preparationJson } from '../requirements/preparation-text';
import { technologyJson } from '../requirements/technology-text';
import { workMembers } from '../requirements/work-text';
import type { Similarity } from '../similarity/similarities-part';
import { asciiJson, compact } from '../json/ascii-json';
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
  private readonly release: ReleaseName;
  /** By what is estimated or a person. */
  private readonly ends = new Map<string, string>();

  constructor(index: ProfileIndex) {
    this.release = index.release.name;
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
    const codes = sources.map(({ code }) => code);
    const knowsWork = view.get(ACTIVITIES) !== null && codes.length > 0;
    const work = knowsWork ? `{${workMembers(view, codes, to.code)}}` : 'null';
    const preparedBy = isPerson ? from.preparedBy : from;
    return (
      `${asciiJson(before).slice(0, -1)},"domains":{${domains.join(',')}},` +
      `"technology":${technologyJson(view, codes, to.code)},` +
      `"preparation":${preparationJson(view, preparedBy?.code ?? null, to.code)},"work":${work},` +
      this.end(isEstimated, isPerson)
    );
  }

  /** What an answer says of itself. */
  private end(isEstimated: boolean, isPerson: boolean): string {
    const kind = `${isEstimated} ${isPerson}`;
    const known = this.ends.get(kind);
    if (known !== undefined) return known;
    const members: Pick<GapAnalysisDto, 'limits' | 'citation'> = {
      limits: limitsOf(isEstimated, isPerson),
      citation: citationOf(this.release),
    };
    const end = compact(asciiJson(members).slice(1));
    this.ends.set(kind, end);
    return end;
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
    for (const row of rows) {
      const element = texts[row.element];
      if (!element) continue;
      text += as === 'gap' ? element.gap(row, from, to) : element.other(row, from, to);
    }
    return text.slice(1);
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
