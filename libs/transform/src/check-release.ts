/** What a loading of a release amounts to. */
export interface ReleaseFigures {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly rowsRejected: number;
  readonly occupations: number;
  readonly ratings: number;
}

export type PublishedFigures = Pick<ReleaseFigures, 'occupations' | 'ratings'>;

const MAX_REJECTED_SHARE = 0.001;
const MAX_SHRINK = 0.05;

/** What makes a release wrong whatever anybody says; empty if nothing does. */
export function findDefects(figures: ReleaseFigures): string[] {
  const { rowsRead, rowsWritten, rowsRejected, occupations, ratings } = figures;
  const defects: string[] = [];
  if (rowsRead !== rowsWritten + rowsRejected) {
    defects.push(
      `the counts do not add up: ${rowsRead} rows read, ${rowsWritten} written and ${rowsRejected} rejected`,
    );
  }
  if (occupations === 0) defects.push('it has no occupation');
  if (ratings === 0) defects.push('it has no rating');
  return defects;
}

/** What makes a release doubtful, which a person may accept: many rejected rows, or much less than is published now. */
export function findDoubts(figures: ReleaseFigures, current: PublishedFigures | null): string[] {
  const { rowsRead, rowsRejected } = figures;
  const doubts: string[] = [];
  if (rowsRejected > rowsRead * MAX_REJECTED_SHARE) {
    const share = ((100 * rowsRejected) / rowsRead).toFixed(2);
    doubts.push(`${rowsRejected} of ${rowsRead} rows were rejected (${share} %, at most 0.1 % are tolerated)`);
  }
  for (const kind of ['occupations', 'ratings'] as const) {
    const before = current?.[kind] ?? 0;
    if (figures[kind] < before * (1 - MAX_SHRINK)) {
      doubts.push(`it has ${figures[kind]} ${kind} where the current release has ${before}, a loss of more than 5 %`);
    }
  }
  return doubts;
}
