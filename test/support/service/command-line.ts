import { startProgram, type Ending, type Program, type Variables } from './program';

const CLI = 'cli/src/main.js';

/** Runs a command of the built command line to its end. */
export async function runCli(args: readonly string[], variables: Variables = {}): Promise<Ending> {
  return (await startCli(args, variables)).ended;
}

/** A command of the built command line while it runs, for those who want to end it otherwise. */
export async function startCli(args: readonly string[], variables: Variables = {}): Promise<Program> {
  return startProgram(CLI, args, variables);
}
