import { Occupation } from '@app/occupations';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Something that people in an occupation do. */
@Entity('tasks')
@ForeignKey(() => Occupation, ['releaseId', 'onetSocCode'], ['releaseId', 'onetSocCode'], {
  name: 'fk_tasks_occupation',
})
export class Task {
  @PrimaryColumn('int')
  releaseId: number;

  @PrimaryColumn('varchar', { length: 10 })
  onetSocCode: string;

  /** O*NET's number of the task. */
  @PrimaryColumn('int')
  taskId: number;

  @Column('text')
  task: string;

  /** `Core` or `Supplemental`; null where it was not rated. */
  @Column('varchar', { length: 20, nullable: true })
  taskType: string | null;

  @Column('int', { nullable: true })
  incumbentsResponding: number | null;

  /** First day of the month in which O*NET updated the row, `YYYY-MM-DD`. */
  @Column('date', { nullable: true })
  dateUpdated: string | null;

  @Column('varchar', { length: 50, nullable: true })
  domainSource: string | null;
}
