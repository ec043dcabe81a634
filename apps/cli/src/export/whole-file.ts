import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { OutputFileError } from './output-file.error';

/**
 * Writes a file that appears under its name when it is whole, and not at all where that fails or the command is ended.
 * @param write writes the file of the name that it gets, in the same folder
 * @throws OutputFileError; what the writing throws, where no file is at fault
 */
export async function writeWholeFile(file: string, write: (partial: string) => Promise<void>): Promise<void> {
  const partial = `${file}.${randomUUID().slice(0, 8)}.part`;
  const discard = (): void => rmSync(partial, { force: true });
  process.once('exit', discard);
  try {
    await write(partial);
    await rename(partial, file);
  } catch (error) {
    discard();
    throw isOfFiles(error) ? new OutputFileError(file, error) : error;
  } finally {
    process.off('exit', discard);
  }
}

function isOfFiles(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall !== undefined;
}
