import type { ComparableRatings, ElementEntry } from '@app/skills';
import type { ComparedElement } from '../analysis/compare-domain';
import { explain, type Anchor } from '../analysis/explain';

/** Numbers that every row has, as JSON: to print one takes longer than all else of a row. */
const HUNDREDTHS = Array.from({ length: 701 }, (_, hundredths) => String(hundredths / 100));

/** Writes what compared one element as JSON, from pieces that never change within a release. */
export class ElementText {
  private readonly name: string;
  private readonly anchors: readonly Anchor[];
  private readonly beforeLevels: string;

  constructor({ elementId, name, anchors }: ElementEntry) {
    this.name = name;
    this.anchors = anchors
      .map(({ value, description }) => ({ level: Math.round(value * 100), words: description }))
      .sort((a, b) => a.level - b.level);
    this.beforeLevels = `{"element_id":${JSON.stringify(elementId)},"name":${JSON.stringify(name)},"from_level":`;
  }

  /** An `AnalysedGapDto`. */
  gap(compared: ComparedElement, from: ComparableRatings, to: ComparableRatings): string {
    return `${this.both(compared, from, to)},"contribution":${compared.contribution / 10_000}}`;
  }

  /** An `OtherElementDto`. */
  other(compared: ComparedElement, from: ComparableRatings, to: ComparableRatings): string {
    return `${this.both(compared, from, to)},"surplus":${jsonOf(compared.surplus)}}`;
  }

  private both(compared: ComparedElement, from: ComparableRatings, to: ComparableRatings): string {
    const { element, halfWidth } = compared;
    const importance = to.importance[element] ?? -1;
    return (
      `${this.beforeLevels}${HUNDREDTHS[compared.fromLevel]},"to_level":${HUNDREDTHS[compared.toLevel]},` +
      `"difference":${compared.difference / 100},"half_width":${halfWidth === null ? 'null' : halfWidth / 10_000},` +
      `"verdict":"${compared.verdict}","importance":${importance < 0 ? 'null' : HUNDREDTHS[importance]},` +
      `"weight":${compared.weight / 400},"words":${this.words(compared)},` +
      `"from_date":${jsonOf(dateOf(from, element))},"to_date":${jsonOf(dateOf(to, element))},` +
      `"flags":[${flagsOf(from, to, element).join(',')}]`
    );
  }

  private words(compared: ComparedElement): string {
    if (!isWorthWords(compared)) return 'null';
    return JSON.stringify(explain(this.name, this.anchors, compared.fromLevel, compared.toLevel));
  }
}

/** What raters may as well have meant to be the same gets no words: they would make a difference of it. */
function isWorthWords({ verdict, surplus }: ComparedElement): boolean {
  if (verdict === 'not_required' || verdict === 'within_noise') return false;
  return verdict !== 'met' || surplus === 'real';
}

function dateOf({ dateUpdated, words }: ComparableRatings, element: number): string | null {
  return words.get(dateUpdated[element]);
}

/** As JSON; of texts without anything to escape. */
function flagsOf(from: ComparableRatings, to: ComparableRatings, element: number): string[] {
  const flags: string[] = [];
  if (from.suppressed[element] === 1) flags.push('"from_suppressed"');
  if (to.suppressed[element] === 1) flags.push('"to_suppressed"');
  if (from.notRelevant[element] === 1) flags.push('"from_not_relevant"');
  if (to.notRelevant[element] === 1) flags.push('"to_not_relevant"');
  if ((from.level[element] ?? -1) < 0) flags.push('"from_not_rated"');
  if ((to.level[element] ?? -1) < 0) flags.push('"to_not_rated"');
  return flags;
}

/** Of texts without anything to escape. */
function jsonOf(text: string | null): string {
  return text === null ? 'null' : `"${text}"`;
}
