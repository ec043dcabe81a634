import type { OnetSocCode } from '@app/onet';
import { packCount, packFlag, unpackCount } from '@app/releases';
import type { RowSource } from '../occupation.entity';
import type { AlternateTitleEntry, OccupationEntry, ReportedTitleEntry } from './occupation-directory';

/** What the rows of a release say of an occupation. Whether it is rated follows from others. */
export type OccupationRow = Omit<OccupationEntry, 'rated'>;

/** Occupations as a release carries them, column by column: an object for each title would take three times as long to read. */
export interface PackedOccupations {
  readonly codes: readonly OnetSocCode[];
  readonly titles: readonly string[];
  readonly descriptions: readonly string[];
  readonly sources: readonly RowSource[];
  readonly jobZones: Int8Array;
  /** How many of the titles below belong to each occupation. */
  readonly alternateCounts: Uint32Array;
  readonly alternateTitles: readonly string[];
  readonly shortTitles: readonly (string | null)[];
  readonly reportedCounts: Uint32Array;
  readonly reportedTitles: readonly string[];
  readonly shownInMyNextMove: Uint8Array;
}

export function packOccupations(rows: readonly OccupationRow[]): PackedOccupations {
  const alternates = rows.flatMap(({ alternateTitles }) => alternateTitles);
  const reported = rows.flatMap(({ reportedTitles }) => reportedTitles);
  return {
    codes: rows.map(({ code }) => code),
    titles: rows.map(({ title }) => title),
    descriptions: rows.map(({ description }) => description),
    sources: rows.map(({ source }) => source),
    jobZones: Int8Array.from(rows, ({ jobZone }) => packCount(jobZone)),
    alternateCounts: Uint32Array.from(rows, ({ alternateTitles }) => alternateTitles.length),
    alternateTitles: alternates.map(({ title }) => title),
    shortTitles: alternates.map(({ shortTitle }) => shortTitle),
    reportedCounts: Uint32Array.from(rows, ({ reportedTitles }) => reportedTitles.length),
    reportedTitles: reported.map(({ title }) => title),
    shownInMyNextMove: Uint8Array.from(reported, ({ shownInMyNextMove }) => packFlag(shownInMyNextMove)),
  };
}

export function unpackOccupations(packed: PackedOccupations): OccupationRow[] {
  const { titles, descriptions, sources, jobZones } = packed;
  const alternates = ranges(packed.alternateCounts);
  const reported = ranges(packed.reportedCounts);
  return packed.codes.map((code, i) => ({
    code,
    title: titles[i] ?? '',
    description: descriptions[i] ?? '',
    source: sources[i] ?? 'text_file',
    jobZone: unpackCount(jobZones[i]),
    alternateTitles: alternatesIn(packed, alternates[i]),
    reportedTitles: reportedIn(packed, reported[i]),
  }));
}

type Range = readonly [from: number, to: number];

function ranges(counts: Uint32Array): Range[] {
  let end = 0;
  return Array.from(counts, (count) => [end, (end += count)] as const);
}

function alternatesIn({ alternateTitles, shortTitles }: PackedOccupations, range: Range = [0, 0]) {
  return alternateTitles
    .slice(...range)
    .map((title, i): AlternateTitleEntry => ({ title, shortTitle: shortTitles[range[0] + i] ?? null }));
}

function reportedIn({ reportedTitles, shownInMyNextMove }: PackedOccupations, range: Range = [0, 0]) {
  return reportedTitles
    .slice(...range)
    .map((title, i): ReportedTitleEntry => ({ title, shownInMyNextMove: shownInMyNextMove[range[0] + i] === 1 }));
}
