import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { RejectionReason } from './rejection-summary';

/**
 * `complete`: one occupation was completed on demand; such a run holds nobody up and is recorded when it is done.
 * `assess`: a language model assessed occupations.
 */
export type RunCommand = 'ingest' | 'transform' | 'refresh' | 'complete' | 'assess';
export type RunTrigger = 'start' | 'cli' | 'schedule' | 'request' | 'admin';
/** `unchanged`: the source held what is published already, nothing was done. */
export type RunStatus = 'running' | 'succeeded' | 'unchanged' | 'failed' | 'cancelled';
export type RunUnit = 'rows' | 'bytes' | 'occupations';

/** The pipeline's runs need each other's rows untouched; assessments only need each other not to start twice. */
export const PIPELINE_LANE = 1;
export const ASSESSMENT_LANE = 2;

export function laneOf(command: RunCommand): number {
  return command === 'assess' ? ASSESSMENT_LANE : PIPELINE_LANE;
}

/** One execution of the pipeline, opened before the work and closed in every case. */
@Entity('pipeline_runs')
export class PipelineRun {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('varchar', { length: 20 })
  command: RunCommand;

  @Column('varchar', { length: 20 })
  triggeredBy: RunTrigger;

  @Column('varchar', { length: 20 })
  status: RunStatus;

  /** The work that the run does now, or did last: a short verb for people. */
  @Column('varchar', { length: 60 })
  stage: string;

  /** How far the stage is; null where nothing is counted. */
  @Column('int', { nullable: true })
  progressDone: number | null;

  /** Null while it is unknown. */
  @Column('int', { nullable: true })
  progressTotal: number | null;

  @Column('varchar', { length: 20, nullable: true })
  progressUnit: RunUnit | null;

  /** Name of the key whose holder asked for the run; null where nobody did. */
  @Column('varchar', { length: 60, nullable: true })
  requestedBy: string | null;

  /** Name of the key whose holder wants it to end; the process that does its work sees that with the next heartbeat. */
  @Column('varchar', { length: 60, nullable: true })
  cancelledBy: string | null;

  /**
   * The lane that the run holds while it is under way, else null. Being unique, it lets one run into a lane at a time over
   * all processes: 1 is the pipeline, 2 the assessments, which neither hold up a refresh nor wait for one.
   */
  @Index('uq_pipeline_runs_active', { unique: true })
  @Column('int', { nullable: true })
  active: number | null;

  /** Where the data came from: `sample`, a folder, a file. */
  @Column('varchar', { length: 500, nullable: true })
  source: string | null;

  @Column('varchar', { length: 20, nullable: true })
  releaseName: string | null;

  /** SHA-256 over the files that were read. */
  @Column('varchar', { length: 64, nullable: true })
  checksum: string | null;

  /** The run whose landed rows this one transformed; its own id if it landed them itself. */
  @Column('int', { nullable: true })
  landedByRun: number | null;

  @Column('datetime')
  startedAt: Date;

  @Column('datetime')
  heartbeatAt: Date;

  @Column('datetime', { nullable: true })
  finishedAt: Date | null;

  /** Data rows found in the files. Read = written + rejected once a release is published. */
  @Column('int')
  rowsRead: number;

  @Column('int')
  rowsWritten: number;

  @Column('int')
  rowsRejected: number;

  /** Rows that were refused only because a row that they refer to was; null in records of earlier versions. */
  @Column('int', { nullable: true })
  rowsRejectedInTurn: number | null;

  /** Why rows were refused, the most frequent reason first; null while the run is under way, and in earlier records. */
  @Column('simple-json', { nullable: true })
  rejections: RejectionReason[] | null;

  /** The fault, and what to do. */
  @Column('text', { nullable: true })
  error: string | null;

  /** The same for programs; null also where the error is none of the contract. */
  @Column('varchar', { length: 40, nullable: true })
  errorCode: string | null;
}
