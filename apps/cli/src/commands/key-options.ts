import { InvalidArgumentError } from 'commander';
import { isKeyName, parseExpiry, SCOPES, type Scope } from '@app/access';

/** The name that --name gives. */
export function toName(text: string): string {
  if (!isKeyName(text))
    throw new InvalidArgumentError(
      'It must be 1 to 60 letters, digits, ".", "_" or "-", and begin with a letter or a digit.',
    );
  return text;
}

/** The scopes that --scopes gives. */
export function toScopes(text: string): Scope[] {
  const wanted = text.split(',').map((scope) => scope.trim());
  const scopes = SCOPES.filter((scope) => wanted.includes(scope));
  const unknown = wanted.filter((scope) => !scopes.includes(scope as Scope));
  if (unknown.length > 0) throw new InvalidArgumentError(`"${unknown.join(', ')}" is none of ${SCOPES.join(', ')}.`);
  return scopes;
}

/** The time that --expires gives. */
export function toExpiry(text: string): Date {
  const now = new Date();
  const time = parseExpiry(text, now);
  if (!time)
    throw new InvalidArgumentError('It must be a date such as 2027-01-31 or a time from now such as 90d or 12h.');
  if (time <= now) throw new InvalidArgumentError('It must lie in the future.');
  return time;
}
