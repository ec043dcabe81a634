import {
  compareReleaseNumbers,
  DOMAINS,
  FILE_CATALOGUE,
  FILE_KINDS,
  SAMPLE_RELEASE,
  toReleaseNumber,
  type CatalogueEntry,
  type Domain,
  type FileKind,
  type Part,
} from '@app/onet';
import type { Release } from './release.entity';

type Contents = Pick<Release, 'rowsByKind'>;

/** The domains that a release has ratings of, in their order. */
export function domainsOf({ rowsByKind }: Contents): Domain[] {
  const there = new Set(kindsOf(rowsByKind).map(({ domain }) => domain));
  return DOMAINS.filter((domain) => there.has(domain));
}

/** The parts beside ratings that a release has, in the order of the catalogue. */
export function partsOf({ rowsByKind }: Contents): Part[] {
  return [...new Set(kindsOf(rowsByKind).flatMap(({ part }) => part ?? []))];
}

/** The names of the files that hold a part or the ratings of a domain, as releases up to 30.2 call them. */
export function filesOf(what: Part | Domain): string[] {
  return FILE_KINDS.map((kind): CatalogueEntry => FILE_CATALOGUE[kind])
    .filter(({ part, domain }) => part === what || domain === what)
    .flatMap(({ generations: [names = []] }) => names);
}

/** Of a release that a process of an earlier version published, nobody knows more than that it has skills. */
function kindsOf(rowsByKind: Contents['rowsByKind']): CatalogueEntry[] {
  const has = (kind: FileKind): boolean => ((rowsByKind ?? { skills: 1 })[kind] ?? 0) > 0;
  return FILE_KINDS.filter(has).map((kind) => FILE_CATALOGUE[kind]);
}

/** O*NET-SOC 2019 came with release 25.1. */
const FIRST_OF_2019 = { major: 25, minor: 1 };

/** An edition of the O*NET-SOC taxonomy. */
export type Taxonomy = '2010' | '2019';

/**
 * The edition of the O*NET-SOC taxonomy whose codes a release has: `2010` or `2019`. Null where its name does not say; the
 * sample has codes of 2019.
 */
export function taxonomyOf({ name }: Pick<Release, 'name'>): Taxonomy | null {
  if (name === SAMPLE_RELEASE) return '2019';
  const number = toReleaseNumber(name);
  if (number === null) return null;
  return compareReleaseNumbers(number, FIRST_OF_2019) < 0 ? '2010' : '2019';
}
