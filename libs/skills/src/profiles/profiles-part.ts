import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { RATED_CODES } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { identityOf, ReleasePart, ReleaseParts, type Addition, type PartLoader, type Release } from '@app/releases';
import { DataSource } from 'typeorm';
import { Scale } from '../elements/scale.entity';
import { extendIndex, loadOccupationRatings, loadProfileIndex } from './load-profile-index';
import type { ProfileIndex } from './profile-index';

/** The ratings of a release. */
export const PROFILES = new ReleasePart<ProfileIndex>('profiles');

/** The scales of a release, by id. */
export const SCALES = new ReleasePart<readonly Scale[]>('scales');

/** Loads the ratings of a release, and what follows from them. */
@Injectable()
export class ProfilesPart implements PartLoader<ProfileIndex>, OnModuleInit {
  readonly part = PROFILES;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly parts: ReleaseParts,
  ) {}

  onModuleInit(): void {
    this.parts.register<ProfileIndex>(this);
    this.parts.register<ReadonlySet<OnetSocCode>>({
      part: RATED_CODES,
      load: async (_release, others) => (await others.get(PROFILES)).ratedCodes,
      extend: async (_before, _addition, others) => (await others.get(PROFILES)).ratedCodes,
    });
    this.parts.register<readonly Scale[]>({ part: SCALES, load: (release) => this.loadScales(release) });
  }

  async load(release: Release): Promise<ProfileIndex> {
    return loadProfileIndex(this.dataSource, identityOf(release));
  }

  async extend(before: ProfileIndex, { release, code }: Addition): Promise<ProfileIndex | null> {
    const added = await loadOccupationRatings(this.dataSource, release.id, code);
    return added ? extendIndex(before, identityOf(release), added) : before;
  }

  byteLengthOf(index: ProfileIndex): number {
    return index.byteLength;
  }

  describe({ occupationCount, ratedCodes, skills }: ProfileIndex): string {
    return `${occupationCount} occupations, ${ratedCodes.size} of them rated on ${skills.length} skills`;
  }

  private loadScales({ id: releaseId }: Release): Promise<Scale[]> {
    return this.dataSource.manager.find(Scale, { where: { releaseId }, order: { scaleId: 'ASC' } });
  }
}
