/** An occupation as answers name it. */
export interface NamedOccupation {
  readonly code: string;
  readonly title: string;
  readonly basis?: string;
  readonly replaces?: string;
}

/** With the retired code that was asked for, and marked where its ratings are estimated. */
export function describeOccupation({ code, title, basis, replaces }: NamedOccupation): string {
  const instead = replaces === undefined ? '' : ` in place of ${replaces}, which is retired`;
  return `${code} ${title}${basis === 'estimated' ? ' (estimated)' : ''}${instead}`;
}

/** A share with one decimal; a dash where there is none. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)} %`;
}
