import type { PathsDto } from '@app/transitions';
import { csv, type CsvCell } from '../csv';
import { describeOccupation, percent } from '../words';

/** The options that set the rules, by the parameters that answers name. */
const OPTIONS: Readonly<Record<string, string>> = {
  min_percentile: '--min-percentile',
  max_zone_up: '--max-zone-up',
  corridor: '--no-corridor',
};

export function describePaths(answer: PathsDto): string {
  const { release, from, to, direct, paths } = answer;
  const lines = [
    `${describeOccupation(from)} → ${describeOccupation(to)} (release ${release})`,
    `At once: ${percent(direct.shortfall)} is lacking${direct.admissible ? '' : '; not within the rules of a step'}.`,
    ...paths.map(
      (path, i) => `${countStops(i + 1)}: ${path ? describePath(answer, path) : describeObstacles(answer, i + 1)}`,
    ),
  ];
  return lines.join('\n');
}

type Path = NonNullable<PathsDto['paths'][number]>;

function describePath({ from, to }: PathsDto, { stops, steps, largest }: Path): string {
  const titles = [from, ...stops, to].map(({ title }) => title);
  const ways = steps.map(({ shortfall }, i) => `→ ${percent(shortfall)} → ${titles[i + 1]}`);
  return `${[titles[0], ...ways].join(' ')}; the largest step lacks ${percent(largest)}.`;
}

function describeObstacles({ obstacles }: PathsDto, stops: number): string {
  const rules = obstacles.find((obstacle) => obstacle.stops === stops)?.rules ?? [];
  if (rules.length === 0) return 'no path, and no single rule stands in the way.';
  return `no path under these rules; there would be one without ${rules.map((rule) => OPTIONS[rule] ?? rule).join(', or without ')}.`;
}

function countStops(stops: number): string {
  return stops === 1 ? 'With 1 stop' : `With ${stops} stops`;
}

/** A row for each step, of the one without stops too. */
export function pathsCsv({ release, from, to, direct, paths }: PathsDto): string {
  const head = ['release', 'from', 'to', 'stops', 'step', 'step_from', 'step_to', 'shortfall', 'percentile'];
  const place = [release, from.code, to.code];
  const rows = paths.flatMap((path) => {
    return (path?.steps ?? []).map((step, i): CsvCell[] => [
      ...[...place, path?.stops.length ?? 0, i + 1, step.from, step.to, step.shortfall, step.percentile],
    ]);
  });
  return csv(head, [[...place, 0, 1, from.code, to.code, direct.shortfall, direct.percentile], ...rows]);
}
