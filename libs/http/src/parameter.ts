import type { RefusedParameter } from './invalid-parameters.error';

/** The text of a parameter as the OpenAPI document describes it. */
export interface ParameterShape {
  readonly type: 'string' | 'integer' | 'number';
  readonly enum?: readonly string[];
  readonly default?: string | number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly example?: string | number;
}

/** The reason why a parameter does not take a text. */
export class Refusal {
  constructor(
    readonly detail: string,
    readonly code: RefusedParameter['code'] = 'INVALID_PARAMETER',
    readonly search: string | null = null,
  ) {}
}

/** One parameter of a query or a path: the texts that it takes, their values, and its entry in the document. */
export interface Parameter<Value> {
  readonly description: string;
  readonly shape: ParameterShape;
  /** @param text the given text, without blanks around it and never empty */
  readonly read: (text: string) => Value | Refusal;
  /** The value where nothing is given. Without it the parameter must be given. */
  readonly otherwise?: Value;
  /** Says that it is missing, where it must be given. */
  readonly missing?: string;
  /** Not in the request at all, it is null; there with nothing in it, it is missing. */
  readonly mayBeAbsent?: boolean;
  /** Another parameter of the same query that may be given in its place: then it is null. */
  readonly or?: string;
  /** A flag of the same query that makes this parameter meaningless, which then is null. */
  readonly unless?: { readonly flag: string; readonly why: string };
}

/** Another name of a parameter; read in its place, and not documented by itself. */
export class OtherName {
  constructor(readonly of: string) {}
}

/** Another name by which a query may give one of its parameters. */
export function otherNameOf(name: string): OtherName {
  return new OtherName(name);
}
