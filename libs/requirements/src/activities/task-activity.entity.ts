import { Occupation } from '@app/occupations';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A detailed work activity that a task is part of. */
@Entity('task_activities')
@ForeignKey(() => Occupation, ['releaseId', 'onetSocCode'], ['releaseId', 'onetSocCode'], {
  name: 'fk_task_activities_occupation',
})
export class TaskActivity {
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  @PrimaryColumn('int')
  taskId: number;

  @PrimaryColumn('varchar', { length: 30 })
  dwaId: string;

  /** First day of the month in which O*NET updated the row, `YYYY-MM-DD`. */
  @Column('date', { nullable: true })
  dateUpdated: string | null;

  @Column('varchar', { length: 50, nullable: true })
  domainSource: string | null;
}
