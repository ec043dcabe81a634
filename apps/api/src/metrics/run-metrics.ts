import { Injectable } from '@nestjs/common';
import { RunsService, type EndedRun, type RunCommand } from '@app/runs';
import { Counter, Histogram, Registry } from 'prom-client';
import { DatabaseFigures } from './database-figures';
import { addGauges, PREFIX, secondsOf } from './readings';

/** Those that take a while; an occupation that is completed on demand is recorded when it is done. */
const COMMANDS: readonly RunCommand[] = ['ingest', 'transform', 'refresh', 'assess'];
const BUCKETS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600];

/** Runs that ended in this process, and from the database what the runs of all processes do. */
@Injectable()
export class RunMetrics {
  private readonly runs;
  private readonly rows;
  private readonly durations;

  constructor(registry: Registry, runs: RunsService, database: DatabaseFigures) {
    const registers = [registry];
    this.runs = new Counter({
      name: `${PREFIX}runs_total`,
      help: 'Runs that ended in this process.',
      labelNames: ['command', 'triggered_by', 'status'],
      registers,
    });
    this.rows = new Counter({
      name: `${PREFIX}run_rows_total`,
      help: 'Rows of the runs that ended in this process.',
      labelNames: ['command', 'kind'],
      registers,
    });
    this.durations = new Histogram({
      name: `${PREFIX}run_duration_seconds`,
      help: 'What the runs that ended in this process took.',
      labelNames: ['command'],
      buckets: BUCKETS,
      registers,
    });
    addGauges(
      registry,
      { name: 'run_active', help: '1 while such a run is under way in any process.', labelNames: ['command'] },
      () => {
        const running = database.latest?.running;
        return running ? COMMANDS.map((command) => [{ command }, Number(running.has(command))]) : [];
      },
    );
    const help = 'When such a run last ended, in any process.';
    addGauges(registry, { name: 'last_run_timestamp_seconds', help, labelNames: ['command', 'status'] }, () => {
      const { lastRuns = [] } = database.latest ?? {};
      return lastRuns.map(({ command, status, endedAt }) => [{ command, status }, secondsOf(endedAt)]);
    });
    runs.onEnded((run) => this.count(run));
  }

  private count({ command, triggeredBy, status, seconds, rowsRead, rowsWritten, rowsRejected }: EndedRun): void {
    this.runs.inc({ command, triggered_by: triggeredBy, status });
    this.rows.inc({ command, kind: 'read' }, rowsRead);
    this.rows.inc({ command, kind: 'written' }, rowsWritten);
    this.rows.inc({ command, kind: 'rejected' }, rowsRejected);
    this.durations.observe({ command }, seconds);
  }
}
