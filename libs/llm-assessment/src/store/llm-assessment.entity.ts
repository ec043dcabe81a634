import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * One assessment of the levels that an occupation needs, by a language model: there is at most one for an occupation, a
 * content of a release, and an assessor. It outlives the rows of the release, as it was paid for. Levels are only ever
 * added to it.
 */
@Entity('llm_assessments')
@Index(
  'uq_llm_assessments',
  ['releaseChecksum', 'onetSocCode', 'sourceOnetSocCode', 'promptVersion', 'provider', 'model'],
  { unique: true },
)
export class LlmAssessment {
  @PrimaryGeneratedColumn()
  id: number;

  /** Of the release that was served then; the same content can be loaded under another name. */
  @Column('varchar', { length: 20 })
  releaseName: string;

  @Column('varchar', { length: 64 })
  releaseChecksum: string;

  @Column('varchar', { length: 10 })
  onetSocCode: string;

  /** The occupation that the explanations compare with; empty for the assessments that gaps are computed from. */
  @Column('varchar', { length: 10 })
  sourceOnetSocCode: string;

  @Column('varchar', { length: 40 })
  promptVersion: string;

  @Column('varchar', { length: 20 })
  provider: string;

  @Column('varchar', { length: 100 })
  model: string;

  /** As the provider tells it. */
  @Column('varchar', { length: 100, nullable: true })
  modelVersion: string | null;

  /** Skills that were asked for. */
  @Column('int')
  asked: number;

  /** Skills that got a level. */
  @Column('int')
  assessed: number;

  /** When levels came to it last. */
  @Column('datetime')
  assessedAt: Date;

  /** How often it has changed since it was made. */
  @Column('int', { default: 0 })
  revision: number;

  /**
   * When the levels that are missing may be asked for again, as a passing error or the budget left them open. Null: none are
   * missing, or the model left them out itself. An assessment has holes of one of the two kinds only.
   */
  @Column('datetime', { nullable: true })
  retryAt: Date | null;
}
