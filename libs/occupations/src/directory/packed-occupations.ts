import type { OnetSocCode } from '@app/onet';
import { packCount, packFlag, unpackCount } from '@app/releases';
import type { RowSource } from '../occupation.entity';
import type { AlternateTitleEntry, OccupationEntry, ReportedTitleEntry } from './occupation-directory';

/** What the rows of a release say of an occupation. Whether it is rated follows from others. */
export type OccupationRow = Omit<OccupationEntry, 'rated'>;

/** Occupations as a release carries them, column by column. */
export interface PackedOccupations {
  readonly codes: readonly OnetSocCode[];
  readonly titles: readonly string[];
  readonly descriptions: readonly string[];
  readonly sources: readonly RowSource[];
  readonly jobZones: Int8Array;
  /** Of each occupation a `PackedAlternate[]` as JSON. */
  readonly alternateTitles: readonly string[];
  /** Of each occupation a `PackedReported[]` as JSON. */
  readonly reportedTitles: readonly string[];
}

type PackedAlternate = readonly [title: string, shortTitle: string | null];
type PackedReported = readonly [title: string, shownInMyNextMove: number];

export function packOccupations(rows: readonly OccupationRow[]): PackedOccupations {
  return {
    codes: rows.map(({ code }) => code),
    titles: rows.map(({ title }) => title),
    descriptions: rows.map(({ description }) => description),
    sources: rows.map(({ source }) => source),
    jobZones: Int8Array.from(rows, ({ jobZone }) => packCount(jobZone)),
    alternateTitles: rows.map(({ alternateTitles }) =>
      JSON.stringify(alternateTitles.map(({ title, shortTitle }): PackedAlternate => [title, shortTitle])),
    ),
    reportedTitles: rows.map(({ reportedTitles }) =>
      JSON.stringify(
        reportedTitles.map(({ title, shownInMyNextMove }): PackedReported => [title, packFlag(shownInMyNextMove)]),
      ),
    ),
  };
}

/** @param rated the codes of rated occupations */
export function unpackOccupations(packed: PackedOccupations, rated: ReadonlySet<OnetSocCode>): OccupationEntry[] {
  return packed.codes.map((code, row) => new UnpackedOccupation(packed, row, rated.has(code)));
}

/**
 * Reads its titles when they are asked for: few ever are, and 60,000 objects of all occupations take as much memory as their
 * ratings, through which the garbage collector goes again and again. A copy made by spreading has no titles.
 */
class UnpackedOccupation implements OccupationEntry {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly description: string;
  readonly source: RowSource;
  readonly jobZone: number | null;
  private readonly packedAlternates: string;
  private readonly packedReported: string;

  constructor(
    packed: PackedOccupations,
    row: number,
    readonly rated: boolean,
  ) {
    this.code = packed.codes[row] ?? '';
    this.title = packed.titles[row] ?? '';
    this.description = packed.descriptions[row] ?? '';
    this.source = packed.sources[row] ?? 'text_file';
    this.jobZone = unpackCount(packed.jobZones[row]);
    this.packedAlternates = packed.alternateTitles[row] ?? '[]';
    this.packedReported = packed.reportedTitles[row] ?? '[]';
  }

  get alternateTitles(): AlternateTitleEntry[] {
    const titles = JSON.parse(this.packedAlternates) as PackedAlternate[];
    return titles.map(([title, shortTitle]) => ({ title, shortTitle }));
  }

  get reportedTitles(): ReportedTitleEntry[] {
    const titles = JSON.parse(this.packedReported) as PackedReported[];
    return titles.map(([title, shown]) => ({ title, shownInMyNextMove: shown === 1 }));
  }
}
