import { TitleAmbiguousError } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { summarise } from '../analysis/summarise';
import { weigh } from '../analysis/weigh';
import { sideIn, type Side } from '../sides/side';

const MILLION = 1_000_000;

/** All that one side may mean. */
export interface AskedSide {
  readonly codes: readonly OnetSocCode[];
  readonly replaces: OnetSocCode | null;
  /** Null where it means one occupation. */
  readonly ambiguity: TitleAmbiguousError | null;
}

/** Where an answer lies, whichever occupation is meant; null where none of them has ratings. */
interface Spread {
  readonly coverage: { readonly lowest: number; readonly highest: number } | null;
}

/**
 * The error for a pair of which one side, or both, may mean several occupations: with the share of the needs that is covered, in
 * skills, for each of them against all that the other side may mean.
 */
export function spreadOver(view: ReleaseView, from: AskedSide, to: AskedSide): TitleAmbiguousError {
  const ambiguity = from.ambiguity ?? to.ambiguity;
  if (!ambiguity) throw new Error('both sides mean one occupation');
  const [sources, targets] = [ratedOf(view, from.codes), ratedOf(view, to.codes)];
  const isFrom = ambiguity === from.ambiguity;
  const ofEach = ambiguity.candidates.map(({ code }) => {
    const only = (sides: readonly Side[]) => sides.filter((side) => side.code === code);
    return spread(isFrom ? only(sources) : sources, isFrom ? targets : only(targets));
  });
  const ofAll = spread(sources, targets);
  return new TitleAmbiguousError(ambiguity.parameter, ambiguity.candidates, ambiguity.release, {
    ofEach,
    ofAll,
    text: describe(ofAll),
  });
}

function describe({ coverage }: Spread): string {
  if (coverage === null) return '';
  const [lowest, highest] = [coverage.lowest, coverage.highest].map((share) => Math.round(share * 100));
  return lowest === highest
    ? ` With each of them ${lowest} % of the skills needed are covered.`
    : ` Between ${lowest} and ${highest} % of the skills needed are covered, depending on which one is meant.`;
}

function ratedOf(view: ReleaseView, codes: readonly OnetSocCode[]): Side[] {
  return codes.flatMap((code) => sideIn(view, code, true) ?? []);
}

function spread(sources: readonly Side[], targets: readonly Side[]): Spread {
  const coverages = sources.flatMap((source) => targets.flatMap((target) => coverageOf(source, target) ?? []));
  if (coverages.length === 0) return { coverage: null };
  return { coverage: { lowest: Math.min(...coverages) / MILLION, highest: Math.max(...coverages) / MILLION } };
}

function coverageOf(source: Side, target: Side): number | null {
  const [from, to] = [source.ratings('skills'), target.ratings('skills')];
  return from && to ? summarise(from, to, weigh(from, to)).coverage : null;
}
