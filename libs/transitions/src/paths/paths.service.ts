import { Injectable } from '@nestjs/common';
import type { ReleaseView } from '@app/releases';
import { SIMILARITY_RANKS, type Side, type Source } from '@app/skill-gap';
import { rowsOf, type ComparedOccupations } from '../matrices/compared-occupations';
import { lacksFrom, lacksTo, leastSimilarity, shortfallOf, shortfallsOf, similaritiesOf } from '../matrices/shortfalls';
import { closest, lackBetween, profileOf, sourceOf } from '../matrices/transition-profile';
import { TRANSITIONS } from '../matrices/transitions-part';
import { findPaths, isDirectAdmissible, type Path, type PathWorld } from './find-paths';
import { obstaclesTo } from './obstacles';
import type { PathRules, RuleName } from './path-rules';

/** Where somebody comes from and an occupation, of one release. */
export interface PathQuestion<From extends Source = Source> {
  readonly view: ReleaseView;
  readonly from: From;
  readonly to: Side;
}

/** What was asked of paths. */
export interface PathLimits extends Omit<PathRules, 'leastSimilarity'> {
  readonly mostStops: number;
  /** In percent. */
  readonly leastPercentile: number;
}

export interface FoundPaths {
  readonly world: PathWorld;
  readonly occupations: ComparedOccupations;
  readonly isAdmissible: boolean;
  /** With one stop, with two, and so on; null where there is none. */
  readonly paths: readonly (Path | null)[];
  readonly obstacles: readonly { readonly stops: number; readonly rules: RuleName[] }[];
}

/** Finds stepping stones between two occupations. */
@Injectable()
export class PathsService {
  async find({ view, from, to }: PathQuestion, limits: PathLimits): Promise<FoundPaths> {
    const transitions = view.get(TRANSITIONS);
    const occupations = await transitions.occupations(false);
    const world: PathWorld = { ...endsOf(from, to, occupations), between: await transitions.matrices() };
    const { mostStops, leastPercentile, ...others } = limits;
    const rules = { ...others, leastSimilarity: leastSimilarity(view.get(SIMILARITY_RANKS), leastPercentile) };
    const paths = findPaths(world, rules, mostStops);
    const missing = paths.flatMap((path, i) => (path === null ? i + 1 : []));
    const obstacles = missing.map((stops) => ({ stops, rules: obstaclesTo(stops, world, rules) }));
    return { world, occupations, isAdmissible: isDirectAdmissible(world, rules), paths, obstacles };
  }
}

/** Both ends from their own levels: one whose ratings are estimated is in no matrix. */
function endsOf(from: Source, to: Side, occupations: ComparedOccupations): Omit<PathWorld, 'between'> {
  const [source, target] = [sourceOf(from), profileOf(to)];
  return {
    from: {
      shortfalls: shortfallsOf(lacksFrom(source, occupations)),
      similarities: similaritiesOf(source, occupations),
      ...{ jobZone: source.jobZone ?? 0, own: rowsOf(from, occupations) },
    },
    to: {
      shortfalls: shortfallsOf(lacksTo(target, occupations)),
      similarities: similaritiesOf(target, occupations),
      ...{ jobZone: target.jobZone ?? 0, own: rowsOf(to, occupations) },
    },
    direct: {
      shortfall: shortfallOf(lackBetween(source, target), target.need),
      similarity: closest(source.similarTo, target.similarTo),
    },
    jobZones: occupations.jobZones,
  };
}
