/** A file of one's own computer that cannot be written; the database and the service have no part in it. */
export class OutputFileError extends Error {
  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message.replace(/^(E[A-Z]+: [^,]+).*$/s, '$1') : String(cause);
    super(`Cannot write ${file} (${reason}). See that its folder is there, has room and may be written to.`, { cause });
    this.name = new.target.name;
  }
}
