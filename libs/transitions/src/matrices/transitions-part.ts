import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DIRECTORY, type OccupationDirectory } from '@app/occupations';
import type { Domain, OnetSocCode } from '@app/onet';
import {
  ReleasePart,
  ReleaseParts,
  type Addition,
  type OtherParts,
  type PartLoader,
  type Release,
} from '@app/releases';
import { ESTIMATES, PROFILES, type ComparableRatings, type Estimates, type ProfileIndex } from '@app/skills';
import { Turns } from '../turns/turns';
import { sideBySide, type ComparedOccupations } from './compared-occupations';
import { bytesOfMatrices, makeMatrices, type Matrices } from './matrices';
import { targetOf, type TransitionTarget } from './transition-profile';

type RatingsOf = (domain: Domain) => ComparableRatings | undefined;

/**
 * What transitions between the occupations of a release go by. It is made when somebody first asks for it: whoever serves
 * gaps alone pays neither the memory of the matrices nor the time, and no start waits for them.
 */
export class Transitions {
  private readonly made = new Map<string, Promise<unknown>>();

  constructor(
    private readonly profiles: ProfileIndex,
    private readonly directory: OccupationDirectory,
    private readonly estimates: Estimates,
  ) {}

  /** The rated occupations; with estimates also those whose ratings can be estimated. */
  occupations(withEstimates: boolean): Promise<ComparedOccupations> {
    return this.once(withEstimates ? 'all' : 'rated', () => this.compare(withEstimates));
  }

  /** Of the rated occupations. The first who asks waits some 300 ms, while others are served; so do those who ask meanwhile. */
  matrices(): Promise<Matrices> {
    return this.once('matrices', async () => makeMatrices(await this.occupations(false)));
  }

  /** With the matrices, whether they have been asked for or not. */
  get byteLength(): number {
    return bytesOfMatrices(this.profiles.ratedCodes().size);
  }

  private async compare(withEstimates: boolean): Promise<ComparedOccupations> {
    const { profiles, estimates } = this;
    const codes = [...profiles.ratedCodes(), ...(withEstimates ? estimates.codes : [])].sort();
    const targets = new Map<OnetSocCode, TransitionTarget>();
    const turns = new Turns();
    for (const code of codes) {
      const target = targetOf({ ratings: this.ratingsOf(code), jobZone: this.directory.find(code)?.jobZone ?? null });
      if (target) targets.set(code, target);
      if (turns.isDue()) await turns.next();
    }
    return sideBySide(targets);
  }

  /** What fails is made again for the next who asks. */
  private once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const making =
      this.made.get(name) ??
      make().catch((error: unknown) => {
        this.made.delete(name);
        throw error;
      });
    this.made.set(name, making);
    return making as Promise<T>;
  }

  private ratingsOf(code: OnetSocCode): RatingsOf {
    const estimate = this.profiles.profile(code) ? undefined : this.estimates.of(code);
    return (domain) => (estimate ? estimate.ratings[domain] : this.profiles.comparableRatings(code, domain));
  }
}

/** What transitions between the occupations of a release go by. */
export const TRANSITIONS = new ReleasePart<Transitions>('transitions');

/** Gives every release its transitions. */
@Injectable()
export class TransitionsPart implements PartLoader<Transitions>, OnModuleInit {
  readonly part = TRANSITIONS;

  constructor(private readonly parts: ReleaseParts) {}

  onModuleInit(): void {
    this.parts.register(this);
  }

  load(_release: Release, others: OtherParts): Promise<Transitions> {
    return make(others);
  }

  /** Ratings that came on demand also change estimates. */
  extend(_before: Transitions, _addition: Addition, others: OtherParts): Promise<Transitions> {
    return make(others);
  }

  byteLengthOf({ byteLength }: Transitions): number {
    return byteLength;
  }
}

async function make(others: OtherParts): Promise<Transitions> {
  return new Transitions(await others.get(PROFILES), await others.get(DIRECTORY), await others.get(ESTIMATES));
}
