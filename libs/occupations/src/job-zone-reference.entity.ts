import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a job zone means, in O*NET's words. */
@Entity('job_zone_reference')
export class JobZoneReference {
  @ForeignKey('Release', { name: 'fk_job_zone_reference_release' })
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('int')
  jobZone: number;

  @Column('varchar', { length: 100 })
  name: string;

  @Column('text')
  experience: string;

  @Column('text')
  education: string;

  @Column('text')
  jobTraining: string;

  @Column('text')
  examples: string;

  /** Of specific vocational preparation, such as `(7.0 to < 8.0)`. */
  @Column('varchar', { length: 50 })
  svpRange: string;
}
