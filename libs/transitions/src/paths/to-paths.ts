import { DIRECTORY } from '@app/occupations';
import { NO_SHORTFALL } from '../matrices/shortfalls';
import { aboutAnswer, toOccupation, toRank, toShare } from '../sides/answer-parts';
import type { Path } from './find-paths';
import type { PathDto, PathsDto } from './paths.dto';
import type { FoundPaths, PathQuestion } from './paths.service';

/** The answer of `/paths`. */
export function toPaths(question: PathQuestion, found: FoundPaths): PathsDto {
  const { view, from, to } = question;
  const { shortfall, similarity } = found.world.direct;
  return {
    release: view.release.name,
    from: toOccupation(from),
    to: toOccupation(to),
    direct: {
      shortfall: shortfall === NO_SHORTFALL ? null : toShare(shortfall),
      percentile: toRank(similarity, view).percentile,
      admissible: found.isAdmissible,
    },
    paths: found.paths.map((path) => path && toPath(question, found, path)),
    obstacles: [...found.obstacles],
    ...aboutAnswer(
      view,
      [from, to].some(({ estimate }) => estimate !== null),
    ),
  };
}

function toPath({ view, from, to }: PathQuestion, { world, occupations }: FoundPaths, path: Path): PathDto {
  const { codes } = occupations;
  const directory = view.get(DIRECTORY);
  const stops = path.stops.flatMap((row) => directory.find(codes[row] ?? '') ?? []);
  const points = [from.code, ...stops.map(({ code }) => code), to.code];
  const steps = points.slice(1).map((code, i) => {
    const { shortfall, similarity } = stepAt(world, path.stops, i);
    return {
      ...{ from: points[i] ?? '', to: code },
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
