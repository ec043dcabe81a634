import { ApiProperty } from '@nestjs/swagger';

/** One execution of the data pipeline. */
export class RunDto {
  @ApiProperty({ type: 'integer', example: 12 })
  id: number;

  @ApiProperty({ enum: ['ingest', 'transform', 'refresh', 'complete', 'assess'], example: 'transform' })
  command: string;

  @ApiProperty({ enum: ['start', 'cli', 'schedule', 'request', 'admin'], example: 'admin' })
  triggered_by: string;

  @ApiProperty({
    enum: ['running', 'succeeded', 'unchanged', 'failed'],
    description: '`unchanged`: there was nothing to do.',
    example: 'running',
  })
  status: string;

  @ApiProperty({ description: 'What it does now, or did last.', example: 'normalising' })
  stage: string;

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

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed, and what to do.', example: null })
  error: string | null;
}
