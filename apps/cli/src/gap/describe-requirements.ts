import type { GapAnalysisDto } from '@app/skill-gap';
import { table } from '../output';
import { percent } from '../words';

type Technology = NonNullable<GapAnalysisDto['technology']>;
type Preparation = NonNullable<GapAnalysisDto['preparation']>;
type Answers = NonNullable<Preparation['education']['from']>;

const HEAD = ['Kind of product', 'Source has', 'Missing'];
/** What is in demand comes first; --json has them all. */
const MOST_KINDS = 10;
const MOST_PRODUCTS = 4;

/** What else the target requires, in words; null parts are not known of one side. */
export function describeTechnology(technology: GapAnalysisDto['technology'], width: number): string {
  if (!technology) return 'TECHNOLOGY: not compared, as the release has no software of one side';
  const { commodities, commodities_missing: missing, groups } = technology;
  const shares = [
    `${percent(technology.commodity_coverage)} of ${commodities} kinds of products shared, ${missing} new`,
    `${percent(technology.hot_coverage)} of the hot products`,
    `${percent(technology.in_demand_coverage)} of those in demand`,
  ];
  const heading = `TECHNOLOGY: ${shares.join('; ')}`;
  if (groups.length === 0) return heading;
  const more = groups.length > MOST_KINDS ? `\n${groups.length - MOST_KINDS} more kinds; --json lists them.` : '';
  return `${heading}\n${table(HEAD, groups.slice(0, MOST_KINDS).map(toRow), width)}${more}`;
}

function toRow({ commodity, commodity_code: code, kind, missing }: Technology['groups'][number]): string[] {
  const inOrder = [...missing].sort((a, b) => weightOf(b) - weightOf(a));
  const names = inOrder.slice(0, MOST_PRODUCTS).map(({ name, hot, in_demand: inDemand }) => {
    const marks = [...(inDemand ? ['in demand'] : []), ...(hot ? ['hot'] : [])];
    return marks.length > 0 ? `${name} (${marks.join(', ')})` : name;
  });
  const more = missing.length > MOST_PRODUCTS ? [`${missing.length - MOST_PRODUCTS} more`] : [];
  return [commodity ?? code, kind === 'new' ? 'none' : 'others', [...names, ...more].join(', ')];
}

function weightOf({ hot, in_demand: inDemand }: Technology['groups'][number]['missing'][number]): number {
  return (inDemand ? 2 : 0) + (hot ? 1 : 0);
}

export function describePreparation(preparation: GapAnalysisDto['preparation']): string {
  if (!preparation) return 'PREPARATION: not compared, as the release has none of one side';
  const { job_zone: zone, education, experience } = preparation;
  const named = (answers: Answers | null): string => {
    const half = answers?.distribution.find(({ category }) => category === answers.median);
    return half?.description ?? (answers?.median ? `category ${answers.median}` : 'not known');
  };
  return (
    `PREPARATION (at least half say so): job zone ${zone.from ?? '–'} → ${zone.to ?? '–'}; ` +
    `education ${named(education.from)} → ${named(education.to)}; ` +
    `experience ${named(experience.from)} → ${named(experience.to)}`
  );
}
