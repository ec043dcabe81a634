import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RELATED } from '@app/occupations';
import {
  ReleasePart,
  ReleaseParts,
  type Addition,
  type OtherParts,
  type PartLoader,
  type Release,
} from '@app/releases';
import { PROFILES } from '../profiles/profiles-part';
import { Estimates } from './estimates';
import { makeEstimates } from './make-estimates';

/** The estimated profiles of a release; empty if it came without related occupations. */
export const ESTIMATES = new ReleasePart<Estimates>('estimates');

/** Makes the estimates of a release, which follow from other parts of it. */
@Injectable()
export class EstimatesPart implements PartLoader<Estimates>, OnModuleInit {
  readonly part = ESTIMATES;

  constructor(private readonly parts: ReleaseParts) {}

  onModuleInit(): void {
    this.parts.register(this);
  }

  async load(_release: Release, others: OtherParts): Promise<Estimates> {
    const related = await others.get(RELATED);
    return related ? makeEstimates(await others.get(PROFILES), related) : new Estimates(new Map(), null);
  }

  /** An occupation that got ratings needs no estimate any more, and changes those that are made from it. */
  async extend(_before: Estimates, { release }: Addition, others: OtherParts): Promise<Estimates> {
    return this.load(release, others);
  }
}
