import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A group of detailed work activities, part of one work activity of the content model. */
@Entity('intermediate_activities')
export class IntermediateActivity {
  @ForeignKey('Release', { name: 'fk_intermediate_activities_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 30 })
  iwaId: string;

  /** The work activity that it is part of, 4.A. */
  @Column('varchar', { length: 20 })
  elementId: string;

  @Column('varchar', { length: 250 })
  iwaTitle: string;
}
