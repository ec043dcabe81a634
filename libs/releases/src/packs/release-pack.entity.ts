import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * A piece of a part of a release as it stands in memory, so that no start has to read all rows. Derived: the rows are the
 * truth, and a part whose pack is missing, damaged or of another version is made from them anew.
 */
@Entity('release_packs')
export class ReleasePack {
  @ForeignKey('Release', { name: 'fk_release_packs_release' })
  @PrimaryColumn('int')
  releaseId: number;

  /** Name of the part. */
  @PrimaryColumn('varchar', { length: 50 })
  name: string;

  /** Place of the piece; the first is 0. */
  @PrimaryColumn('int')
  chunk: number;

  /** Of the form of the content. */
  @Column('varchar', { length: 50 })
  version: string;

  /** The revision of the release that it was made from. */
  @Column('int')
  revision: number;

  /** SHA-256 over the whole pack. */
  @Column('varchar', { length: 64 })
  checksum: string;

  @Column('blob')
  content: Buffer;
}
