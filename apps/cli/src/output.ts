import Table from 'cli-table3';

/** How an answer is printed: for programs as JSON, for people as text. */
export interface OutputOptions {
  readonly json?: boolean;
}

export function print(options: OutputOptions, data: unknown, text: () => string): void {
  process.stdout.write(`${options.json ? JSON.stringify(data, null, 2) : text()}\n`);
}

/** A table without colours and without lines between its rows, so that it can be cut and pasted. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const drawn = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}
