import { terminalJson } from '@app/onet';
import { prettyFactory } from 'pino-pretty';

/** In a file or a log collector colours are noise; on a terminal NO_COLOR decides. */
export function prettyLines(isTerminal: boolean): (line: string) => string {
  const pretty = prettyFactory({
    colorize: isTerminal && !process.env.NO_COLOR,
    singleLine: true,
    translateTime: 'SYS:yyyy-mm-dd HH:MM:ss.l',
    messageFormat: '{if context}[{context}] {end}{msg}',
    ignore: 'context',
  });
  // Before colours are added, which a terminal is to obey.
  return (line) => pretty(terminalJson(line));
}
