import { InvalidArgumentError, type Command } from 'commander';
import { AppConfig } from '@app/config';
import { releaseNameProblem } from '@app/onet';
import { describeRefusedRows, ProgressDisplay } from '@app/runs';
import { type PipelineOptions, type PipelineOutcome, PipelineService, type SourceChoice } from '@app/pipeline';
import { print, warn, type OutputOptions } from '../output';
import { withApp, type AppOptions } from '../with-app';

interface SourceOptions {
  readonly source?: string;
  readonly release?: string;
}

interface RunOptions extends OutputOptions {
  readonly force?: boolean;
  readonly acceptShrink?: boolean;
  readonly keepPublished?: boolean;
  readonly scheduled?: boolean;
}

/** A run whose process was killed blocks the next one for less than 15 seconds. */
const WAIT_FOR_OTHER_RUN_MS = 20_000;

export function addPipelineCommands(program: Command): void {
  const ingest = program.command('ingest').description('land the files of a source, verbatim');
  withRunOptions(withSourceOptions(ingest)).action((options: SourceOptions & RunOptions) =>
    run(options, (pipeline, choice, given) => pipeline.ingest(choice, given), { createsDatabase: true }),
  );

  const transform = program
    .command('transform')
    .description('normalise what landed last, check it and publish it')
    .option('--api', 'instead: add to the published release what landed from O*NET Web Services on demand');
  withRunOptions(withShrinkOption(transform)).action((options: RunOptions & { api?: boolean }) =>
    run(options, (pipeline, _choice, given) =>
      options.api ? pipeline.completeLanded(given) : pipeline.transform(given),
    ),
  );

  const refresh = program
    .command('refresh')
    .description('ingest and transform: bring what is published up to the source')
    .option('--keep-published', 'a release that is refused is only a warning where another one is published')
    .option('--scheduled', 'it stands in for the nightly refresh of the service, which then warns where it failed');
  withRunOptions(withShrinkOption(withSourceOptions(refresh))).action((options: SourceOptions & RunOptions) =>
    run(options, (pipeline, choice, given) => pipeline.refresh(choice, given), { createsDatabase: true }),
  );
}

function withSourceOptions(command: Command): Command {
  return command
    .option(
      '--source <place>',
      '"latest", "api", "sample", a folder, a zip file or the URL of one (default: ONET_SOURCE)',
    )
    .option(
      '--release <name>',
      'name of the release, such as 29.0, where its files do not tell (default: ONET_RELEASE)',
      toReleaseName,
    );
}

function withShrinkOption(command: Command): Command {
  return command.option('--accept-shrink', 'publish although many rows were rejected or much is missing');
}

function withRunOptions(command: Command): Command {
  return command
    .option('--force', 'do it although the same content is there already')
    .option('--json', 'print the outcome as JSON');
}

type Step = (pipeline: PipelineService, choice: SourceChoice, options: PipelineOptions) => Promise<PipelineOutcome>;

async function run(options: SourceOptions & RunOptions, step: Step, database?: AppOptions): Promise<void> {
  await withApp(async (app) => {
    const { onetSource } = app.get(AppConfig);
    const choice = {
      location: options.source ?? onetSource.location,
      releaseName: options.release ?? onetSource.releaseName,
    };
    const display = new ProgressDisplay({ quiet: options.json });
    try {
      const outcome = await step(app.get(PipelineService), choice, {
        triggeredBy: options.scheduled ? 'schedule' : 'cli',
        onProgress: display.listener,
        waitForTurnMs: WAIT_FOR_OTHER_RUN_MS,
        force: options.force,
        acceptShrink: options.acceptShrink,
        keepPublished: options.keepPublished,
      });
      display.end();
      if (outcome.warning !== null) warn(options, outcome.warning);
      print(options, toJson(outcome), () => describe(outcome));
    } finally {
      display.end();
    }
  }, database);
}

function toJson({ runId, outcome, releaseName, rowsRead, rowsWritten, warning, ...refused }: PipelineOutcome) {
  return {
    run_id: runId,
    outcome,
    release: releaseName,
    rows_read: rowsRead,
    rows_written: rowsWritten,
    rows_rejected: refused.rowsRejected,
    rows_rejected_in_turn: refused.rowsRejectedInTurn,
    rejections: refused.rejections,
    warning,
  };
}

function describe({ runId, outcome, releaseName, rowsRead, rowsWritten, ...refused }: PipelineOutcome): string {
  const rejected =
    refused.rowsRejected === 0
      ? 'none rejected'
      : `${describeRefusedRows(refused)} ("runs ${runId} --rejected" lists them)`;
  switch (outcome) {
    case 'landed':
      return `Landed release ${releaseName}: ${rowsRead} rows read, ${rejected}. Publish it with "transform".`;
    case 'published':
      return `Published release ${releaseName}: ${rowsRead} rows read, ${rowsWritten} written, ${rejected}.`;
    case 'unchanged':
      return `Nothing to do: this content of release ${releaseName} is there already (--force loads it again).`;
    case 'kept':
      return `Release ${releaseName} stays as it is.`;
    case 'completed':
      return `Completed release ${releaseName}: ${rowsRead} landed rows read, ${rowsWritten} added, ${rejected}.`;
  }
}

function toReleaseName(text: string): string {
  const problem = releaseNameProblem(text);
  if (problem === null) return text;
  throw new InvalidArgumentError(`It ${problem}.`);
}
