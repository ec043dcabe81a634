import { Injectable } from '@nestjs/common';
import { InvalidParametersError } from '@app/http';
import { DOMAINS, type Domain, type ReleaseName } from '@app/onet';
import { PartNotInReleaseError, PinnedReleases, type ReleaseView } from '@app/releases';
import { PROFILES } from '@app/skills';
import type { ExportTable } from './tables/export-table';
import { levelsTable } from './tables/levels-table';
import { levelsWideTable } from './tables/levels-wide-table';
import { occupationsTable } from './tables/occupations-table';
import { pairsTable } from './tables/pairs-table';
import { similarityTable } from './tables/similarity-table';

/** Whole tables of a release, by the names that they are asked for with. */
export const EXPORT_TABLES = ['levels', 'levels-wide', 'occupations', 'pairs', 'similarity'] as const;

export type ExportTableName = (typeof EXPORT_TABLES)[number];

/** Which table of which release. */
export interface ExportAsked {
  readonly table: ExportTableName;
  /** Null for all domains of the release, or for skills where a table is about one. */
  readonly domain: Domain | null;
  /** Null for the one that is served. */
  readonly release: ReleaseName | null;
}

/** A table that there is, in the release that has it. */
export interface FoundExport {
  readonly table: ExportTableName;
  readonly view: ReleaseView;
  readonly domains: readonly Domain[];
}

/** Those about elements, which are of a domain. */
const BY_DOMAIN: ReadonlySet<ExportTableName> = new Set(['levels', 'levels-wide'] as const);
/** Similarity is about both. */
const COMPARED: readonly Domain[] = ['skills', 'knowledge'];

/** Finds and makes the tables that analysts take away, for HTTP and for the command line. */
@Injectable()
export class ExportsService {
  constructor(private readonly releases: PinnedReleases) {}

  /**
   * Says which rows it will be, without making any.
   * @throws InvalidParametersError for a table that is of no domain; NoReleasePublishedError, ReleaseNotFoundError,
   *   PartNotInReleaseError
   */
  async find({ table, domain, release }: ExportAsked): Promise<FoundExport> {
    if (domain !== null && !BY_DOMAIN.has(table)) refuseDomain(table);
    const view = await this.releases.choose(release);
    const domains = domainsOf(table, domain, view);
    const index = view.get(PROFILES);
    const missing = domains.find((each) => index.elements(each).length === 0);
    if (missing) throw new PartNotInReleaseError(missing, view.release.name);
    return { table, view, domains };
  }

  async open({ table, view, domains }: FoundExport): Promise<ExportTable> {
    switch (table) {
      case 'levels':
        return levelsTable(view, domains);
      case 'levels-wide':
        return levelsWideTable(view, domains[0] ?? 'skills');
      case 'occupations':
        return occupationsTable(view);
      case 'pairs':
        return pairsTable(view);
      case 'similarity':
        return similarityTable(view);
    }
  }
}

/** What a table needs ratings of. */
function domainsOf(table: ExportTableName, domain: Domain | null, view: ReleaseView): readonly Domain[] {
  switch (table) {
    case 'levels':
      return domain === null ? DOMAINS.filter((each) => view.get(PROFILES).elements(each).length > 0) : [domain];
    case 'levels-wide':
      return [domain ?? 'skills'];
    case 'occupations':
      return [];
    case 'pairs':
    case 'similarity':
      return COMPARED;
  }
}

function refuseDomain(table: ExportTableName): never {
  const detail = `must not be given: ${table} is of no domain; ${[...BY_DOMAIN].join(' and ')} are`;
  throw new InvalidParametersError([{ code: 'INVALID_PARAMETER', parameter: 'domain', detail }]);
}
