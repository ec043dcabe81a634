import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  loadDirectory,
  loadOccupation,
  NoReleasePublishedError,
  OccupationNotRatedError,
  OccupationsService,
  type Shortfall,
} from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import { type Release, ReleasesService } from '@app/releases';
import { Mutex } from 'async-mutex';
import { DataSource } from 'typeorm';
import { AssessedLevels } from './assessed/assessed-levels';
import { assessmentIds, countAssessments, loadAssessedLevels } from './assessed/load-assessed-levels';
import { extendIndex, loadOccupationRatings, loadProfileIndex } from './load-profile-index';
import type { IndexedRelease, OccupationProfile, ProfileIndex } from './profile-index';
import { Scale } from './scale.entity';

/** Other processes assess too; what they did is taken up within twice this time. */
const POLL_MS = 2_000;

/** Occupations that are rated in one index, in the order in which they were asked for. */
export interface RatedOccupations<Codes extends readonly OnetSocCode[]> {
  readonly index: ProfileIndex;
  readonly profiles: { readonly [I in keyof Codes]: OccupationProfile };
}

/** Holds the profile index of the release that is served and swaps in a newer one when it is published. */
@Injectable()
export class ProfilesService {
  private readonly logger = new Logger('Profiles');
  private index: ProfileIndex | null = null;
  private loadTime: Date | null = null;
  private scaleList: readonly Scale[] = [];
  private assessedLevels = new AssessedLevels([]);
  /** One change at a time: a whole index that was begun before an addition must not replace one that has it. */
  private readonly changing = new Mutex();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly occupations: OccupationsService,
    private readonly releases: ReleasesService,
  ) {
    releases.onCurrent((release) => this.changing.runExclusive(() => this.load(release)));
  }

  get isLoaded(): boolean {
    return this.index !== null;
  }

  /** @throws NoReleasePublishedError */
  get current(): ProfileIndex {
    if (!this.index) throw new NoReleasePublishedError();
    return this.index;
  }

  /** When the index was built from the database; null if there is none. What was added to it since does not count. */
  get loadedAt(): Date | null {
    return this.loadTime;
  }

  /** The levels that language models assessed, for the release that is served. */
  get assessed(): AssessedLevels {
    return this.assessedLevels;
  }

  /** The scales of the release that is served, by id. */
  get scales(): readonly Scale[] {
    return this.scaleList;
  }

  /**
   * The levels of occupations, completed on demand, in one index, which a caller takes for a whole answer.
   * @throws OccupationNotFoundError, OccupationNotRatedError, OnetUnavailableError for the first one that has none
   */
  async rated<Codes extends readonly OnetSocCode[]>(...codes: Codes): Promise<RatedOccupations<Codes>> {
    if (!codes.every((code) => this.current.profile(code))) await this.complete(codes);
    const index = this.current;
    const profiles = codes.map((code) => index.profile(code) ?? this.refuse(code, null));
    return { index, profiles: profiles as unknown as RatedOccupations<Codes>['profiles'] };
  }

  /**
   * Takes up what was added to one occupation of the release that is served, so that the next answer has it.
   * @param release as it is in the database after the addition
   */
  async takeUp(release: Release, code: OnetSocCode): Promise<void> {
    await this.changing.runExclusive(() => this.extend(release, code));
  }

  /**
   * Takes up an assessment, so that the next answer has it.
   * @param releaseChecksum the content of the release that it is for; that of one which is not served is left alone
   */
  async takeUpAssessment(id: number, releaseChecksum: string): Promise<void> {
    await this.changing.runExclusive(async () => {
      if (this.current.release.checksum === releaseChecksum) await this.addAssessments([id]);
    });
  }

  private async addAssessments(ids: readonly number[]): Promise<void> {
    const missing = ids.filter((id) => !this.assessedLevels.ids.has(id));
    const added = await loadAssessedLevels(this.dataSource, missing, this.current.skills);
    if (added.length > 0) this.assessedLevels = this.assessedLevels.with(added);
  }

  /** Looks whether other processes have assessed something. A look that fails is made up for by the next one. */
  @Interval(POLL_MS)
  async pollAssessments(): Promise<void> {
    if (!this.index) return;
    const { checksum } = this.index.release;
    try {
      const count = await countAssessments(this.dataSource, checksum);
      if (count <= this.assessedLevels.ids.size) return;
      const ids = await assessmentIds(this.dataSource, checksum);
      await this.changing.runExclusive(() =>
        this.addAssessments(this.current.release.checksum === checksum ? ids : []),
      );
    } catch (error) {
      // Whether the database answers is watched elsewhere.
      this.logger.debug(error);
    }
  }

  private async extend(release: Release, code: OnetSocCode): Promise<void> {
    const added = await loadOccupationRatings(this.dataSource, release.id, code);
    const entry = await loadOccupation(this.dataSource, release.id, code, Boolean(added?.ratings.length));
    const before = this.current;
    if (!added || !entry || before.release.id !== release.id) return;
    const index = extendIndex(before, identityOf(release), added);
    // Ratings on a skill that nobody had: then all rows are as wide as never before.
    if (!index) return this.load(release);
    this.index = index;
    this.occupations.serve(this.occupations.current.with(entry));
  }

  /** All at the same time; the first one that has no ratings in the end decides what is thrown. */
  private async complete(codes: readonly OnetSocCode[]): Promise<void> {
    const unrated = codes.filter((code) => !this.current.profile(code));
    const completions = await Promise.allSettled(unrated.map((code) => this.occupations.complete(code)));
    for (const [i, code] of unrated.entries()) {
      const completion = completions[i];
      if (completion?.status === 'rejected') throw completion.reason;
      if (completion?.value || !this.occupations.current.find(code)) this.refuse(code, completion?.value ?? null);
    }
  }

  private refuse(code: OnetSocCode, shortfall: Shortfall | null): never {
    const { occupation, release } = this.occupations.get(code, shortfall);
    throw new OccupationNotRatedError(occupation, release, this.occupations.current.ratedRelatives(code), shortfall);
  }

  /** Everything is read, and known to be whole, before anything is swapped, so that no answer mixes two releases. */
  private async load(release: Release): Promise<void> {
    const started = performance.now();
    const { id, name } = release;
    const index = await loadProfileIndex(this.dataSource, identityOf(release));
    const directory = await loadDirectory(this.dataSource, release, index.ratedCodes);
    const scales = await this.dataSource.manager.find(Scale, { where: { releaseId: id }, order: { scaleId: 'ASC' } });
    const ids = await assessmentIds(this.dataSource, release.checksum);
    const assessed = await loadAssessedLevels(this.dataSource, ids, index.skills);
    await this.releases.assertStillPublished(release);
    this.index = index;
    this.loadTime = new Date();
    this.assessedLevels = new AssessedLevels(assessed);
    this.scaleList = scales;
    this.occupations.serve(directory);
    const milliseconds = Math.round(performance.now() - started);
    this.logger.log(
      `Serving release ${name}: ${directory.size} occupations, ${index.ratedCodes.size} of them rated on ` +
        `${index.skills.length} skills (loaded in ${milliseconds} ms)`,
    );
  }
}

function identityOf({ id, name, checksum, revision }: Release): IndexedRelease {
  return { id, name, checksum, revision };
}
