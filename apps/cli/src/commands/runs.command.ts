import { InvalidArgumentError, type Command } from 'commander';
import {
  describeReason,
  RunHistoryService,
  toRejectedRowDto,
  toRunDto,
  type PipelineRun,
  type RejectedRow,
} from '@app/runs';
import { print, table, type OutputOptions } from '../output';
import { withApp } from '../with-app';

interface RunsOptions extends OutputOptions {
  readonly rejected?: boolean;
  readonly limit?: number;
}

const LARGEST_ID = 2_147_483_647;
const RUNS_SHOWN = 20;
const ROWS_SHOWN = 100;
const MOST_SHOWN = 1_000;

export function addRunsCommand(program: Command): void {
  program
    .command('runs')
    .description('list the runs of the pipeline, newest first; or tell of one what it did, and why it refused rows')
    .argument('[id]', 'number of a run', toNumber(LARGEST_ID))
    .option('--rejected', 'list the rows that the run refused')
    .option(
      '--limit <number>',
      `how many to list (default: ${RUNS_SHOWN} runs, ${ROWS_SHOWN} rows)`,
      toNumber(MOST_SHOWN),
    )
    .option('--json', 'print the answer as JSON')
    .action((id: number | undefined, options: RunsOptions, command: Command) => {
      if (id === undefined && options.rejected) command.error('error: --rejected needs the number of a run');
      return withApp(async (app) => {
        const history = app.get(RunHistoryService);
        if (id === undefined) await listRuns(history, options);
        else if (options.rejected) await listRejected(history, id, options);
        else {
          const run = await history.get(id);
          print(options, toRunDto(run), () => describeRun(run));
        }
      });
    });
}

async function listRuns(history: RunHistoryService, options: RunsOptions): Promise<void> {
  const { items } = await history.list({ command: null, status: null }, options.limit ?? RUNS_SHOWN, null);
  print(options, { runs: items.map(toRunDto) }, () => {
    if (items.length === 0) return 'There was no run yet: "refresh" makes one.';
    return table(
      ['Run', 'Command', 'By', 'Status', 'Release', 'Started', 'Read', 'Written', 'Rejected'],
      items.map(toRow),
    );
  });
}

async function listRejected(history: RunHistoryService, id: number, options: RunsOptions): Promise<void> {
  const { items, next } = await history.rejections(id, options.limit ?? ROWS_SHOWN, null);
  print(options, { run_id: id, rejected_rows: items.map(toRejectedRowDto), complete: next === null }, () => {
    if (items.length === 0) return `No rejected row of run ${id} is kept.`;
    const more = next === null ? '' : '\nThere are more; --limit shows more of them.';
    return table(['File', 'Line', 'Column', 'Value', 'Reason'], items.map(toRejectedRow)) + more;
  });
}

function toRow(run: PipelineRun): (string | number)[] {
  const { id, command, triggeredBy, status, releaseName, startedAt } = run;
  const facts = [id, command, triggeredBy, status, releaseName ?? '', startedAt.toISOString()];
  return [...facts, run.rowsRead, run.rowsWritten, run.rowsRejected];
}

function toRejectedRow({ fileName, line, columnName, value, reason }: RejectedRow): (string | number)[] {
  return [fileName, line, columnName ?? '', value ?? '', reason];
}

function describeRun(run: PipelineRun): string {
  const { id, command, triggeredBy, status, stage, source, releaseName, startedAt, finishedAt } = run;
  const inTurn = run.rowsRejectedInTurn ?? 0;
  const because = inTurn > 0 ? `, ${inTurn} of them only because a row that they refer to was` : '';
  return [
    `Run ${id} (${command}, by ${triggeredBy}): ${status}${finishedAt ? '' : `, ${stage}`}`,
    `Source    ${source ?? 'not known yet'}`,
    `Release   ${releaseName ?? 'not known yet'}`,
    `Started   ${startedAt.toISOString()}`,
    `Finished  ${finishedAt?.toISOString() ?? 'not yet'}`,
    `Rows      ${run.rowsRead} read, ${run.rowsWritten} written, ${run.rowsRejected} rejected${because}`,
    ...(run.rejections ?? []).map((reason) => `  ${describeReason(reason)}`),
    ...(run.error === null ? [] : [`Error     ${run.error}`]),
  ].join('\n');
}

function toNumber(most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
    if (number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
  };
}
