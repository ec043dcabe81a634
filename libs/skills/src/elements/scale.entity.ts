import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A scale that ratings are measured on, such as IM (importance, 1 to 5) and LV (level, 0 to 7). */
@Entity('scales')
export class Scale {
  @ForeignKey('Release', { name: 'fk_scales_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 3 })
  scaleId: string;

  @Column('varchar', { length: 50 })
  name: string;

  /** May be negative. */
  @Column('int')
  minimum: number;

  @Column('int')
  maximum: number;
}
