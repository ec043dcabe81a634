import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { FileKind } from '@app/onet';
import { PipelineRun } from '@app/runs';

/** The rows of a release that is `building` or `discarding` belong to a run under way, or one that died: the next sweeps. */
export type ReleaseStatus = 'building' | 'published' | 'discarding' | 'failed';

export type RowsByKind = Readonly<Partial<Record<FileKind, number>>>;

/** One loading of an O*NET release. Its rows are never edited in place; `is_current` points at the one that is served. */
@Entity('releases')
export class Release {
  @PrimaryGeneratedColumn()
  id: number;

  /** Such as `29.0`, or `sample`; not unique, since a release can be loaded again. */
  @Column('varchar', { length: 20 })
  name: string;

  @Column('varchar', { length: 20 })
  status: ReleaseStatus;

  @Index('ix_releases_current')
  @Column('boolean')
  isCurrent: boolean;

  /** SHA-256 over the files it was made from. */
  @Column('varchar', { length: 64 })
  checksum: string;

  @Column('varchar', { length: 500 })
  source: string;

  @ForeignKey(() => PipelineRun, { name: 'fk_releases_run' })
  @Column('int')
  runId: number;

  @Column('datetime')
  createdAt: Date;

  @Column('datetime', { nullable: true })
  publishedAt: Date | null;

  /** How often rows were added on demand since it was published: processes that serve it look for more. */
  @Column('int', { default: 0 })
  revision: number;

  /** These figures are those of the publication. */
  @Column('int')
  occupationCount: number;

  /** Occupations with at least one rating of a skill. */
  @Column('int')
  ratedOccupationCount: number;

  /** Elements of the skills domain that occupations are rated on. */
  @Column('int')
  skillCount: number;

  /** Ratings of all domains. */
  @Column('int')
  ratingCount: number;

  /** Rows by kind of file; a kind that the release came without is not named. Null while it is being built. */
  @Column('simple-json', { nullable: true })
  rowsByKind: RowsByKind | null;
}
