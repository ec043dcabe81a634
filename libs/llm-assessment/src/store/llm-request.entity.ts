import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * A call, recorded before it is made and never changed: with a reply it is settled, without one its process died in the
 * middle, and the amount that was reserved for it counts as spent.
 */
@Entity('llm_requests')
@Index('ix_llm_requests_occupation', ['onetSocCode', 'purpose'])
export class LlmRequestRecord {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('varchar', { length: 20 })
  purpose: 'levels' | 'gap' | 'check';

  @Column('varchar', { length: 20 })
  releaseName: string;

  @Column('varchar', { length: 64 })
  releaseChecksum: string;

  /** The occupation that is assessed, or that the gap leads to. */
  @Column('varchar', { length: 10 })
  onetSocCode: string;

  /** Where the gap begins, or the occupation that explanations compare with; empty if there is none. */
  @Column('varchar', { length: 10 })
  fromOnetSocCode: string;

  @Column('varchar', { length: 40 })
  promptVersion: string;

  @Column('varchar', { length: 20 })
  provider: string;

  @Column('varchar', { length: 100 })
  model: string;

  /** SHA-256 of the whole prompt, which follows from its version, the release and the items that were asked for. */
  @Column('varchar', { length: 64 })
  promptHash: string;

  /** Element ids, separated by blanks. */
  @Column('text')
  askedElementIds: string;

  /** 0 for the first question; 1 and 2 ask for missing items. */
  @Column('int')
  round: number;

  /** 1 for the first try of a round. */
  @Column('int')
  attempt: number;

  /** The day of UTC whose budget it counts for. */
  @Index('ix_llm_requests_day')
  @Column('date')
  day: string;

  @Column('datetime')
  requestedAt: Date;

  /** The most that it can cost. */
  @Column('decimal', { precision: 12, scale: 6 })
  reservedUsd: number;
}
