import type { CohortDto } from '@app/transitions';
import { table } from '../output';
import { percent } from '../words';

const TARGET_HEAD = ['Target', 'Occupation', 'Places', 'Placed', 'Most people lack'];
const PLAN_HEAD = ['From', 'Occupation', 'To', 'Occupation', 'People', 'Lacking'];
const LEFT_HEAD = ['Origin', 'Occupation', 'Without a place'];
const TOP_GAPS = 3;

/** A cohort for people: where there are places, who goes where, and who is left. */
export function describeCohort(cohort: CohortDto): string {
  const { release, people, placed, total_shortfall: total, origins, targets, plan } = cohort;
  const average = placed === 0 ? null : total / placed;
  const lacking = average === null ? '' : `; on average ${percent(average)} of the needs is lacking`;
  const titles = new Map([...origins, ...targets].map(({ code, title }) => [code, title]));
  const left = origins.filter((origin) => origin.left > 0);
  return [
    `${placed} of ${people} people have a place${lacking} (release ${release})`,
    table(
      TARGET_HEAD,
      targets.map(({ code, title, capacity, placed: here, prevalent_gaps: gaps }) => [
        ...[code, title, capacity ?? 'any', here],
        gaps
          .slice(0, TOP_GAPS)
          .map((gap) => `${gap.name} (${gap.people})`)
          .join(', '),
      ]),
    ),
    ...(plan.length === 0 ? [] : [planTable(plan, titles)]),
    ...(left.length === 0
      ? []
      : [
          table(
            LEFT_HEAD,
            left.map((origin) => [origin.code, origin.title, origin.left]),
          ),
        ]),
  ].join('\n');
}

function planTable(plan: CohortDto['plan'], titles: ReadonlyMap<string, string>): string {
  const rows = plan.map(({ from, to, people, shortfall }) => {
    return [from, titles.get(from) ?? '', to, titles.get(to) ?? '', people, percent(shortfall)];
  });
  return table(PLAN_HEAD, rows);
}
