import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Until it expires, nobody but its holder asks a model for this: it is being asked, or was asked in vain just now. */
@Entity('llm_claims')
export class LlmClaim {
  @PrimaryColumn('varchar', { length: 255 })
  claimKey: string;

  @Column('varchar', { length: 36 })
  holder: string;

  @Column('datetime')
  expiresAt: Date;

  /** Why asking was in vain; null while it is being asked. */
  @Column('text', { nullable: true })
  reason: string | null;
}
