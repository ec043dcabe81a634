import { isReleaseName, normaliseOnetSocCode, searchInstead, type OnetSocCode, type ReleaseName } from '@app/onet';
import { Refusal, type Parameter } from './parameter';
import { shown } from './printable';

/** Commas, and the separators that pasted lists and columns of spreadsheets have instead. */
const BETWEEN_CODES = /[,;\t\r\n\uff0c\uff1b]/;

const LONGEST_RELEASE_NAME = 20;

const FLAG = ['false', 'true'] as const;

/** The smallest and the largest number that is taken, and the one that is meant where none is given. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** An occupation's code in its written form. */
export function codeParameter(description: string, example?: OnetSocCode): Parameter<OnetSocCode> {
  return {
    description,
    shape: { type: 'string', ...(example === undefined ? {} : { example }) },
    missing: 'is missing; give an O*NET-SOC code such as 15-1252.00',
    read: (text) => normaliseOnetSocCode(text) ?? noCode('is not an O*NET-SOC code such as 15-1252.00', text),
  };
}

/** Codes of occupations, separated by commas. */
export function codesParameter(description: string, most: number, example: string): Parameter<OnetSocCode[]> {
  return {
    description,
    shape: { type: 'string', example },
    missing: 'is missing; give O*NET-SOC codes such as 15-1252.00, separated by commas',
    read: (text) => {
      const texts = text.split(BETWEEN_CODES).filter((part) => part.trim() !== '');
      if (texts.length === 0 || texts.length > most) {
        return new Refusal(`must hold 1 to ${most} codes, separated by commas`);
      }
      const wrong = texts.find((part) => normaliseOnetSocCode(part) === null);
      if (wrong !== undefined) return noCode('holds what is no O*NET-SOC code such as 15-1252.00', wrong);
      return texts.flatMap((part) => normaliseOnetSocCode(part) ?? []);
    },
  };
}

/** A release to answer from; null if none is named. */
export function releaseParameter(): Parameter<ReleaseName | null> {
  return {
    description:
      'Name of the release to answer from, one of those that `/api/v1/releases` lists as published; by default the current ' +
      'one. To an older one nothing is added on demand.',
    shape: { type: 'string', maxLength: LONGEST_RELEASE_NAME },
    otherwise: null,
    // Most requests do not name one: that is told at once.
    mayBeAbsent: true,
    read: (text) => (isReleaseName(text) ? text : new Refusal(`must be a release such as 29.0: ${shown(text)}`)),
  };
}

export function integerParameter(description: string, range: NumberRange): Parameter<number> {
  return {
    description,
    shape: { type: 'integer', minimum: range.min, maximum: range.max, default: range.default },
    otherwise: range.default,
    read: (text) => {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
      if (value >= range.min && value <= range.max) return value;
      return new Refusal(`must be a whole number from ${range.min} to ${range.max}: ${shown(text)}`);
    },
  };
}

/**
 * A share from 0 to 1, in thousandths: finer ones would promise more than ratings can keep, and whole numbers compare exactly.
 * @param preset in thousandths as well
 */
export function shareParameter(description: string, preset: number): Parameter<number> {
  return {
    description,
    shape: { type: 'number', minimum: 0, maximum: 1, default: preset / 1000 },
    otherwise: preset,
    read: (text) => {
      const value = /^(\d|\d?\.\d{1,3})$/.test(text) ? Math.round(Number(text) * 1000) : NaN;
      if (value <= 1000) return value;
      return new Refusal(`must be a share from 0 to 1 with at most three decimals, such as 0.8: ${shown(text)}`);
    },
  };
}

/** One of some words; the first if nothing is given. */
export function choiceParameter<const Word extends string>(
  description: string,
  words: readonly [Word, ...Word[]],
): Parameter<Word> {
  return {
    description,
    shape: { type: 'string', enum: words, default: words[0] },
    otherwise: words[0],
    read: oneOf(words),
  };
}

/** One of some words; null if nothing is given. */
export function optionalChoiceParameter<const Word extends string>(
  description: string,
  words: readonly Word[],
): Parameter<Word | null> {
  return { description, shape: { type: 'string', enum: words }, otherwise: null, read: oneOf(words) };
}

/** Some of some words, separated by commas, in the order of the words; null if nothing is given. */
export function choicesParameter<const Word extends string>(
  description: string,
  words: readonly Word[],
): Parameter<Word[] | null> {
  const read = oneOf(words);
  return {
    description,
    shape: { type: 'string', example: words.slice(0, 2).join(',') },
    otherwise: null,
    read: (text) => {
      const chosen = new Set<Word>();
      for (const part of text.split(',')) {
        const word = read(part.trim());
        if (word instanceof Refusal) return word;
        chosen.add(word);
      }
      return words.filter((word) => chosen.has(word));
    },
  };
}

/** Yes or no; no if nothing is given. */
export function flagParameter(description: string): Parameter<boolean> {
  const read = oneOf(FLAG);
  return {
    description,
    shape: { type: 'string', enum: FLAG, default: FLAG[0] },
    otherwise: false,
    read: (text) => {
      const word = read(text);
      return word instanceof Refusal ? word : word === 'true';
    },
  };
}

/** A value that an earlier answer gave out, such as a cursor. */
export function issuedParameter<T>(description: string, decode: (text: string) => T | null): Parameter<T | null> {
  return {
    description,
    shape: { type: 'string' },
    otherwise: null,
    read: (text) =>
      decode(text) ?? new Refusal('is not a value that this service gave out; leave it away to start over'),
  };
}

/** The same parameter, null where the request does not name it. */
export function mayBeAbsent<T>(parameter: Parameter<T>): Parameter<T | null> {
  return { ...parameter, mayBeAbsent: true };
}

/**
 * The same parameter, null where a flag of the same query makes it meaningless.
 * @param why follows "must not be given"
 */
export function unless<T>(flag: string, why: string, parameter: Parameter<T>): Parameter<T | null> {
  return { ...parameter, unless: { flag, why } };
}

function oneOf<Word extends string>(words: readonly Word[]): (text: string) => Word | Refusal {
  return (text) =>
    words.find((word) => word === text) ?? new Refusal(`must be one of ${words.join(', ')}: ${shown(text)}`);
}

function noCode(detail: string, text: string): Refusal {
  return new Refusal(`${detail}: ${shown(text)}`, 'INVALID_ONET_SOC_CODE', searchInstead(text));
}
