import type { OnetSocCode } from '@app/onet';
import { OccupationStretches } from '../rows/occupation-stretches';
import { textAt } from '@app/releases';
import type { PackedRelated } from './pack-related';

export interface RelatedEntry {
  readonly code: OnetSocCode;
  /** As published, such as `Primary-Short`. */
  readonly tier: string;
  readonly index: number;
}

/** The related occupations of a release in memory. */
export class RelatedOccupations {
  private readonly occupations: OccupationStretches;

  constructor(private readonly packed: PackedRelated) {
    this.occupations = new OccupationStretches(packed.occupations);
  }

  /** By index; null for an occupation that has no such list. */
  of(code: OnetSocCode): RelatedEntry[] | null {
    const { packed } = this;
    return this.occupations.map(code, (row) => ({
      code: textAt(packed.codes, packed.code[row]) ?? '',
      tier: textAt(packed.tiers, packed.tier[row]) ?? '',
      index: packed.index[row] ?? 0,
    }));
  }

  get byteLength(): number {
    const { code, tier, index } = this.packed;
    return code.byteLength + tier.byteLength + index.byteLength;
  }
}
