import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The part that O*NET Web Services do not have: the occupation itself, or ratings for it. */
export type AbsentPart = 'occupation' | 'ratings';

/** Web Services were asked to complete an occupation of a release and said that they have nothing; not asked again. */
@Entity('onet_api_absences')
export class OccupationAbsence {
  @ForeignKey('Release', { name: 'fk_onet_api_absences_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  @Column('varchar', { length: 20 })
  missing: AbsentPart;

  /** Rows that they did send but that were all refused; usually 0. */
  @Column('int')
  rowsRefused: number;

  @Column('varchar', { length: 10 })
  apiVersion: string;

  /** The release that Web Services said they serve; null if they did not say. */
  @Column('varchar', { length: 20, nullable: true })
  apiRelease: string | null;

  @Column('datetime')
  askedAt: Date;
}
