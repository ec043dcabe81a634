import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { AppConfig } from '@app/config';
import {
  Publication,
  ReleaseParts,
  ServedRelease,
  type OtherParts,
  type PartLoader,
  type Release,
} from '@app/releases';
import { ASSESSED_LEVELS, AssessedLevels, PROFILES } from '@app/skills';
import { DataSource } from 'typeorm';
import type { LlmAssessment } from '../store/llm-assessment.entity';
import { assessmentRevisions, countAssessments, loadAssessedLevels, type Revision } from './load-assessed-levels';
import { shownProviders } from './shown-providers';
import { carryOverAssessedLevels } from './write-assessed-levels';

/** Other processes assess too; this one takes up their assessments within twice this time. */
const POLL_MS = 2_000;

/** Brings the levels that models assessed to the release that they are for, in memory and in its rows. */
@Injectable()
export class AssessedLevelsPart implements PartLoader<AssessedLevels>, OnModuleInit {
  readonly part = ASSESSED_LEVELS;
  private readonly logger = new Logger('Assessments');
  private readonly providers: readonly string[];

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly parts: ReleaseParts,
    private readonly served: ServedRelease,
    private readonly publication: Publication,
    config: AppConfig,
  ) {
    this.providers = shownProviders(config);
  }

  onModuleInit(): void {
    this.parts.register(this);
    this.publication.beforehand((release) => carryOverAssessedLevels(this.dataSource, release, this.providers));
  }

  async load({ checksum }: Release, others: OtherParts): Promise<AssessedLevels> {
    const revisions = await assessmentRevisions(this.dataSource, this.of(checksum));
    const ids = revisions.map(({ id }) => id);
    const { skills } = await others.get(PROFILES);
    return new AssessedLevels(await loadAssessedLevels(this.dataSource, ids, skills));
  }

  /** @throws NoReleasePublishedError */
  get current(): AssessedLevels {
    return this.served.current.get(ASSESSED_LEVELS);
  }

  /** Takes up an assessment, so that the next answer has it. One for a release that is not served is left alone. */
  async takeUp({ id, revision, releaseChecksum }: LlmAssessment): Promise<void> {
    if (!this.current.has({ id, revision })) await this.add([{ id, revision }], releaseChecksum);
  }

  /** Looks whether other processes have assessed something. A look that fails is made up for by the next one. */
  @Interval(POLL_MS)
  async poll(): Promise<void> {
    if (!this.served.isLoaded) return;
    const { checksum } = this.served.current.release;
    try {
      const { count, revisions } = await countAssessments(this.dataSource, this.of(checksum));
      if (count === this.current.ids.size && revisions === this.current.revisionSum) return;
      await this.add(await assessmentRevisions(this.dataSource, this.of(checksum)), checksum);
    } catch (error) {
      // Whether the database answers is watched elsewhere.
      this.logger.debug(error);
    }
  }

  private async add(revisions: readonly Revision[], checksum: string): Promise<void> {
    await this.served.change(ASSESSED_LEVELS, async (levels, view) => {
      if (view.release.checksum !== checksum) return levels;
      const missing = revisions.filter((one) => !levels.has(one)).map(({ id }) => id);
      const added = await loadAssessedLevels(this.dataSource, missing, view.get(PROFILES).skills);
      return added.length > 0 ? levels.with(added) : levels;
    });
  }

  private of(checksum: string) {
    return { checksum, providers: this.providers };
  }
}
