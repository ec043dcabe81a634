import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { loadDirectory, NoReleasePublishedError, OccupationNotRatedError, OccupationsService } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { ReleasesService, type Release } from '@app/runs';
import { DataSource } from 'typeorm';
import { loadProfileIndex } from './load-profile-index';
import type { OccupationProfile, ProfileIndex } from './profile-index';
import { Scale } from './scale.entity';

/** Holds the profile index of the release that is served and swaps in a newer one when it is published. */
@Injectable()
export class ProfilesService {
  private readonly logger = new Logger('Profiles');
  private index: ProfileIndex | null = null;
  private scaleList: readonly Scale[] = [];

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly occupations: OccupationsService,
    private readonly releases: ReleasesService,
  ) {
    releases.onCurrent((release) => this.load(release));
  }

  get isLoaded(): boolean {
    return this.index !== null;
  }

  /** @throws NoReleasePublishedError */
  get current(): ProfileIndex {
    if (!this.index) throw new NoReleasePublishedError();
    return this.index;
  }

  /** The scales of the release that is served, by id. */
  get scales(): readonly Scale[] {
    return this.scaleList;
  }

  /**
   * The levels of an occupation in `index`, which a caller takes once for a whole answer.
   * @throws OccupationNotFoundError, OccupationNotRatedError
   */
  profileOf(index: ProfileIndex, code: OnetSocCode): OccupationProfile {
    return index.profile(code) ?? this.refuse(code);
  }

  private refuse(code: OnetSocCode): never {
    const { occupation, release } = this.occupations.get(code);
    throw new OccupationNotRatedError(occupation, release, this.occupations.current.ratedRelatives(code));
  }

  /** Everything is read, and known to be whole, before anything is swapped, so that no answer mixes two releases. */
  private async load(release: Release): Promise<void> {
    const started = performance.now();
    const { id, name, checksum } = release;
    const index = await loadProfileIndex(this.dataSource, { id, name, checksum });
    const directory = await loadDirectory(this.dataSource, release, index.ratedCodes);
    const scales = await this.dataSource.manager.find(Scale, { where: { releaseId: id }, order: { scaleId: 'ASC' } });
    await this.releases.assertStillPublished(release);
    this.index = index;
    this.scaleList = scales;
    this.occupations.serve(directory);
    const milliseconds = Math.round(performance.now() - started);
    this.logger.log(
      `Serving release ${name}: ${directory.size} occupations, ${index.ratedCodes.size} of them rated on ` +
        `${index.skills.length} skills (loaded in ${milliseconds} ms)`,
    );
  }
}
