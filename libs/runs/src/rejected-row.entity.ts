import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { PipelineRun } from './pipeline-run.entity';

/** A row of a source file that was refused, and why; the rest of the file went on. */
@Entity('rejected_rows')
@Index('ix_rejected_rows_run', ['runId', 'id'])
export class RejectedRow {
  @PrimaryGeneratedColumn()
  id: number;

  @ForeignKey(() => PipelineRun, { name: 'fk_rejected_rows_run' })
  @Column('int')
  runId: number;

  @Column('varchar', { length: 100 })
  fileName: string;

  /** Line in the file, the header being line 1. */
  @Column('int')
  line: number;

  /** Header of the offending column; null if the whole row is at fault. */
  @Column('varchar', { length: 100, nullable: true })
  columnName: string | null;

  /** The offending text, shortened if long. */
  @Column('text', { nullable: true })
  value: string | null;

  @Column('varchar', { length: 300 })
  reason: string;
}
