import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A detailed work activity (DWA): what tasks of several occupations have in common. */
@Entity('detailed_activities')
export class DetailedActivity {
  @ForeignKey('Release', { name: 'fk_detailed_activities_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 30 })
  dwaId: string;

  /** The work activity that it is part of, 4.A. */
  @Column('varchar', { length: 20 })
  elementId: string;

  @Column('varchar', { length: 30 })
  iwaId: string;

  @Column('varchar', { length: 250 })
  dwaTitle: string;
}
