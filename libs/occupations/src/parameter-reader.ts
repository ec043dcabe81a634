import { normaliseOnetSocCode, type OnetSocCode } from '@app/onet';
import { InvalidParametersError, type RefusedParameter } from './occupations.errors';
import { searchInstead } from './search-instead';

/** Commas, and what pasted lists and columns of spreadsheets have instead. */
const BETWEEN_CODES = /[,;\t\r\n\uff0c\uff1b]/;

/** The parameters of a request as the HTTP framework hands them over: repeated ones arrive as an array. */
export type RawParameters = Readonly<Record<string, unknown>>;

/**
 * Reads the parameters of one request and collects all that is wrong with them; `check` then refuses the request. Until
 * `check` has passed, what the readers return must not be used.
 */
export class ParameterReader {
  private readonly problems: RefusedParameter[] = [];
  private readonly parameters: RawParameters;

  /** @param path the parameters in the path, which a query cannot name */
  constructor(query: RawParameters, known: readonly string[], path?: RawParameters) {
    this.parameters = path ? { ...query, ...path } : query;
    for (const name of Object.keys(query)) {
      if (known.includes(name)) continue;
      const instead = known.length > 0 ? `known are ${known.join(', ')}` : 'this endpoint takes none';
      this.refuse('INVALID_PARAMETER', printable(name), `is not known here; ${instead}`);
    }
  }

  /** @throws InvalidParametersError */
  check(): void {
    const [first, ...others] = this.problems;
    if (first) throw new InvalidParametersError([first, ...others]);
  }

  /** An occupation's code in its written form; required. Some parameters go by another name as well. */
  code(name: string, otherName: string = name): OnetSocCode {
    const own = this.given(name);
    const other = otherName === name ? null : this.given(otherName);
    const given = own ?? other;
    if (given === null) {
      if (this.isRefused(otherName)) return '';
      this.refuse('MISSING_PARAMETER', name, 'is missing; give an O*NET-SOC code such as 15-1252.00');
      return '';
    }
    if (own !== null && other !== null) {
      this.refuse('INVALID_PARAMETER', otherName, `is another name of ${name}; give one of them`);
    }
    const code = normaliseOnetSocCode(given);
    if (code === null) {
      const used = own === null ? otherName : name;
      this.refuseCode(used, `is not an O*NET-SOC code such as 15-1252.00: ${shown(given)}`, given);
    }
    return code ?? '';
  }

  /** Codes of occupations, separated by commas; required. */
  codes(name: string, most: number): OnetSocCode[] {
    const given = this.given(name);
    if (given === null) {
      this.refuse(
        'MISSING_PARAMETER',
        name,
        'is missing; give O*NET-SOC codes such as 15-1252.00, separated by commas',
      );
      return [];
    }
    const texts = given.split(BETWEEN_CODES).filter((text) => text.trim() !== '');
    if (texts.length === 0 || texts.length > most) {
      this.refuse('INVALID_PARAMETER', name, `must hold 1 to ${most} codes, separated by commas`);
      return [];
    }
    const wrong = texts.find((text) => normaliseOnetSocCode(text) === null);
    if (wrong !== undefined) {
      this.refuseCode(name, `holds what is no O*NET-SOC code such as 15-1252.00: ${shown(wrong)}`, wrong);
    }
    return texts.flatMap((text) => normaliseOnetSocCode(text) ?? []);
  }

  /** Refuses a parameter that something else makes meaningless. */
  absent(name: string, why: string): void {
    if (this.given(name) !== null) this.refuse('INVALID_PARAMETER', name, `must not be given: ${why}`);
  }

  text(name: string, maxLength: number): string | null {
    const given = this.given(name);
    if (given !== null && given.length > maxLength) {
      this.refuse('INVALID_PARAMETER', name, `is longer than ${maxLength} characters`);
    }
    return given;
  }

  integer(name: string, range: { min: number; max: number; default: number }): number {
    const given = this.given(name);
    if (given === null) return range.default;
    const value = /^\d{1,9}$/.test(given) ? Number(given) : NaN;
    if (value >= range.min && value <= range.max) return value;
    this.refuse('INVALID_PARAMETER', name, `must be a whole number from ${range.min} to ${range.max}: ${shown(given)}`);
    return range.default;
  }

  /** One of some words; the first if nothing is given. */
  choice<const Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word {
    return this.optionalChoice(name, words) ?? words[0];
  }

  /** One of some words; null if nothing is given. */
  optionalChoice<const Word extends string>(name: string, words: readonly Word[]): Word | null {
    const given = this.given(name);
    const chosen = words.find((word) => word === given) ?? null;
    if (given !== null && chosen === null) {
      this.refuse('INVALID_PARAMETER', name, `must be one of ${words.join(', ')}: ${shown(given)}`);
    }
    return chosen;
  }

  /** A value that an earlier answer gave out, such as a cursor. */
  issued<T>(name: string, decode: (text: string) => T | null): T | null {
    const given = this.given(name);
    const value = given === null ? null : decode(given);
    if (given !== null && value === null) {
      this.refuse('INVALID_PARAMETER', name, 'is not a value that this service gave out; leave it away to start over');
    }
    return value;
  }

  /** The value without blanks around it; an empty one counts as not given. */
  private given(name: string): string | null {
    const value = this.parameters[name];
    if (value === undefined) return null;
    if (typeof value !== 'string') {
      if (!this.isRefused(name)) this.refuse('INVALID_PARAMETER', name, 'is given more than once');
      return null;
    }
    return value.trim() || null;
  }

  private refuse(code: RefusedParameter['code'], parameter: string, detail: string): void {
    const isFollowUp = code === 'MISSING_PARAMETER' && this.isRefused(parameter);
    if (!isFollowUp) this.problems.push({ code, parameter, detail });
  }

  private refuseCode(parameter: string, detail: string, given: string): void {
    const search = searchInstead(given);
    this.problems.push({ code: 'INVALID_ONET_SOC_CODE', parameter, detail, ...(search === null ? {} : { search }) });
  }

  private isRefused(parameter: string): boolean {
    return this.problems.some((problem) => problem.parameter === parameter);
  }
}

/** A user's value as an error may repeat it. */
function shown(text: string): string {
  return `"${printable(text)}"`;
}

/** A client's own word as an error may repeat it: short, and without what would disturb a log or a terminal. */
export function printable(text: string): string {
  const clean = text.replace(/[^\x20-\x7e]/g, '?');
  return clean.length > 40 ? `${clean.slice(0, 40)}…` : clean;
}
