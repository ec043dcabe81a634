import 'reflect-metadata';
import { EXIT } from './exit-codes';
import { asksForJson, speakJson } from './output';
import { createProgram } from './program';
import { report } from './report';

/**
 * Runs one command to its end, on the environment and the working directory of this process, and reports its failure.
 * @param args what follows the program's name
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  speakJson(asksForJson(args));
  try {
    await createProgram().parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return report(error);
  }
}
