import { isoTime } from '../logging/create-pino';

export type LineLevel = 'debug' | 'info' | 'warn';

/** What the log tells of every request that is the same for many. */
export interface CommonFacts {
  readonly level: LineLevel;
  readonly context: 'Http' | 'Admin';
  readonly method: string | null;
  /** The pattern; null where nothing is. */
  readonly route: string | null;
  /** Null where the client went before there was an answer. */
  readonly status: number | null;
  readonly msg: string;
}

/** What it tells of one alone. */
export interface OwnFacts {
  readonly requestId: string;
  /** The name of the key that was shown; null for no valid one. */
  readonly key: string | null;
  readonly milliseconds: number;
  /** Further fields. */
  readonly more: Readonly<Record<string, unknown>> | null;
}

/** Common facts as they stand in a line. */
export interface CommonText {
  readonly beforeTime: string;
  readonly beforeId: string;
  readonly beforeDuration: string;
  readonly msg: string;
}

export function commonText({ level, context, method, route, status, msg }: CommonFacts): CommonText {
  return {
    beforeTime: `{"level":"${level}"`,
    beforeId: `,"context":"${context}","request_id":"`,
    beforeDuration: `,${inner({ method, route, status })}"duration_ms":`,
    msg: `"msg":${JSON.stringify(msg)}}\n`,
  };
}

/**
 * The line of a request, as pino would write it. Made here, since pino takes six times as long and every request waits
 * for it, and of few pieces, as V8 makes an object of each; whatever is said once a run goes through pino.
 */
export function requestLine(common: CommonText, { requestId, key, milliseconds, more }: OwnFacts): string {
  const { beforeTime, beforeId, beforeDuration, msg } = common;
  // The id holds nothing that would have to be quoted: see request-id.ts.
  const begin = `${beforeTime}${isoTime()}${beforeId}${requestId}","key":${quote(key)}${beforeDuration}`;
  return `${begin}${Math.round(milliseconds * 1_000) / 1_000},${more === null ? '' : inner(more)}${msg}`;
}

/** The fields as they stand between others; undefined ones do not. */
function inner(fields: Readonly<Record<string, unknown>>): string {
  const json = JSON.stringify(fields).slice(1, -1);
  return json === '' ? '' : `${json},`;
}

/** Texts that stand in JSON as they are. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quote(text: string | null): string {
  if (text === null) return 'null';
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
