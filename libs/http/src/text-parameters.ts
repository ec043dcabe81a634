import { Refusal, type Parameter } from './parameter';

export function textParameter(description: string, maxLength: number, example?: string): Parameter<string | null> {
  return {
    description,
    shape: { type: 'string', maxLength, ...(example === undefined ? {} : { example }) },
    otherwise: null,
    read: (text) => (text.length > maxLength ? new Refusal(`is longer than ${maxLength} characters`) : text),
  };
}

/** A text that must be given. @param missing says so, and what to give */
export function requiredTextParameter(
  description: string,
  maxLength: number,
  example: string,
  missing: string,
): Parameter<string> {
  return {
    description,
    shape: { type: 'string', maxLength, example },
    missing,
    read: (text) => (text.length > maxLength ? new Refusal(`is longer than ${maxLength} characters`) : text),
  };
}
