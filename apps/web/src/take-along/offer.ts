// Excel takes UTF-8 for what it is only with this mark in front.
const byteOrderMark = '\uFEFF';

/** Hands a table to the browser as a download, made here and sent nowhere. */
export function offer(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([byteOrderMark, text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
