import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import { DOMAINS, type Domain } from '@app/onet';
import { citationOf } from '@app/skill-gap';
import {
  EXPORT_TABLES,
  ExportsService,
  TEXT_FORMATS,
  textBlocks,
  type ExportAsked,
  type ExportTable,
} from '@app/transitions';
import { writeParquet } from '../export/parquet-file';
import { writeWholeFile } from '../export/whole-file';
import { note, print, writeBlocks, type OutputOptions } from '../output';
import { withRelease } from '../with-app';

const FORMATS = [...TEXT_FORMATS, 'parquet'] as const;

type Format = (typeof FORMATS)[number];

interface ExportOptions extends OutputOptions {
  readonly format?: Format;
  readonly output?: string;
  readonly force?: boolean;
  readonly release?: string;
  readonly domain?: Domain;
}

export function addExportCommand(program: Command): void {
  const command = program.command('export');
  command
    .description('write a whole table of a release, to standard output or a file')
    .addArgument(new Argument('<table>', 'which one').choices(EXPORT_TABLES))
    .addOption(
      new Option('--format <format>', 'how it is written (default: as --output ends, else csv)').choices(FORMATS),
    )
    .option('--output <file>', 'the file to write; it appears when it is whole')
    .option('--force', 'replace the file if there is one')
    .option('--release <name>', 'release to take it from (default: the current one)')
    .addOption(
      new Option('--domain <name>', 'of levels (default: all) and levels-wide (default: skills)').choices(DOMAINS),
    )
    .option('--json', 'with --output: tell as JSON what was written')
    .action((table: ExportAsked['table'], options: ExportOptions) => {
      const problem = problemOf(options);
      if (problem !== null) command.error(`error: ${problem}`, { exitCode: 2 });
      return exportTable(table, options);
    });
}

/** What is wrong with options that make no sense together. */
function problemOf(options: ExportOptions): string | null {
  const { output, force } = options;
  if (output === undefined) {
    if (formatOf(options) === 'parquet') return 'Parquet is written to files alone; give one with --output';
    return force ? '--force needs --output' : null;
  }
  const found = statSync(output, { throwIfNoEntry: false });
  if (found && !found.isFile()) return `${output} is no file; give the name of one with --output`;
  return found && !force ? `there is a file ${output}; --force replaces it` : null;
}

function formatOf({ format, output = '' }: ExportOptions): Format {
  return format ?? FORMATS.find((each) => extname(output).toLowerCase() === `.${each}`) ?? 'csv';
}

function exportTable(table: ExportAsked['table'], options: ExportOptions): Promise<void> {
  return withRelease(async (app) => {
    const exports = app.get(ExportsService);
    const { domain = null, release = null, output } = options;
    const opened = await exports.open(await exports.find({ table, domain, release }));
    const format = formatOf(options);
    if (output !== undefined) await writeTo(output, opened, options);
    else if (format !== 'parquet') await writeBlocks(textBlocks(opened, format));
  });
}

async function writeTo(file: string, table: ExportTable, options: ExportOptions): Promise<void> {
  const format = formatOf(options);
  const { rows, taken } = countRows(table);
  const counted = { ...table, rows };
  await writeWholeFile(file, (partial) =>
    format === 'parquet' ? writeParquet(counted, partial) : writeFile(partial, textBlocks(counted, format)),
  );
  const { release } = table;
  const written = { file, format, release, rows: taken() };
  print(options, written, () => `Wrote ${written.rows} rows of release ${release} to ${file}.`);
  note(options, citationOf(release).replace(/^This answer/, 'The file'));
}

/** Rows as they are taken, and how many these were. */
function countRows({ rows }: ExportTable): { readonly rows: ExportTable['rows']; readonly taken: () => number } {
  let count = 0;
  function* each(): ReturnType<ExportTable['rows']> {
    for (const row of rows()) {
      count++;
      yield row;
    }
  }
  return { rows: each, taken: () => count };
}
