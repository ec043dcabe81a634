import { ApiProperty } from '@nestjs/swagger';
import type { RunCommand, RunStatus, RunTrigger, RunUnit } from '../pipeline-run.entity';

export const RUN_COMMANDS: readonly RunCommand[] = ['ingest', 'transform', 'refresh', 'complete', 'assess'];
export const RUN_STATUSES: readonly RunStatus[] = ['running', 'succeeded', 'unchanged', 'failed', 'cancelled'];
const RUN_TRIGGERS: readonly RunTrigger[] = ['start', 'cli', 'schedule', 'request', 'admin'];
const RUN_UNITS: readonly RunUnit[] = ['rows', 'bytes', 'occupations'];

/** How far a run's stage is. */
export class RunProgressDto {
  @ApiProperty({ type: 'integer', example: 20000 })
  done: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Null while it is not known.', example: 61530 })
  total: number | null;

  @ApiProperty({ enum: RUN_UNITS, example: 'rows' })
  unit: string;
}

/** Rows that were refused for the same reason. */
export class RejectionReasonDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Header of the offending column; null if whole rows are at fault.',
    example: 'Date',
  })
  column: string | null;

  @ApiProperty({ example: 'is not a month such as 08/2023' })
  reason: string;

  @ApiProperty({ type: 'integer', example: 1280 })
  count: number;

  @ApiProperty({ description: 'The file of the first such row; for Web Services the table.', example: 'Skills.txt' })
  file: string;

  @ApiProperty({ type: 'integer', description: 'Its line there, the header being line 1.', example: 2 })
  line: number;
}

/** One execution of the data pipeline. */
export class RunDto {
  @ApiProperty({ type: 'integer', example: 12 })
  id: number;

  @ApiProperty({ enum: RUN_COMMANDS, example: 'transform' })
  command: string;

  @ApiProperty({ enum: RUN_TRIGGERS, example: 'admin' })
  triggered_by: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name of the API key whose holder asked for it; null where none did.',
    example: 'ADMIN_API_KEY',
  })
  requested_by: string | null;

  @ApiProperty({
    enum: RUN_STATUSES,
    description: '`unchanged`: there was nothing to do.',
    example: 'running',
  })
  status: string;

  @ApiProperty({ description: 'What it does now, or did last.', example: 'normalising' })
  stage: string;

  @ApiProperty({
    type: RunProgressDto,
    nullable: true,
    description: 'How far the stage is, a second ago at most; null where nothing is counted.',
  })
  progress: RunProgressDto | null;

  @ApiProperty({ type: 'integer', description: 'How long it has taken so far, or took.', example: 3 })
  seconds: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where the data comes from; null until it is known.',
    example: 'https://www.onetcenter.org/dl_files/database/db_29_0_text.zip',
  })
  source: string | null;

  @ApiProperty({ type: String, nullable: true, example: '29.0' })
  release: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T03:00:00.000Z' })
  started_at: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time', example: null })
  finished_at: string | null;

  @ApiProperty({
    type: 'integer',
    description: 'Rows; occupations where a language model assesses, here and below.',
    example: 61530,
  })
  rows_read: number;

  @ApiProperty({ type: 'integer', example: 20000 })
  rows_written: number;

  @ApiProperty({ type: 'integer', example: 0 })
  rows_rejected: number;

  @ApiProperty({
    type: 'integer',
    description: 'Those of them that were refused only because a row that they refer to was.',
    example: 0,
  })
  rows_rejected_in_turn: number;

  @ApiProperty({
    type: [RejectionReasonDto],
    description: 'Why rows were refused, the most frequent reason first; empty until the run has ended.',
    example: [],
  })
  rejections: RejectionReasonDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name of the API key whose holder wants it to end; null if nobody does.',
    example: null,
  })
  cancelled_by: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed, and what to do.', example: null })
  error: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The same for programs, such as `DOWNLOAD_FAILED`.',
    example: null,
  })
  error_code: string | null;
}

/** Runs, newest first. */
export class RunListDto {
  @ApiProperty({ type: [RunDto] })
  runs: RunDto[];

  @ApiProperty({ type: String, nullable: true, description: 'For the next page; null on the last one.', example: null })
  next_cursor: string | null;
}

/** A row of a source that was refused. */
export class RejectedRowDto {
  @ApiProperty({ description: 'The file; for Web Services the table.', example: 'Skills.txt' })
  file: string;

  @ApiProperty({ type: 'integer', description: 'Line in the file, the header being line 1.', example: 812 })
  line: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Header of the offending column; null if the whole row is at fault.',
    example: 'Data Value',
  })
  column: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The offending text, shortened if long.',
    example: '7.5',
  })
  value: string | null;

  @ApiProperty({ example: 'is not within the scale LV (0 to 7)' })
  reason: string;
}

/** The rows that a run refused, in the order in which it met them. */
export class RejectedRowListDto {
  @ApiProperty({ type: 'integer', example: 12 })
  run_id: number;

  @ApiProperty({ type: [RejectedRowDto] })
  rejected_rows: RejectedRowDto[];

  @ApiProperty({ type: String, nullable: true, description: 'For the next page; null on the last one.', example: null })
  next_cursor: string | null;
}
