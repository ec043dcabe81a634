import { StretchBuilder, type PackedStretches, type RowsOfOccupation } from '@app/occupations';
import { packFlag, TextNumbers } from '@app/releases';
import type { TechnologySkill } from './technology-skill.entity';

/** A kind of product. */
export interface Commodity {
  readonly code: string;
  /** Null where the release came without it. */
  readonly title: string | null;
}

/** Technology as a release carries it: for each occupation a stretch of rows, by commodity code and example. */
export interface PackedTechnology {
  readonly occupations: PackedStretches;
  readonly commodities: readonly Commodity[];
  readonly examples: readonly string[];
  /** Place in `commodities`. */
  readonly commodity: Uint32Array;
  /** Number in `examples`, from 1. */
  readonly example: Uint32Array;
  readonly hot: Int8Array;
  readonly inDemand: Int8Array;
}

/** Collects the rows while they are read. */
export class TechnologyPacker {
  private readonly occupations = new StretchBuilder();
  private readonly commodities: Commodity[] = [];
  private readonly places = new Map<string, number>();
  private readonly examples = new TextNumbers();
  private readonly commodity: number[] = [];
  private readonly example: number[] = [];
  private readonly hot: number[] = [];
  private readonly inDemand: number[] = [];

  add({ code, rows }: Pick<RowsOfOccupation<TechnologySkill>, 'code' | 'rows'>): void {
    this.occupations.add(code, rows.length);
    const inOrder = rows.toSorted((a, b) => compare(a.commodityCode, b.commodityCode) || compare(a.example, b.example));
    for (const { commodityCode, commodityTitle, example, hotTechnology, inDemand } of inOrder) {
      this.commodity.push(this.placeOf(commodityCode, commodityTitle));
      this.example.push(this.examples.add(example));
      this.hot.push(packFlag(hotTechnology));
      this.inDemand.push(packFlag(inDemand));
    }
  }

  /** Null if there were no rows. */
  build(): PackedTechnology | null {
    if (this.occupations.size === 0) return null;
    return {
      occupations: this.occupations.build(),
      commodities: this.commodities,
      examples: this.examples.texts,
      commodity: new Uint32Array(this.commodity),
      example: new Uint32Array(this.example),
      hot: new Int8Array(this.hot),
      inDemand: new Int8Array(this.inDemand),
    };
  }

  private placeOf(code: string, title: string | null): number {
    let place = this.places.get(code);
    if (place === undefined) {
      place = this.commodities.push({ code, title }) - 1;
      this.places.set(code, place);
    }
    return place;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
