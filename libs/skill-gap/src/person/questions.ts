import type { ComparableRatings } from '@app/skills';
import { halfUp } from '../analysis/half-up';
import { levelAt, verdictOf } from '../analysis/verdict';
import { weigh } from '../analysis/weigh';

/** An element to ask a person about. */
export interface Question {
  /** Its position in the domain. */
  readonly element: number;
  /** How far the answer can move the coverage, if it is a level higher or lower than assumed; in millionths. */
  readonly swing: number;
}

/** More are not asked: each next one tells less than those before. */
export const MOST_QUESTIONS = 12;
/** With fewer answers the result is hardly better than the occupations alone say (docs/method.md). */
export const ANSWERS_WANTED = 8;
/** In millionths. */
export const SMALLEST_SWING = 5_000;

const MILLION = 1_000_000;
const LEVEL = 100;
const HIGHEST = 700;

/**
 * What to ask a person: elements on which the verdict would be another if the person had a level more or less than is
 * assumed, and on which the coverage would move by half a percent at least. What moves it most comes first.
 * @param from the ratings that are assumed
 * @param answered positions of elements that the person has said something about
 */
export function questionsFor(
  from: ComparableRatings,
  to: ComparableRatings,
  answered: ReadonlySet<number>,
): readonly Question[] {
  const { weights, need } = weigh(from, to);
  if (need === 0) return [];
  const questions: Question[] = [];
  for (const [element, weight] of weights.entries()) {
    if (answered.has(element) || !canChange(from, to, element)) continue;
    const [below, above] = [Math.max(0, levelAt(from, element) - LEVEL), levelAt(from, element) + LEVEL];
    const wanted = levelAt(to, element);
    const swing = halfUp(weight * (Math.min(wanted, above) - Math.min(wanted, below)) * MILLION, need);
    if (swing >= SMALLEST_SWING) questions.push({ element, swing });
  }
  return questions.sort((a, b) => b.swing - a.swing || a.element - b.element).slice(0, MOST_QUESTIONS);
}

/** Whether it depends on one level more or less if the gap is real. */
function canChange(from: ComparableRatings, to: ComparableRatings, element: number): boolean {
  const assumed = levelAt(from, element);
  const verdicts = [assumed - LEVEL, assumed, assumed + LEVEL].map((level) => {
    const clamped = Math.min(HIGHEST, Math.max(0, level));
    return verdictOf({ ...from, level: withLevel(from.level, element, clamped) }, to, element) === 'real';
  });
  return new Set(verdicts).size > 1;
}

function withLevel(levels: Int16Array, element: number, level: number): Int16Array {
  const changed = Int16Array.from(levels);
  changed[element] = level;
  return changed;
}
