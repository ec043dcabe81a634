import type { Schemas } from '@app/client';

/** One answer and how many gave it, in percent; null on a side without answers. */
export interface SharesOfBoth {
  readonly category: number;
  readonly words: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** The answers that anybody gave, in their order. */
export function sharesOfBoth({ from, to }: Schemas['ComparedAnswersDto']): SharesOfBoth[] {
  const categories = new Map([...(from?.distribution ?? []), ...(to?.distribution ?? [])].map((s) => [s.category, s]));
  const share = (side: Schemas['AnswersDto'] | null, category: number) =>
    side === null ? null : (side.distribution.find((each) => each.category === category)?.data_value ?? 0);
  return [...categories.values()]
    .sort((one, other) => one.category - other.category)
    .map(({ category, description }) => ({
      category,
      words: shortened(description ?? String(category)),
      from: share(from, category),
      to: share(to, category),
    }))
    .filter(({ from: there, to: here }) => (there ?? 0) > 0 || (here ?? 0) > 0);
}

/** O*NET explains some categories at length behind a dash, and words spans of time as lawyers do. */
export function shortened(description: string): string {
  const name = description.split(' - ')[0] ?? description;
  return name
    .replace(/ \(or other .+\)$/, '')
    .replace(/, up to and including /, ' to ')
    .replace(/^Up to and including /, 'Up to ');
}
