import { beginningOfCode, beginningOfGroup, socCodeOf, type OnetSocCode, type ReleaseName } from '@app/onet';
import type { RowSource } from '../occupation.entity';

export interface AlternateTitleEntry {
  readonly title: string;
  /** Abbreviation; null if there is none. */
  readonly shortTitle: string | null;
}

export interface ReportedTitleEntry {
  readonly title: string;
  readonly shownInMyNextMove: boolean;
}

export interface OccupationEntry {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly description: string;
  readonly source: RowSource;
  /** 1 to 5; null if O*NET gives none. */
  readonly jobZone: number | null;
  /** False if the release has no rating for it. */
  readonly rated: boolean;
  readonly alternateTitles: readonly AlternateTitleEntry[];
  readonly reportedTitles: readonly ReportedTitleEntry[];
}

/** JavaScript keeps most texts with one byte a character; objects and tables around them take about as much again. */
const BYTES_A_CHARACTER = 2;
/** Characters of a code, and those that the codes of a group share. */
const WRITTEN_LENGTH = 10;
const BROAD_GROUP = 6;
const MINOR_GROUP = 5;

/** All occupations of one release, by code. Immutable: another release means another directory. */
export class OccupationDirectory {
  private readonly byCode: ReadonlyMap<OnetSocCode, OccupationEntry>;
  /** By code. */
  readonly occupations: readonly OccupationEntry[];

  /** @param titlesLength characters of all alternate and reported titles, as they are kept */
  constructor(
    readonly release: ReleaseName,
    occupations: readonly OccupationEntry[],
    private readonly titlesLength = 0,
  ) {
    this.occupations = [...occupations].sort((a, b) => (a.code < b.code ? -1 : 1));
    this.byCode = new Map(this.occupations.map((occupation) => [occupation.code, occupation]));
  }

  /** A directory that holds this occupation as well, in place of the one of the same code. */
  with(added: OccupationEntry): OccupationDirectory {
    const others = this.occupations.filter(({ code }) => code !== added.code);
    return new OccupationDirectory(this.release, [...others, added], this.titlesLength);
  }

  get size(): number {
    return this.byCode.size;
  }

  /** Memory that the texts take, roughly. */
  get byteLength(): number {
    let characters = this.titlesLength;
    for (const { title, description } of this.occupations) characters += title.length + description.length;
    return characters * BYTES_A_CHARACTER;
  }

  find(code: OnetSocCode): OccupationEntry | undefined {
    return this.byCode.get(code);
  }

  /** Occupations to look at instead of an unrated one: rated ones of the same SOC code, else of the group around it. */
  ratedRelatives(code: OnetSocCode): OccupationEntry[] {
    const soc = socCodeOf(code);
    for (const beginning of [soc, soc.slice(0, BROAD_GROUP), soc.slice(0, MINOR_GROUP)]) {
      const rated = this.beginningWith(beginning).filter((other) => other.rated && other.code !== code);
      if (rated.length > 0) return rated;
    }
    return [];
  }

  /** The occupations whose codes begin so, or that belong to the SOC group whose code the text is; by code. */
  withCode(text: string): OccupationEntry[] {
    const beginning = beginningOfCode(text);
    if (beginning === null) return [];
    const found = this.beginningWith(beginning);
    const group = found.length > 0 ? null : beginningOfGroup(`${beginning}.00`.slice(0, WRITTEN_LENGTH));
    return group === null ? found : this.beginningWith(group);
  }

  private beginningWith(beginning: string): OccupationEntry[] {
    return this.occupations.filter(({ code }) => code.startsWith(beginning));
  }
}
