/** What each step of a path keeps to. */
export interface PathRules {
  /** In millionths; null for no limit. */
  readonly leastSimilarity: number | null;
  /** How many job zones a step may go up; down is free. Null for no limit. */
  readonly zoneUp: number | null;
  /** Whether the job zone of each stop lies between those of the two ends. */
  readonly corridor: boolean;
}

/** By the parameters that set them. */
export const RULES = ['min_percentile', 'max_zone_up', 'corridor'] as const;

export type RuleName = (typeof RULES)[number];

/** The same rules without one of them. */
export function without(rule: RuleName, rules: PathRules): PathRules {
  switch (rule) {
    case 'min_percentile':
      return { ...rules, leastSimilarity: null };
    case 'max_zone_up':
      return { ...rules, zoneUp: null };
    case 'corridor':
      return { ...rules, corridor: false };
  }
}

/** Whether a step goes between occupations that are similar enough. */
export function meets(similarity: number, { leastSimilarity }: PathRules): boolean {
  return leastSimilarity === null || similarity >= leastSimilarity;
}

/** Whether a step goes up by so many job zones at most; with a job zone that is not given (0) it is within no limit. */
export function isUpAtMost(from: number, to: number, limit: number | null): boolean {
  if (limit === null) return true;
  return from !== 0 && to !== 0 && to - from <= limit;
}

/** Whether a job zone lies between two others, or is one of them; one that is not given (0) does not. */
export function isWithin(one: number, other: number, jobZone: number): boolean {
  if (one === 0 || other === 0 || jobZone === 0) return false;
  return jobZone >= Math.min(one, other) && jobZone <= Math.max(one, other);
}
