import { readInBatches } from '@app/database';
import type { OnetSocCode, ReleaseName } from '@app/onet';
import type { DataSource } from 'typeorm';
import { AlternateTitle } from './alternate-title.entity';
import { JobZone } from './job-zone.entity';
import {
  OccupationDirectory,
  searchable,
  type AlternateTitleEntry,
  type SearchableOccupation,
} from './occupation-directory';
import { Occupation } from './occupation.entity';

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
    for (const { onetSocCode: code, title, description, source } of range) {
      const jobZone = zoneByCode.get(code) ?? null;
      const alternateTitles = titles.get(code) ?? [];
      entries.push(searchable({ code, title, description, source, jobZone, rated: rated.has(code), alternateTitles }));
    }
  }
  return new OccupationDirectory(release.name, entries);
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
