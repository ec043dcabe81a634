import { terminalJson } from '@app/onet';
import { prettyFactory } from 'pino-pretty';

/** No line of JSON has the end of one within. */
const EACH_LINE = /[^\n]*\n/g;

/** In a file or a log collector colours are noise; on a terminal NO_COLOR decides. */
export function prettyLines(isTerminal: boolean): (lines: string) => string {
  const pretty = prettyFactory({
    colorize: isTerminal && !process.env.NO_COLOR,
    singleLine: true,
    translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l',
    messageFormat: '{if context}[{context}] {end}{msg}',
    ignore: 'context',
  });
  // Before colours are added, which a terminal is to obey.
  const shown = (line: string): string => pretty(terminalJson(line));
  return (lines) => (lines.match(EACH_LINE) ?? []).map(shown).join('');
}
