import { Option, type Command } from 'commander';

const FORMATS = ['table', 'csv', 'json'] as const;

export type Format = (typeof FORMATS)[number];

/** How an answer is wanted. */
export interface FormatOptions {
  readonly format?: Format;
  readonly json?: boolean;
}

/** The options of a command whose answer may also be comma-separated values. */
export function addFormatOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'how the answer is printed (default: table)').choices(FORMATS))
    .option('--json', 'short for --format json: as the HTTP endpoint gives it');
}

/** What is wrong with options that exclude each other; else null. */
export function formatProblem({ json, format }: FormatOptions): string | null {
  return json && (format ?? 'json') !== 'json' ? `--json and --format ${format} exclude each other` : null;
}

export function formatOf({ json, format }: FormatOptions): Format {
  return json ? 'json' : (format ?? 'table');
}
