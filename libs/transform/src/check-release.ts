import type { Domain } from '@app/onet';
import type { Comparison } from './compare-releases';

/** The figures of one loading of a release. */
export interface ReleaseFigures {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rowsRejected: number;
  /** Those of them that were refused only because a row that they refer to was. */
  readonly rowsRejectedInTurn: number;
  readonly occupations: number;
  readonly skillRatings: number;
  /** That occupations are rated on, of all domains. */
  readonly elements: number;
}

const MAX_REJECTED_SHARE = 0.001;
/** Of the rows of a source, and of what is served. */
const MAX_LOST_SHARE = 0.05;
/** O*NET rates occupations on 161 in four domains; each takes a place in memory for each occupation. */
const MAX_ELEMENTS = 200;

/** The defects of a release, which nobody can accept; empty if it has none. */
export function findDefects(figures: ReleaseFigures): string[] {
  const { rowsRead, rowsWritten, rowsRejected, occupations, skillRatings, elements } = figures;
  const defects: string[] = [];
  if (rowsRead !== rowsWritten + rowsRejected) {
    defects.push(
      `the counts do not add up: ${rowsRead} rows read, ${rowsWritten} written and ${rowsRejected} rejected`,
    );
  }
  if (occupations === 0) defects.push('it has no occupation');
  if (skillRatings === 0) defects.push('it has no rating of a skill');
  if (elements > MAX_ELEMENTS) defects.push(`it has ratings on ${elements} elements, more than ${MAX_ELEMENTS}`);
  return defects;
}

/**
 * The doubts about a release, which a person may accept: many rejected rows, much of what is served missing, or being
 * older. Rows that were refused only because of others count as one with them, unless they are very many.
 * @param comparison with the release that is served; null if there is none
 */
export function findDoubts(figures: ReleaseFigures, comparison: Comparison | null): string[] {
  const doubts = findRejectionDoubts(figures);
  if (comparison === null) return doubts;
  const { served, isOlder, occupations, ratings } = comparison;
  const [only, ...others] = ratings;
  const named = ratings.map(({ domain, ...loss }) => ({ ...loss, what: `${nameOf(domain)} ratings` }));
  const ofRatings = only && others.length === 0 ? [{ ...only, what: 'ratings' }] : named;
  for (const { gone, of, what } of [{ ...occupations, what: 'occupations' }, ...ofRatings]) {
    if (gone <= of * MAX_LOST_SHARE) continue;
    doubts.push(`it lacks ${gone} of the ${of} ${what} of release ${served}, which is served: more than 5 %`);
  }
  if (isOlder) doubts.push(`it is older than release ${served}, which is served`);
  return doubts;
}

/** What people call the ratings of a domain. */
function nameOf(domain: Domain | null): string {
  return domain === null ? 'other' : NAMES[domain];
}

const NAMES: Readonly<Record<Domain, string>> = {
  skills: 'skill',
  knowledge: 'knowledge',
  abilities: 'ability',
  work_activities: 'work activity',
};

function findRejectionDoubts({ rowsRead, rowsRejected, rowsRejectedInTurn }: ReleaseFigures): string[] {
  const causes = rowsRejected - rowsRejectedInTurn;
  const share = (count: number): string => `${((100 * count) / rowsRead).toFixed(2)} %`;
  if (causes > rowsRead * MAX_REJECTED_SHARE) {
    const others = rowsRejectedInTurn > 0 ? ` for themselves, and ${rowsRejectedInTurn} because of them` : '';
    return [`${causes} of ${rowsRead} rows were rejected${others} (${share(causes)}, at most 0.1 % are tolerated)`];
  }
  if (rowsRejected <= rowsRead * MAX_LOST_SHARE || causes === rowsRejected) return [];
  const lost = `${rowsRejected} of ${rowsRead} rows were rejected, ${rowsRejectedInTurn} of them because of others`;
  return [`${lost} (${share(rowsRejected)}, at most 5 % are tolerated)`];
}
