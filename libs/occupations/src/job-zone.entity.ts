import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Occupation } from './occupation.entity';

/** How much preparation an occupation needs, from 1 (little) to 5 (extensive). */
@Entity('job_zones')
@ForeignKey(() => Occupation, ['releaseId', 'onetSocCode'], ['releaseId', 'onetSocCode'], {
  name: 'fk_job_zones_occupation',
})
export class JobZone {
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  @Column('int')
  jobZone: number;

  @Column('date', { nullable: true })
  dateUpdated: string | null;

  @Column('varchar', { length: 50, nullable: true })
  domainSource: string | null;
}
