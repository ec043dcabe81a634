import { DIRECTORY } from '@app/occupations';
import { NO_SHORTFALL } from '../matrices/shortfalls';
import type { NamedSide } from '../sides/transition-sides.service';
import { aboutAnswer, toOccupation, toRank, toShare } from '../sides/answer-parts';
import type { Path } from './find-paths';
import type { PathDto, PathsDto, PathStepDto } from './paths.dto';
import type { FoundPaths, PathQuestion } from './paths.service';

/** A path that begins with the code of an occupation, or with null for a person. */
type PathFrom<Start extends string | null> = Omit<PathDto, 'steps'> & {
  readonly steps: (Omit<PathStepDto, 'from'> & { readonly from: string | Start })[];
};

/** The members of an answer that do not say where somebody comes from. */
type Ways<Start extends string | null> = Omit<PathsDto, 'release' | 'from' | 'paths'> & {
  readonly paths: (PathFrom<Start> | null)[];
};

/** The answer of `/paths` for an occupation. */
export function toPaths(question: PathQuestion<NamedSide>, found: FoundPaths): PathsDto {
  const { view, from } = question;
  return { release: view.release.name, from: toOccupation(from), ...toWays(question, found, from.code) };
}

/** @param start how steps name where somebody comes from */
export function toWays<Start extends string | null>(
  question: PathQuestion,
  found: FoundPaths,
  start: Start,
): Ways<Start> {
  const { view, from, to } = question;
  const { shortfall, similarity } = found.world.direct;
  return {
    to: toOccupation(to),
    direct: {
      shortfall: shortfall === NO_SHORTFALL ? null : toShare(shortfall),
      percentile: toRank(similarity, view).percentile,
      admissible: found.isAdmissible,
    },
    paths: found.paths.map((path) => path && toPath(question, found, { path, start })),
    obstacles: [...found.obstacles],
    ...aboutAnswer(view, [from, to]),
  };
}

function toPath<Start extends string | null>(
  { view, to }: PathQuestion,
  { world, occupations }: FoundPaths,
  { path, start }: { readonly path: Path; readonly start: Start },
): PathFrom<Start> {
  const { codes } = occupations;
  const directory = view.get(DIRECTORY);
  const stops = path.stops.flatMap((row) => directory.find(codes[row] ?? '') ?? []);
  const points = [start, ...stops.map(({ code }) => code)];
  const steps = points.map((point, i) => {
    const { shortfall, similarity } = stepAt(world, path.stops, i);
    return {
      ...{ from: point, to: stops[i]?.code ?? to.code },
      ...{ shortfall: toShare(shortfall), percentile: toRank(similarity, view).percentile },
    };
  });
  return {
    stops: stops.map(({ code, title, jobZone }) => ({ code, title, job_zone: jobZone })),
    steps,
    largest: toShare(path.largest),
    total: toShare(path.total),
  };
}

/** The step to the stop of this place; behind the last stop the one to the target. */
function stepAt({ from, to, between, jobZones }: FoundPaths['world'], stops: readonly number[], place: number) {
  const [before, stop] = [stops[place - 1], stops[place]];
  if (stop === undefined) return cellOf(to, before ?? 0);
  return before === undefined ? cellOf(from, stop) : cellOf(between, before * jobZones.length + stop);
}

function cellOf({ shortfalls, similarities }: FoundPaths['world']['between'], cell: number) {
  return { shortfall: shortfalls[cell] ?? 0, similarity: similarities[cell] ?? 0 };
}
