/** What the page is asked for; the address holds all of it, and nothing about a person. */
export interface Asked {
  readonly from: Side;
  readonly to: Side;
  readonly view: View;
  readonly domain: Domain;
}

/** One side of a comparison: by code, by a title whose meaning the service tells, or not chosen yet. */
export type Side = { readonly code: string } | { readonly title: string } | null;

export const views = ['gap', 'elsewhere', 'profile'] as const;
export type View = (typeof views)[number];

export const domains = ['skills', 'knowledge', 'abilities', 'work_activities'] as const;
export type Domain = (typeof domains)[number];

export const nothingAsked: Asked = { from: null, to: null, view: 'gap', domain: 'skills' };

/** Reads the part of an address behind the question mark; what it does not know, it leaves out. */
export function readAddress(search: string): Asked {
  const values = new URLSearchParams(search);
  return {
    from: readSide(values, 'from'),
    to: readSide(values, 'to'),
    view: oneOf(views, values.get('view')) ?? 'gap',
    domain: oneOf(domains, values.get('domain')) ?? 'skills',
  };
}

export function writeAddress(asked: Asked): string {
  const values = new URLSearchParams();
  // Where the person comes from is their profile then, and that stays out of every address.
  if (asked.view !== 'profile') writeSide(values, 'from', asked.from);
  writeSide(values, 'to', asked.to);
  if (asked.view !== 'gap') values.set('view', asked.view);
  if (asked.domain !== 'skills') values.set('domain', asked.domain);
  const written = values.toString();
  return written === '' ? '' : `?${written}`;
}

export function codeOf(side: Side): string | null {
  return side && 'code' in side ? side.code : null;
}

export function titleOf(side: Side): string | null {
  return side && 'title' in side ? side.title : null;
}

function readSide(values: URLSearchParams, name: 'from' | 'to'): Side {
  const code = values.get(name)?.trim();
  if (code) return { code };
  const title = values.get(`${name}_title`)?.trim();
  return title ? { title } : null;
}

function writeSide(values: URLSearchParams, name: 'from' | 'to', side: Side): void {
  if (!side) return;
  if ('code' in side) values.set(name, side.code);
  else values.set(`${name}_title`, side.title);
}

function oneOf<Name extends string>(names: readonly Name[], value: string | null): Name | undefined {
  return names.find((name) => name === value);
}
