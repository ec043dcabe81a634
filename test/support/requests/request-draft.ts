import { isOrdinary, type ExactRequest } from '../service/exact-client';
import type { OddBody } from './odd-bodies';
import type { Header } from './odd-headers';
import type { OpenApiOperation, OpenApiParameter } from './openapi';

/** Whose key a request carries. */
export interface Caller {
  readonly name: 'nobody' | 'stranger' | 'reader' | 'administrator';
  /** Null: no header for it. */
  readonly key: string | null;
}

/** A request made of the document, and what is known about it. */
export interface MadeRequest extends ExactRequest {
  readonly caller: Caller['name'];
  /** The operation whose answer it is; null where none is meant to be reached. */
  readonly operation: NamedOperation | null;
  /** Why it must be refused; empty if that is not certain, or nothing is wrong with it. */
  readonly flaws: readonly string[];
  /** Nothing is wrong with it. */
  readonly isValid: boolean;
}

export interface NamedOperation extends OpenApiOperation {
  readonly path: string;
  readonly method: string;
}

/** Changes a draft in one way. */
export type Twist = (draft: RequestDraft) => void;

/** A request in the making. */
export class RequestDraft {
  method: string;
  pathEnd = '';
  body: OddBody | null = null;
  /** Headers about the length of the body, and the body, which need not agree. */
  framing: { readonly headers: readonly Header[]; readonly body: string } | null = null;
  readonly headers: Header[] = [];
  private reaches: NamedOperation | null;
  /** By name, percent-encoded. */
  private readonly inPath = new Map<string, string>();
  private readonly inQuery = new Map<string, readonly string[]>();
  /** By what they are about: a later twist of the same thing takes the place of an earlier one. */
  private readonly flaws = new Map<string, string | null>();

  constructor(readonly meant: NamedOperation) {
    this.method = meant.method;
    this.reaches = meant;
  }

  /** From now on it is another operation's, or nobody's. */
  redirect(operation: NamedOperation | null): void {
    this.reaches = operation;
  }

  give({ name, in: place }: OpenApiParameter, value: string, flaw: string | null = null): void {
    this.flaws.set(name, flaw);
    if (place === 'path') this.inPath.set(name, value);
    else this.giveInQuery(name, [value], flaw);
  }

  giveInQuery(name: string, values: readonly string[], flaw: string | null): void {
    this.inQuery.set(name, values);
    this.flaws.set(name, flaw);
  }

  given(name: string): string {
    return this.inQuery.get(name)?.[0] ?? '';
  }

  markFlaw(about: string, flaw: string | null): void {
    this.flaws.set(about, flaw);
  }

  /** @param isTwisted whether it may have become invalid without a flaw that is certain */
  finish(caller: Caller, isTwisted: boolean): MadeRequest {
    const flaws = [...this.flaws.values(), this.flawOf(caller)].flatMap((flaw) => flaw ?? []);
    const request: ExactRequest = {
      method: this.method,
      target: this.target(),
      headers: this.allHeaders(caller),
      body: this.framing ? Buffer.from(this.framing.body) : (this.body?.body ?? null),
      isUnfinished: this.framing !== null,
    };
    return {
      ...request,
      headers: isOrdinary(request) ? request.headers : [...request.headers, ['Connection', 'close']],
      caller: caller.name,
      operation: this.reaches,
      // By OPTIONS browsers ask what they may, whatever else is wrong.
      flaws: this.method === 'OPTIONS' ? [] : flaws,
      isValid: !isTwisted && flaws.length === 0,
    };
  }

  private flawOf({ name, key }: Caller): string | null {
    if (!this.reaches || name === 'administrator') return null;
    const { security } = this.reaches;
    const needsNone = security?.some((way) => Object.keys(way as object).length === 0) ?? false;
    if (security?.length === 0 || (needsNone && !key?.trim())) return null;
    if (name !== 'reader') return 'no valid key';
    return this.reaches.path.includes('/admin/') ? 'not an administrator' : null;
  }

  private target(): string {
    const path = this.meant.path.replace(/\{(.+?)\}/g, (_all, name: string) => this.inPath.get(name) ?? '');
    const query = [...this.inQuery].flatMap(([name, values]) => values.map((value) => `${name}=${value}`)).join('&');
    return path + this.pathEnd + (query && `?${query}`);
  }

  private allHeaders({ key }: Caller): Header[] {
    const { body, framing } = this;
    const headers: Header[] = [['Host', 'localhost'], ...this.headers];
    if (key !== null) headers.push(['X-API-Key', key]);
    if (framing) headers.push(['Content-Type', 'application/json'], ...framing.headers);
    // Without a length Node's client announces chunks of a body that has none.
    else if (body ?? this.method.startsWith('P')) headers.push(['Content-Length', String(body?.body.length ?? 0)]);
    if (!framing && body && body.contentType !== null) headers.push(['Content-Type', body.contentType]);
    return headers;
  }
}
