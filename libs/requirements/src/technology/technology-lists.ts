import { OccupationStretches } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { byteLengthOfTexts, textAt, unpackFlag } from '@app/releases';
import type { Commodity, PackedTechnology } from './pack-technology';

/** A product that an occupation uses. Products and commodities have the same numbers in all lists of a release. */
export interface TechnologyEntry {
  readonly commodity: number;
  readonly example: number;
  /** Often named in job postings of all occupations; null where the release does not say. */
  readonly hot: boolean | null;
  /** Often named in job postings of this occupation; null where the release does not say. */
  readonly inDemand: boolean | null;
}

/** The technology of a release in memory. */
export class TechnologyLists {
  private readonly occupations: OccupationStretches;

  constructor(private readonly packed: PackedTechnology) {
    this.occupations = new OccupationStretches(packed.occupations);
  }

  /** By commodity code, then by example; null for an occupation that has no list. */
  of(code: OnetSocCode): TechnologyEntry[] | null {
    const { packed } = this;
    return this.occupations.map(code, (row) => ({
      commodity: packed.commodity[row] ?? 0,
      example: packed.example[row] ?? 0,
      hot: unpackFlag(packed.hot[row]),
      inDemand: unpackFlag(packed.inDemand[row]),
    }));
  }

  /** @param number of an entry */
  commodity(number: number): Commodity {
    return this.packed.commodities[number] ?? { code: '', title: null };
  }

  /**
   * The name of a product.
   * @param number of an entry
   */
  example(number: number): string {
    return textAt(this.packed.examples, number) ?? '';
  }

  get byteLength(): number {
    const { commodity, example, hot, inDemand, examples } = this.packed;
    const ofRows = commodity.byteLength + example.byteLength + hot.byteLength + inDemand.byteLength;
    return ofRows + byteLengthOfTexts(examples);
  }
}
