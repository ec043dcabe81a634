import type { ComparableRatings, ElementEntry } from '@app/skills';
import type { ComparedElement } from '../analysis/compare-domain';
import { explain, type Anchor } from '../analysis/explain';
import { asciiJson, asciiWithin } from '../json/ascii-json';
import { NumberMember } from '../json/number-member';

const FROM_LEVEL = new NumberMember('from_level', 100);
const TO_LEVEL = new NumberMember('to_level', 100);
const DIFFERENCE = new NumberMember('difference', 100);
const HALF_WIDTH = new NumberMember('half_width', 10_000);
const IMPORTANCE = new NumberMember('importance', 100);
/** Importance above "not important" is 0 to 400. */
const WEIGHT = new NumberMember('weight', 400);
const CONTRIBUTION = new NumberMember('contribution', 10_000);
const ARROW = asciiWithin('→');

/** Writes what compared one element as JSON, from pieces that never change within a release. */
export class ElementText {
  private readonly name: string;
  private readonly anchors: readonly Anchor[];
  private readonly beginning: string;

  constructor({ elementId, name, anchors }: ElementEntry) {
    this.name = asciiWithin(name);
    this.anchors = anchors
      .map(({ value, description }) => ({
        level: Math.round(value * 100),
        quoted: asciiWithin(`“${description}”`),
      }))
      .sort((a, b) => a.level - b.level);
    this.beginning = `{"element_id":${asciiJson(elementId)},"name":"${this.name}",`;
  }

  /** An `AnalysedGapDto`. */
  gap(compared: ComparedElement, from: ComparableRatings, to: ComparableRatings): string {
    return `${this.both(compared, from, to)},${CONTRIBUTION.json(compared.contribution)}}`;
  }

  /** An `OtherElementDto`. */
  other(compared: ComparedElement, from: ComparableRatings, to: ComparableRatings): string {
    return `${this.both(compared, from, to)},"surplus":${jsonOf(compared.surplus)}}`;
  }

  private both(compared: ComparedElement, from: ComparableRatings, to: ComparableRatings): string {
    const { element, halfWidth } = compared;
    const importance = to.importance[element] ?? -1;
    return (
      `${this.beginning}${FROM_LEVEL.json(compared.fromLevel)},${TO_LEVEL.json(compared.toLevel)},` +
      `${DIFFERENCE.json(compared.difference)},${halfWidth === null ? HALF_WIDTH.null : HALF_WIDTH.json(halfWidth)},` +
      `"verdict":"${compared.verdict}",${importance < 0 ? IMPORTANCE.null : IMPORTANCE.json(importance)},` +
      `${WEIGHT.json(compared.weight)},"words":${this.words(compared)},` +
      `"from_date":${jsonOf(dateOf(from, element))},"to_date":${jsonOf(dateOf(to, element))},` +
      `"flags":[${flagsOf(from, to, element)}]`
    );
  }

  private words(compared: ComparedElement): string {
    if (!isWorthWords(compared)) return 'null';
    return `"${explain({ name: this.name, anchors: this.anchors }, compared.fromLevel, compared.toLevel, ARROW)}"`;
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
