import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { RATED_CODES } from '@app/occupations';
import { DOMAINS, type OnetSocCode } from '@app/onet';
import {
  CarriedParts,
  identityOf,
  ReleasePart,
  ReleaseParts,
  type Addition,
  type CarriedPart,
  type Pack,
  type Release,
} from '@app/releases';
import { DataSource } from 'typeorm';
import { Scale } from '../elements/scale.entity';
import { extendIndex, loadOccupationRatings, loadProfileIndex, restoreProfileIndex } from './load-profile-index';
import { packRatings, type PackedRatings } from './packed-ratings';
import type { ProfileIndex } from './profile-index';
import { RatingCollector } from './rating-collector';

/** The ratings of a release. */
export const PROFILES = new ReleasePart<ProfileIndex>('profiles');

/** What the elements of the domains are called in the log. */
const NAMES = {
  skills: 'skills',
  knowledge: 'areas of knowledge',
  abilities: 'abilities',
  work_activities: 'work activities',
};

/** The scales of a release, by id. */
export const SCALES = new ReleasePart<readonly Scale[]>('scales');

/** Loads the ratings of a release, and what follows from them. */
@Injectable()
export class ProfilesPart implements CarriedPart<ProfileIndex, PackedRatings>, OnModuleInit {
  readonly part = PROFILES;
  readonly version = 1;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly parts: ReleaseParts,
    private readonly carried: CarriedParts,
  ) {}

  onModuleInit(): void {
    this.carried.register(this);
    this.parts.register<ReadonlySet<OnetSocCode>>({
      part: RATED_CODES,
      load: async (_release, others) => (await others.get(PROFILES)).ratedCodes(),
      extend: async (_before, _addition, others) => (await others.get(PROFILES)).ratedCodes(),
    });
    this.parts.register<readonly Scale[]>({ part: SCALES, load: (release) => this.loadScales(release) });
  }

  async read(release: Release): Promise<PackedRatings> {
    return packRatings(await loadProfileIndex(this.dataSource, identityOf(release)));
  }

  collector(): RatingCollector {
    return new RatingCollector();
  }

  async make(pack: Pack<PackedRatings>, release: Release): Promise<ProfileIndex> {
    const restored = await restoreProfileIndex(this.dataSource, identityOf(release), pack);
    return restored ?? loadProfileIndex(this.dataSource, identityOf(release));
  }

  async extend(before: ProfileIndex, { release, code }: Addition): Promise<ProfileIndex | null> {
    const added = await loadOccupationRatings(this.dataSource, release.id, code);
    return added ? extendIndex(before, identityOf(release), added) : before;
  }

  byteLengthOf(index: ProfileIndex): number {
    return index.byteLength;
  }

  describe(index: ProfileIndex): string {
    const elements = DOMAINS.map((domain) => ({ domain, count: index.elements(domain).length }));
    const named = elements.flatMap(({ domain, count }) => (count > 0 ? `${count} ${NAMES[domain]}` : []));
    return `${index.occupationCount} occupations, ${index.ratedCodes().size} of them rated on ${named.join(', ')}`;
  }

  private loadScales({ id: releaseId }: Release): Promise<Scale[]> {
    return this.dataSource.manager.find(Scale, { where: { releaseId }, order: { scaleId: 'ASC' } });
  }
}
