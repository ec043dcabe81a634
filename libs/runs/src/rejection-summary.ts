import type { Rejection } from './rejection';

/** The rows that were refused for one reason, and where the first of them stands. */
export interface RejectionReason {
  /** Header of the offending column; null if whole rows are at fault. */
  readonly column: string | null;
  readonly reason: string;
  readonly count: number;
  readonly file: string;
  readonly line: number;
}

/** How many rows were refused and why; of a run, or of a release that was not published. */
export interface RefusedRows {
  readonly rowsRejected: number;
  /** Those of them that were refused only because a row that they refer to was. */
  readonly rowsRejectedInTurn: number;
  readonly rejections: readonly RejectionReason[];
}

/** A file full of garbage can be wrong in as many ways as it has rows. */
const MAX_REASONS = 30;
/** A reason may quote what was found. */
const MAX_REASON_LENGTH = 300;
const OTHERS: Pick<RejectionReason, 'column' | 'reason'> = { column: null, reason: 'other reasons' };
/** More than these nobody reads in a message. */
const REASONS_SHOWN = 5;

/** Counts refused rows by why they were. */
export class RejectionSummary {
  private readonly byReason = new Map<string, RejectionReason>();

  add(rejections: readonly Rejection[]): void {
    this.include(
      rejections.map(({ fileName: file, line, column, reason }) => ({
        column,
        reason: reason.slice(0, MAX_REASON_LENGTH),
        count: 1,
        file,
        line,
      })),
    );
  }

  /** Takes over what was counted elsewhere. */
  include(reasons: readonly RejectionReason[]): void {
    for (const { file, line, count, ...why } of reasons) {
      const isRoom = this.byReason.size < MAX_REASONS || this.byReason.has(keyOf(why));
      const { column, reason } = isRoom ? why : OTHERS;
      const key = keyOf({ column, reason });
      const known = this.byReason.get(key);
      const first = known ?? { column, reason, file, line, count: 0 };
      this.byReason.set(key, { ...first, count: first.count + count });
    }
  }

  /** The most frequent first. */
  get reasons(): RejectionReason[] {
    return [...this.byReason.values()].sort((a, b) => b.count - a.count);
  }
}

export function reasonsOf(rejections: readonly Rejection[]): RejectionReason[] {
  const summary = new RejectionSummary();
  summary.add(rejections);
  return summary.reasons;
}

/** Such as `1,280 × Date: is not a month such as 08/2023, first Skills.txt line 2`. */
export function describeReason({ column, reason, count, file, line }: RejectionReason): string {
  const what = column === null ? reason : `${column}: ${reason}`;
  return `${count.toLocaleString('en-US')} × ${what}, first ${file} line ${line}`;
}

/** How many rows were refused, for how many of them that follows from others, and the most frequent reasons. */
export function describeRefusedRows({ rowsRejected, rowsRejectedInTurn, rejections }: RefusedRows): string {
  const count = rowsRejected.toLocaleString('en-US');
  const inTurn = rowsRejectedInTurn.toLocaleString('en-US');
  const because = rowsRejectedInTurn === 0 ? '' : `, ${inTurn} of them only because a row that they refer to was`;
  const shown = rejections.slice(0, REASONS_SHOWN).map(describeReason);
  const more = rejections.length - shown.length;
  const reasons = [...shown, ...(more > 0 ? [`${more} more reasons`] : [])];
  return `${count} rejected${because}${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}`;
}

function keyOf({ column, reason }: Pick<RejectionReason, 'column' | 'reason'>): string {
  return `${column ?? ''}\t${reason}`;
}
