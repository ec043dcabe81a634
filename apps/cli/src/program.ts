import { basename } from 'node:path';
import { Command } from 'commander';
import { installation } from '@app/installation';
import { writeText } from '@app/onet';
import { addCohortCommand } from './commands/cohort.command';
import { addExportCommand } from './commands/export.command';
import { addGapCommand } from './commands/gap.command';
import { addKeysCommands } from './commands/keys.commands';
import { addLlmCheckCommand } from './commands/llm-check.command';
import { addLlmCommands } from './commands/llm.commands';
import { addMigrateCommand } from './commands/migrate.command';
import { addPipelineCommands } from './commands/pipeline.commands';
import { addQueryCommands } from './commands/query.commands';
import { addRunsCommand } from './commands/runs.command';
import { addTransitionCommands } from './commands/transition.commands';
import { EXIT } from './exit-codes';
import { speaksJson } from './output';

const HELP = `
Exit codes: ${EXIT.done} done or nothing to do, ${EXIT.failed} failed, ${EXIT.usage} wrong usage, \
${EXIT.refused} not published because the data checks had doubts, ${EXIT.notFound} occupation unknown or not rated, \
${EXIT.interrupted} ended by a signal.`;

/** All commands with their options. Running one throws what goes wrong, wrong usage as a CommanderError. */
export function createProgram(): Command {
  const { version } = installation;
  const program = new Command(ownName())
    .description('O*NET skill-gap service: the database and its data from the command line')
    .version(speaksJson() ? JSON.stringify({ version }) : version, '-V, --version', 'print the version')
    .option('--json', 'print answers and problems as JSON')
    // Behind a command, --json is the command's own; in front of it, it is handed on.
    .enablePositionalOptions()
    .addHelpText('after', HELP)
    .exitOverride()
    .hook('preAction', (all, command) => {
      if (all.opts<{ json?: boolean }>().json) command.setOptionValue('json', true);
    });
  program.configureOutput({
    writeOut: (text) => writeText(process.stdout, text),
    // Complaints repeat what was typed, or pasted. Programs get the problem from what is thrown.
    writeErr: (text) => {
      if (!speaksJson()) writeText(process.stderr, text);
    },
  });
  addMigrateCommand(program);
  addPipelineCommands(program);
  addRunsCommand(program);
  addGapCommand(program);
  addTransitionCommands(program);
  addCohortCommand(program);
  addQueryCommands(program);
  addExportCommand(program);
  addLlmCommands(program);
  addLlmCheckCommand(program);
  addKeysCommands(program);
  return program;
}

/** The name that was typed where it is that of package.json's `bin`, so that the help shows what can be typed again. */
function ownName(): string {
  return basename(process.argv[1] ?? '') === 'skill-gap' ? 'skill-gap' : 'cli';
}
