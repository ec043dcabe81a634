import { readInBatches } from '@app/database';
import type { OnetSocCode, ReleaseName } from '@app/onet';
import type { DataSource } from 'typeorm';
import { AlternateTitle } from '../alternate-title.entity';
import { JobZone } from '../job-zone.entity';
import {
  OccupationDirectory,
  searchable,
  type AlternateTitleEntry,
  type SearchableOccupation,
} from './occupation-directory';
import { Occupation } from '../occupation.entity';

/** Reads all occupations of a release. Which ones are rated is for the ratings' owner to say. */
export async function loadDirectory(
  dataSource: DataSource,
  release: { readonly id: number; readonly name: ReleaseName },
  rated: ReadonlySet<OnetSocCode>,
): Promise<OccupationDirectory> {
  const ofRelease = { releaseId: release.id };
  const zones = await dataSource.manager.findBy(JobZone, ofRelease);
  const zoneByCode = new Map(zones.map(({ onetSocCode, jobZone }) => [onetSocCode, jobZone]));
  const occupations: Occupation[] = [];
  for await (const batch of readInBatches(dataSource, Occupation, ofRelease, 'onetSocCode')) occupations.push(...batch);
  const entries: SearchableOccupation[] = [];
  for (let start = 0; start < occupations.length; start += OCCUPATIONS_A_QUERY) {
    const range = occupations.slice(start, start + OCCUPATIONS_A_QUERY);
    const titles = await loadTitles(dataSource, release.id, range);
    for (const occupation of range)
      entries.push(toEntry(occupation, zoneByCode, titles, rated.has(occupation.onetSocCode)));
  }
  return new OccupationDirectory(release.name, entries);
}

/** One occupation as the directory holds it; null if the release has none of this code. */
export async function loadOccupation(
  dataSource: DataSource,
  releaseId: number,
  code: OnetSocCode,
  rated: boolean,
): Promise<SearchableOccupation | null> {
  const key = { releaseId, onetSocCode: code };
  const occupation = await dataSource.manager.findOneBy(Occupation, key);
  if (!occupation) return null;
  const zone = await dataSource.manager.findOneBy(JobZone, key);
  const titles = await loadTitles(dataSource, releaseId, [occupation]);
  return toEntry(occupation, new Map(zone ? [[code, zone.jobZone]] : []), titles, rated);
}

function toEntry(
  { onetSocCode: code, title, description, source }: Occupation,
  zones: ReadonlyMap<OnetSocCode, number>,
  titles: ReadonlyMap<OnetSocCode, AlternateTitleEntry[]>,
  rated: boolean,
): SearchableOccupation {
  const jobZone = zones.get(code) ?? null;
  return searchable({ code, title, description, source, jobZone, rated, alternateTitles: titles.get(code) ?? [] });
}

/** About 1,100 titles at a time: more rows would hold up the requests that are served meanwhile. */
const OCCUPATIONS_A_QUERY = 20;

async function loadTitles(dataSource: DataSource, releaseId: number, range: readonly Occupation[]) {
  const titles = new Map<OnetSocCode, AlternateTitleEntry[]>();
  const rows = await dataSource
    .createQueryBuilder(AlternateTitle, 'title')
    .select('title.onetSocCode', 'code')
    .addSelect('title.alternateTitle', 'title')
    .addSelect('title.shortTitle', 'shortTitle')
    .where('title.releaseId = :releaseId AND title.onetSocCode BETWEEN :first AND :last', {
      releaseId,
      first: range[0]?.onetSocCode,
      last: range.at(-1)?.onetSocCode,
    })
    .orderBy('title.onetSocCode')
    .addOrderBy('title.alternateTitle')
    .addOrderBy('title.shortTitle')
    .getRawMany<{ code: OnetSocCode; title: string; shortTitle: string }>();
  for (const { code, title, shortTitle } of rows) {
    const entry = { title, shortTitle: shortTitle || null };
    const entries = titles.get(code);
    if (entries) entries.push(entry);
    else titles.set(code, [entry]);
  }
  return titles;
}
