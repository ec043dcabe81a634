import { CommandHost } from './command-host';
import { startProgram, type Ending, type Program, type Variables } from './program';

const CLI = 'cli/src/main.js';

const hosts: CommandHost[] = [];

/**
 * Runs a command of the built command line to its end, in a process that other commands of the file had before. It sees
 * nothing of this process's environment but the `variables`. For whom the process itself matters, there is `startCli`.
 */
export async function runCli(args: readonly string[], variables: Variables = {}): Promise<Ending> {
  const host = hosts.find((each) => each.isFreeFor(variables)) ?? (await anotherHost(variables));
  return host.run(args, variables);
}

/** A command in a process of its own while it runs: for those who end it otherwise, or hold how it ends by itself. */
export async function startCli(args: readonly string[], variables: Variables = {}): Promise<Program> {
  return startProgram(CLI, args, variables);
}

async function anotherHost(variables: Variables): Promise<CommandHost> {
  const host = await CommandHost.start(variables);
  hosts.push(host);
  return host;
}
