import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { builtFile, environmentOf, startNode, type Ending, type Program, type Variables } from './program';
import { freshFolder } from './scratch';

const COMMAND_LINE = 'cli/src/command-line.js';

/**
 * A process that has the built command line loaded, which is most of what a command costs, and runs one command at a
 * time. Each has an environment, a folder and the ends of its output of its own, as in a process of its own.
 */
export class CommandHost {
  private isFree = true;

  private constructor(
    private readonly program: Program,
    private readonly endOfOutput: string,
    private readonly ofNode: string,
  ) {}

  static async start(variables: Variables): Promise<CommandHost> {
    const endOfOutput = `\n${randomUUID()}\n`;
    const folder = await freshFolder();
    const args = [builtFile(COMMAND_LINE), endOfOutput];
    // What else there is in these variables comes with each command.
    const program = startNode(join(__dirname, 'run-commands.js'), args, folder, environmentOf(variables, folder));
    return new CommandHost(program, endOfOutput, nodeVariables(variables));
  }

  isFreeFor(variables: Variables): boolean {
    return this.isFree && this.ofNode === nodeVariables(variables);
  }

  async run(args: readonly string[], variables: Variables): Promise<Ending> {
    const { program } = this;
    this.isFree = false;
    const cwd = await freshFolder();
    [program.stdout, program.stderr] = ['', ''];
    const ending = Promise.race([this.endOfCommand(), program.ended]);
    program.child.send({ args, env: environmentOf(variables, cwd), cwd });
    return ending;
  }

  private async endOfCommand(): Promise<Ending> {
    const { child } = this.program;
    const output = [child.stdout!, child.stderr!];
    return new Promise((resolve) => {
      let code: number | undefined;
      const look = (): void => {
        const [stdout, stderr] = [this.program.stdout, this.program.stderr].map((text) => this.wholeOutput(text));
        if (code === undefined || stdout === undefined || stderr === undefined) return;
        for (const stream of output) stream.off('data', look);
        this.isFree = true;
        resolve({ code, signal: null, stdout, stderr });
      };
      for (const stream of output) stream.on('data', look);
      child.once('message', (sent) => {
        code = sent as number;
        look();
      });
    });
  }

  private wholeOutput(text: string): string | undefined {
    return text.endsWith(this.endOfOutput) ? text.slice(0, -this.endOfOutput.length) : undefined;
  }
}

/** Those that Node reads once, when a process starts. */
function nodeVariables(variables: Variables): string {
  return JSON.stringify(
    Object.entries(variables)
      .filter(([name]) => /^NODE_(?!ENV$)/.test(name))
      .sort(),
  );
}
