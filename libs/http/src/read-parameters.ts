import type { RefusedParameter } from './invalid-parameters.error';
import { OtherName, Refusal, type Parameter } from './parameter';
import { printable } from './printable';

/** Parameters of a query or a path by their names. */
export type Parameters = Readonly<Record<string, Parameter<unknown> | OtherName>>;

/** The values read: every parameter under its own name. */
export type ReadParameters<P extends Parameters> = {
  readonly [Name in keyof P as P[Name] extends OtherName ? never : Name]: P[Name] extends Parameter<infer Value>
    ? Value
    : never;
};

/** Parameters as the HTTP framework hands them over: repeated ones arrive as an array. */
export type RawParameters = Readonly<Record<string, unknown>>;

/** A parameter with the names that it has in every request. */
export interface PlannedParameter {
  readonly name: string;
  readonly otherName: string | null;
  readonly parameter: Parameter<unknown>;
}

/** In the order in which they are read: after the flags that they depend on. */
export function planReading(parameters: Parameters): PlannedParameter[] {
  const order = Object.keys(parameters).flatMap((name) => {
    const parameter = parameters[name];
    return parameter instanceof OtherName ? [] : [parameter?.unless?.flag ?? name, name];
  });
  return [...new Set(order)].flatMap((name) => {
    const parameter = parameters[name];
    if (parameter === undefined || parameter instanceof OtherName) return [];
    const [otherName = null] = Object.keys(parameters).filter((other) => {
      const candidate = parameters[other];
      return candidate instanceof OtherName && candidate.of === name;
    });
    return [{ name, otherName, parameter }];
  });
}

/** Reads the parameters of one request and collects all that is wrong with them, in the order in which they are read. */
export class ParameterReading {
  readonly problems: RefusedParameter[] = [];
  readonly values: Record<string, unknown> = {};

  /** @param known every name that the query may have */
  refuseUnknown(query: RawParameters, known: readonly string[]): void {
    for (const name of Object.keys(query)) {
      if (known.includes(name)) continue;
      const instead = known.length > 0 ? `known are ${known.join(', ')}` : 'this endpoint takes none';
      this.refuse('INVALID_PARAMETER', printable(name), `is not known here; ${instead}`);
    }
  }

  read(raw: RawParameters, { name, otherName, parameter }: PlannedParameter): void {
    const { unless, mayBeAbsent, or } = parameter;
    if (or !== undefined && this.given(raw, or) !== null) {
      this.values[name] = null;
      const used = [name, otherName].find((each) => each !== null && this.given(raw, each) !== null);
      if (used) this.refuse('INVALID_PARAMETER', or, `must not be given together with ${used}`);
      return;
    }
    if (mayBeAbsent === true && raw[name] === undefined) {
      this.values[name] = null;
    } else if (unless !== undefined && this.values[unless.flag] === true) {
      this.values[name] = null;
      if (this.given(raw, name) !== null) this.refuse('INVALID_PARAMETER', name, `must not be given: ${unless.why}`);
    } else {
      this.values[name] = this.value(raw, name, otherName, parameter);
    }
  }

  private value(raw: RawParameters, name: string, otherName: string | null, parameter: Parameter<unknown>): unknown {
    const own = this.given(raw, name);
    const other = otherName === null ? null : this.given(raw, otherName);
    const given = own ?? other;
    if (given === null) return this.valueOfNothing(name, otherName, parameter);
    if (own !== null && other !== null) {
      this.refuse('INVALID_PARAMETER', otherName ?? name, `is another name of ${name}; give one of them`);
    }
    const value = parameter.read(given);
    if (!(value instanceof Refusal)) return value;
    const { code, detail, search } = value;
    const used = own === null ? (otherName ?? name) : name;
    this.problems.push({ code, parameter: used, detail, ...(search === null ? {} : { search }) });
    return null;
  }

  private valueOfNothing(name: string, otherName: string | null, { missing, otherwise }: Parameter<unknown>): unknown {
    const isRefused = this.isRefused(name) || (otherName !== null && this.isRefused(otherName));
    if (missing !== undefined && !isRefused) this.refuse('MISSING_PARAMETER', name, missing);
    return otherwise;
  }

  /** The value without blanks around it; an empty one counts as not given. */
  private given(raw: RawParameters, name: string): string | null {
    const value = raw[name];
    if (value === undefined) return null;
    if (typeof value !== 'string') {
      if (!this.isRefused(name)) this.refuse('INVALID_PARAMETER', name, 'is given more than once');
      return null;
    }
    return value.trim() || null;
  }

  private refuse(code: RefusedParameter['code'], parameter: string, detail: string): void {
    this.problems.push({ code, parameter, detail });
  }

  private isRefused(parameter: string): boolean {
    return this.problems.some((problem) => problem.parameter === parameter);
  }
}
