import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '@app/config';
import { DomainError } from '@app/onet';
import { addKeysCommands } from './commands/keys.commands';
import { addLlmCommands } from './commands/llm.commands';
import { addMigrateCommand } from './commands/migrate.command';
import { addPipelineCommands } from './commands/pipeline.commands';
import { addQueryCommands } from './commands/query.commands';
import { EXIT, exitCodeOf } from './exit-codes';

async function main(): Promise<void> {
  const program = new Command('cli')
    .description('O*NET skill-gap service: the database and its data from the command line')
    .addHelpText('after', HELP)
    .exitOverride();
  addMigrateCommand(program);
  addPipelineCommands(program);
  addQueryCommands(program);
  addLlmCommands(program);
  addKeysCommands(program);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

const HELP = `
Exit codes: ${EXIT.done} done or nothing to do, ${EXIT.failed} failed, ${EXIT.usage} wrong usage, \
${EXIT.refused} not published because the data checks had doubts, ${EXIT.notFound} occupation unknown or not rated, \
${EXIT.interrupted} ended by a signal.`;

function report(error: unknown): number {
  // Commander has already said what is wrong; asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const expected = error instanceof DomainError || error instanceof ConfigurationError;
  const message =
    expected || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : error.stack;
  process.stderr.write(`${message}\n`);
  return exitCodeOf(error);
}

/** Time for the output to leave. */
const LINGER_MS = 200;

// Google's package leaves a timer behind for each call, which would keep a command alive for as long as a call may take.
void main().finally(() => setTimeout(() => process.exit(), LINGER_MS).unref());
