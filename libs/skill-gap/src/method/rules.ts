import { FEWEST_NEIGHBOURS } from '@app/skills';
import { ABOUT } from '../analysis/explain';
import { CHANCE_IN_THOUSANDTHS } from '../analysis/summarise';
import { SMALLEST_ERROR, Z, type Verdict } from '../analysis/verdict';

/** The thresholds of comparisons as people read them. */
export const THRESHOLDS = {
  /** Standard errors of a difference. */
  z: Z / 100,
  /** Of a level. */
  smallestStandardError: SMALLEST_ERROR / 10_000,
  /** Share of the tested rows that would count as real if no difference were. */
  chance: CHANCE_IN_THOUSANDTHS / 1_000,
  /** Levels around an anchor. */
  about: ABOUT / 100,
} as const;

const { z, smallestStandardError, about } = THRESHOLDS;

/** What each verdict means; they are tested in the order of `VERDICTS`. */
export const VERDICT_RULES: Readonly<Record<Verdict, string>> = {
  not_required:
    'The level in the target is 0, or O*NET marks it there as not relevant: the target does not ask for it.',
  met: 'The level in the source is as high as that in the target, or higher.',
  low_precision:
    'O*NET recommends to suppress the level of one side, as its raters agreed too little: no test is made.',
  unknown:
    'No standard error is published for one side, or the source is not rated on it: there is nothing to test with.',
  real:
    `The difference is at least ${z} × √(SE² of the source + SE² of the target), where a standard error counts as ` +
    `${smallestStandardError.toFixed(2)} at least: raters who disagree as they do would hardly produce it by chance.`,
  within_noise: 'The difference is smaller than that: the ratings cannot tell whether there is one.',
};

/** How the figures of a domain are computed. */
export const COVERAGE_RULES = {
  terms:
    'a is the level in the source, b that in the target, w the importance in the target minus 1 (so that what is not important ' +
    'weighs nothing; rows show w / 4 as `weight`), and W = Σ w × b, over all elements of the domain. An element that a side is not ' +
    'rated on has level 0.',
  shortfall: 'Σ w × max(0, b − a) / W: the share of what the target needs that the source lacks. Null where W is 0.',
  coverage: '1 − shortfall: the share of what the target needs that the source brings.',
  real_shortfall: 'The part of the shortfall that comes from rows with the verdict `real`.',
  surplus: 'Σ w × max(0, a − b) / W: what the source has beyond the needs of the target, in the same unit.',
  direction:
    'Σ (b − a) / Σ |b − a|, without weights: 1 where no level in the source is the higher one, −1 where none in the target is, ' +
    'null where all levels are equal.',
  coverage_standard_error:
    '√(Σ w² × (SE² of the source + SE² of the target)) / W, over the elements that the shortfall counts. Null where one of ' +
    'these errors is not published.',
  contribution:
    'w × (b − a) / W of one gap, with four decimals. What rounding leaves over goes to the largest remainders, so that the rows add ' +
    'up to the shortfall.',
} as const;

/** How a level becomes words; the first rule that fits counts. */
export const WORD_RULES: readonly string[] = [
  'O*NET describes some levels of every element by an example, its anchors. Words are made from these alone, never from a grid.',
  'Level 0: not needed.',
  `Within ${about} of the nearest anchor (of two that are as near, the lower): about that one.`,
  'Below the first anchor, or above the last: below or above it.',
  'In the first third between two anchors: a little above the lower one.',
  'In the last third: a little below the upper one.',
  'Else: between the two.',
];

export const SIMILARITY_RULES = {
  formula:
    "The mean of two of Pearson's correlations between the two occupations: of the importance of all skills, and of the importance " +
    'of all areas of knowledge. It tells whether the same things matter in both, not who needs more of them: coverage does.',
  percentile:
    'Share of all pairs of two different rated occupations of the release that are less similar, and half of those that are as ' +
    'similar, in percent. Estimated occupations are not among these pairs.',
} as const;

export const BENCHMARK_RULE =
  "Primary links of O*NET's Related Occupations between rated occupations. For each occupation with such links, all other rated " +
  'ones are ranked by similarity, those that are as similar by code. O*NET made these lists partly from knowledge, which flatters ' +
  'a measure that has knowledge in it.';

export const ESTIMATE_RULES = {
  rule:
    'For an occupation that O*NET has not rated on skills: the plain mean of the levels, and of the importance, of the rated ' +
    'occupations that a Primary tier of Related Occupations links with it in either direction; a mutual link counts twice. With ' +
    `fewer than ${FEWEST_NEIGHBOURS} of them: the mean of its SOC minor group, else of its major group, else of all.`,
  standard_error:
    'Every rated occupation is estimated in the same way, without its own ratings. The root of the mean square of how far these ' +
    'estimates are off is the standard error of an element, with which verdicts are made as with a published one.',
} as const;

export const TECHNOLOGY_RULE =
  'A product is a pair of its kind (commodity) and its name. What the target uses and the source does not is listed by kind: `new` ' +
  'where the source uses no product of that kind, `other` where it uses another one. The headline is the share of kinds that both ' +
  'use, as the next product of a kind is learnt sooner than the first. Hot and in demand are as O*NET marks them for the target.';

export const PREPARATION_RULE =
  'Job zones are compared by subtraction. Education, experience and training are categories with an order but no distances: each ' +
  'side has its distribution, its median (the first category at which the shares reach half) and its mode (of equal ones the ' +
  'lower), and never a mean.';
