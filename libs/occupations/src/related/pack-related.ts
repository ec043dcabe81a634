import { StretchBuilder, type PackedStretches } from '../rows/occupation-stretches';
import { TextNumbers } from '@app/releases';
import type { RowsOfOccupation } from '../rows/read-by-occupation';
import type { RelatedOccupation } from './related-occupation.entity';

/** Related occupations as a release carries them: for each occupation a stretch of rows, by index. */
export interface PackedRelated {
  readonly occupations: PackedStretches;
  readonly codes: readonly string[];
  readonly tiers: readonly string[];
  readonly code: Uint16Array;
  readonly tier: Uint16Array;
  readonly index: Int32Array;
}

/** Collects the rows while they are read. */
export class RelatedPacker {
  private readonly occupations = new StretchBuilder();
  private readonly codes = new TextNumbers();
  private readonly tiers = new TextNumbers();
  private readonly code: number[] = [];
  private readonly tier: number[] = [];
  private readonly index: number[] = [];

  add({ code, rows }: RowsOfOccupation<RelatedOccupation>): void {
    this.occupations.add(code, rows.length);
    const byIndex = rows.toSorted(
      (a, b) => a.relatedIndex - b.relatedIndex || (a.relatedOnetSocCode < b.relatedOnetSocCode ? -1 : 1),
    );
    for (const { relatedOnetSocCode, relatednessTier, relatedIndex } of byIndex) {
      this.code.push(this.codes.add(relatedOnetSocCode));
      this.tier.push(this.tiers.add(relatednessTier));
      this.index.push(relatedIndex);
    }
  }

  /** Null if there were no rows. */
  build(): PackedRelated | null {
    if (this.occupations.size === 0) return null;
    return {
      occupations: this.occupations.build(),
      codes: this.codes.texts,
      tiers: this.tiers.texts,
      code: new Uint16Array(this.code),
      tier: new Uint16Array(this.tier),
      index: new Int32Array(this.index),
    };
  }
}
