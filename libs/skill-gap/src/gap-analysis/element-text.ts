import type { ComparableRatings, ElementEntry } from '@app/skills';
import type { ComparedElement } from '../analysis/compare-domain';
import { Explainer } from '../analysis/explain';
import { asciiJson, compact } from '../json/ascii-json';
import { TextByNumber, TextByWord } from '../json/kept-texts';

// Members up to what stands before the next one: the fewer texts a row is joined of, the sooner it is written.
const FROM_LEVEL = new TextByNumber((level) => `"from_level":${level / 100},`);
const TO_LEVEL = new TextByNumber((level) => `"to_level":${level / 100},`);
const DIFFERENCE = new TextByNumber((difference) => `"difference":${difference / 100},"half_width":`);
const HALF_WIDTH = new TextByNumber((halfWidth) => `${halfWidth / 10_000},"verdict":"`);
const NO_HALF_WIDTH = 'null,"verdict":"';
const IMPORTANCE = new TextByNumber((importance) => `","importance":${importance / 100},"weight":`);
const NO_IMPORTANCE = '","importance":null,"weight":';
/** Importance above "not important" is 0 to 400. */
const WEIGHT = new TextByNumber((weight) => `${weight / 400},"words":`);
const CONTRIBUTION = new TextByNumber((contribution) => `],"contribution":${contribution / 10_000}}`);
const FROM_DATE = new TextByWord((date) => `,"from_date":${jsonOf(date)},"to_date":`);
const TO_DATE = new TextByWord((date) => `${jsonOf(date)},"flags":[`);

/** Writes what compared one element as JSON, from pieces that never change within a release. */
export class ElementText {
  private readonly explainer: Explainer;
  private readonly beginning: string;

  constructor({ elementId, name, anchors }: ElementEntry) {
    const quoted = anchors.map(({ value, description }) => ({
      level: Math.round(value * 100),
      quoted: `“${description}”`,
    }));
    this.explainer = new Explainer({ name, anchors: quoted.sort((a, b) => a.level - b.level) });
    this.beginning = compact(`,{"element_id":${asciiJson(elementId)},"name":${asciiJson(name)},`);
  }

  /** An `AnalysedGapDto`, after a comma. */
  gap(compared: ComparedElement, from: ComparableRatings, to: ComparableRatings): string {
    return this.both(compared, from, to) + CONTRIBUTION.of(compared.contribution);
  }

  /** An `OtherElementDto`, after a comma. */
  other(compared: ComparedElement, from: ComparableRatings, to: ComparableRatings): string {
    return `${this.both(compared, from, to)}],"surplus":${jsonOf(compared.surplus)}}`;
  }

  /** Up to the end of the flags. */
  private both(compared: ComparedElement, from: ComparableRatings, to: ComparableRatings): string {
    const { element, halfWidth, verdict } = compared;
    const importance = to.importance[element] ?? -1;
    return (
      this.beginning +
      FROM_LEVEL.of(compared.fromLevel) +
      TO_LEVEL.of(compared.toLevel) +
      DIFFERENCE.of(compared.difference) +
      (halfWidth === null ? NO_HALF_WIDTH : HALF_WIDTH.of(halfWidth)) +
      verdict +
      (importance < 0 ? NO_IMPORTANCE : IMPORTANCE.of(importance)) +
      WEIGHT.of(compared.weight) +
      (isWorthWords(compared) ? this.explainer.explain(compared.fromLevel, compared.toLevel) : 'null') +
      FROM_DATE.of(dateOf(from, element)) +
      TO_DATE.of(dateOf(to, element)) +
      flagsOf(from, to, element)
    );
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

/** As the members of a JSON array. Hardly any row has one. */
function flagsOf(from: ComparableRatings, to: ComparableRatings, element: number): string {
  let flags = '';
  if (from.suppressed[element] === 1) flags += '"from_suppressed",';
  if (to.suppressed[element] === 1) flags += '"to_suppressed",';
  if (from.notRelevant[element] === 1) flags += '"from_not_relevant",';
  if (to.notRelevant[element] === 1) flags += '"to_not_relevant",';
  if ((from.level[element] ?? -1) < 0) flags += '"from_not_rated",';
  if ((to.level[element] ?? -1) < 0) flags += '"to_not_rated",';
  return flags.slice(0, -1);
}

/** Of texts without anything to escape. */
function jsonOf(text: string | null): string {
  return text === null ? 'null' : `"${text}"`;
}
