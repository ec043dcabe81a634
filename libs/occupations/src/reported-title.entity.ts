import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Occupation } from './occupation.entity';

/** A title that people in an occupation reported for their own job. */
@Entity('reported_titles')
@ForeignKey(() => Occupation, ['releaseId', 'onetSocCode'], ['releaseId', 'onetSocCode'], {
  name: 'fk_reported_titles_occupation',
})
export class ReportedTitle {
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  @PrimaryColumn('varchar', { length: 250 })
  reportedTitle: string;

  /** True for the few that O*NET's career site My Next Move shows. */
  @Column('boolean')
  shownInMyNextMove: boolean;
}
