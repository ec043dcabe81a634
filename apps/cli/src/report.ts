import { CommanderError } from 'commander';
import { ConfigurationError } from '@app/config';
import { DomainError, writeText } from '@app/onet';
import { EXIT, exitCodeOf } from './exit-codes';
import { OutputFileError } from './export/output-file.error';
import { describeError } from './next-step';
import { speaksJson } from './output';

/** A problem as programs read it. */
interface Problem {
  /** Those of HTTP answers, and four of the command line's own. */
  readonly code: string;
  readonly detail: string;
  readonly [member: string]: unknown;
}

/**
 * Says on standard error what went wrong: standard output has answers only, so a script never takes one for the other.
 * @returns the exit code
 */
export function report(error: unknown): number {
  const exitCode = exitCodeFor(error);
  if (exitCode === EXIT.done) return exitCode;
  if (speaksJson()) {
    writeText(process.stderr, `${JSON.stringify({ error: { ...problemOf(error), exit_code: exitCode } })}\n`);
  } else if (!(error instanceof CommanderError)) {
    // Commander has already said what is wrong.
    writeText(process.stderr, `${textOf(error)}\n`);
  }
  return exitCode;
}

function exitCodeFor(error: unknown): number {
  // Asking for help or for the version is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  return exitCodeOf(error);
}

function problemOf(error: unknown): Problem {
  if (error instanceof CommanderError) return { code: 'WRONG_USAGE', detail: usageProblem(error) };
  if (error instanceof ConfigurationError) {
    return { code: 'WRONG_CONFIGURATION', detail: error.message, problems: error.problems };
  }
  if (error instanceof DomainError) return { ...error.details, code: error.code, detail: describeError(error) };
  if (error instanceof OutputFileError) return { code: 'OUTPUT_FAILED', detail: error.message };
  return { code: 'INTERNAL_ERROR', detail: textOf(error) };
}

function usageProblem({ code, message }: CommanderError): string {
  // Without a command Commander prints the help, and throws only that it did.
  if (code === 'commander.help') return 'No command is given; --help lists the commands.';
  return message.replace(/^error: /, '');
}

/** Only faults of the program show where they came from. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof DomainError) return describeError(error);
  if (error instanceof OutputFileError) return error.message;
  return error instanceof ConfigurationError ? error.message : (error.stack ?? error.message);
}
