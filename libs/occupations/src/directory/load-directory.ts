import { readInBatches } from '@app/database';
import type { OnetSocCode } from '@app/onet';
import type { DataSource } from 'typeorm';
import { AlternateTitle } from '../alternate-title.entity';
import { JobZone } from '../job-zone.entity';
import type { AlternateTitleEntry, ReportedTitleEntry } from './occupation-directory';
import { Occupation } from '../occupation.entity';
import type { OccupationRow } from './packed-occupations';
import { ReportedTitle } from '../reported-title.entity';

/** Reads all occupations of a release, by code. */
export async function loadOccupations(dataSource: DataSource, releaseId: number): Promise<OccupationRow[]> {
  const zones = await dataSource.manager.findBy(JobZone, { releaseId });
  const zoneByCode = new Map(zones.map(({ onetSocCode, jobZone }) => [onetSocCode, jobZone]));
  const occupations: Occupation[] = [];
  for await (const batch of readInBatches(dataSource, Occupation, { releaseId }, 'onetSocCode'))
    occupations.push(...batch);
  const rows: OccupationRow[] = [];
  for (let start = 0; start < occupations.length; start += OCCUPATIONS_A_QUERY) {
    const range = occupations.slice(start, start + OCCUPATIONS_A_QUERY);
    const titles = await loadTitles(dataSource, releaseId, range);
    rows.push(...range.map((occupation) => toRow(occupation, zoneByCode, titles)));
  }
  return rows;
}

/** One of them; null if the release has none of this code. */
export async function loadOccupation(
  dataSource: DataSource,
  releaseId: number,
  code: OnetSocCode,
): Promise<OccupationRow | null> {
  const key = { releaseId, onetSocCode: code };
  const occupation = await dataSource.manager.findOneBy(Occupation, key);
  if (!occupation) return null;
  const zone = await dataSource.manager.findOneBy(JobZone, key);
  const titles = await loadTitles(dataSource, releaseId, [occupation]);
  return toRow(occupation, new Map(zone ? [[code, zone.jobZone]] : []), titles);
}

function toRow(
  { onetSocCode: code, title, description, source }: Occupation,
  zones: ReadonlyMap<OnetSocCode, number>,
  titles: Titles,
): OccupationRow {
  const jobZone = zones.get(code) ?? null;
  const alternateTitles = titles.alternate.get(code) ?? [];
  const reportedTitles = titles.reported.get(code) ?? [];
  return { code, title, description, source, jobZone, alternateTitles, reportedTitles };
}

interface Titles {
  readonly alternate: ReadonlyMap<OnetSocCode, readonly AlternateTitleEntry[]>;
  readonly reported: ReadonlyMap<OnetSocCode, readonly ReportedTitleEntry[]>;
}

/** About 1,100 titles at a time: more rows would hold up the requests that are served meanwhile. */
const OCCUPATIONS_A_QUERY = 20;

async function loadTitles(dataSource: DataSource, releaseId: number, range: readonly Occupation[]): Promise<Titles> {
  const ofRange = { releaseId, first: range[0]?.onetSocCode, last: range.at(-1)?.onetSocCode };
  const alternate = await dataSource
    .createQueryBuilder(AlternateTitle, 'title')
    .select('title.onetSocCode', 'code')
    .addSelect('title.alternateTitle', 'title')
    .addSelect('title.shortTitle', 'shortTitle')
    .where('title.releaseId = :releaseId AND title.onetSocCode BETWEEN :first AND :last', ofRange)
    .orderBy('title.onetSocCode')
    .addOrderBy('title.alternateTitle')
    .addOrderBy('title.shortTitle')
    .getRawMany<{ code: OnetSocCode; title: string; shortTitle: string }>();
  const reported = await dataSource
    .createQueryBuilder(ReportedTitle, 'title')
    .select('title.onetSocCode', 'code')
    .addSelect('title.reportedTitle', 'title')
    .addSelect('title.shownInMyNextMove', 'shown')
    .where('title.releaseId = :releaseId AND title.onetSocCode BETWEEN :first AND :last', ofRange)
    .orderBy('title.onetSocCode')
    .addOrderBy('title.reportedTitle')
    .getRawMany<{ code: OnetSocCode; title: string; shown: number }>();
  return {
    alternate: byCode(alternate, ({ title, shortTitle }) => ({ title, shortTitle: shortTitle || null })),
    reported: byCode(reported, ({ title, shown }) => ({ title, shownInMyNextMove: Boolean(shown) })),
  };
}

function byCode<Row extends { readonly code: OnetSocCode }, Entry>(rows: readonly Row[], toEntry: (row: Row) => Entry) {
  const entries = new Map<OnetSocCode, Entry[]>();
  for (const row of rows) {
    const ofCode = entries.get(row.code);
    if (ofCode) ofCode.push(toEntry(row));
    else entries.set(row.code, [toEntry(row)]);
  }
  return entries;
}
