import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Scope } from './scope';

/** A key that was made by command; those of the environment and of the first start have no row. */
@Entity('api_keys')
export class ApiKey {
  @PrimaryGeneratedColumn()
  id: number;

  /** Whose key it is, as logs and limits know it; never given twice, also not after it was revoked. */
  @Index('uq_api_keys_name', { unique: true })
  @Column('varchar', { length: 60 })
  name: string;

  /**
   * The name without regard to case, so that no two of them differ in it alone. Null for the later ones of those that did
   * before, and for what an older version of this service makes while it still runs.
   */
  @Index('uq_api_keys_folded_name', { unique: true })
  @Column('varchar', { length: 60, nullable: true })
  foldedName: string | null;

  /** The part of the key by which its row is found; not secret. */
  @Index('uq_api_keys_public_id', { unique: true })
  @Column('varchar', { length: 16 })
  publicId: string;

  /** SHA-256 of the whole key, in hex. */
  @Column('varchar', { length: 64 })
  keyHash: string;

  @Column('simple-array')
  scopes: Scope[];

  @Column('datetime')
  createdAt: Date;

  /** Null: it does not expire. */
  @Column('datetime', { nullable: true })
  expiresAt: Date | null;

  @Column('datetime', { nullable: true })
  revokedAt: Date | null;

  /** To about a minute. */
  @Column('datetime', { nullable: true })
  lastUsedAt: Date | null;
}
