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

/**
 * Runs one command to its end, on the environment and the working directory of this process, and reports its failure.
 * @param args what follows the program's name
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
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
    await program.parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return report(error);
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
