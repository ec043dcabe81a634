import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RELATED } from '@app/occupations';
import { CarriedParts, ReleasePart, type DerivedPart, type OtherParts } from '@app/releases';
import { PROFILES } from '../profiles/profiles-part';
import { Estimates } from './estimates';
import { makeEstimates } from './make-estimates';
import { unpackEstimates, type PackedEstimates } from './packed-estimates';

/** The estimated profiles of a release; empty if it came without related occupations. */
export const ESTIMATES = new ReleasePart<Estimates>('estimates');

/**
 * Makes the estimates of a release, which follow from other parts of it. An occupation that gets ratings needs none any more,
 * and changes those that are made from it.
 */
@Injectable()
export class EstimatesPart implements DerivedPart<Estimates, PackedEstimates | null>, OnModuleInit {
  readonly part = ESTIMATES;
  readonly version = 1;

  constructor(private readonly carried: CarriedParts) {}

  onModuleInit(): void {
    this.carried.registerDerived(this);
  }

  async derive(others: OtherParts): Promise<PackedEstimates | null> {
    const related = await others.get(RELATED);
    return related && makeEstimates(await others.get(PROFILES), related);
  }

  async make(packed: PackedEstimates | null, others: OtherParts): Promise<Estimates> {
    return packed ? unpackEstimates(packed, await others.get(PROFILES)) : new Estimates(new Map(), null);
  }
}
