import { isReleaseName, type ReleaseName } from '@app/onet';
import { Refusal, type Parameter } from './parameter';
import { shown } from './printable';

/** Two names of 20 characters, and what stands between them. */
const LONGEST = 42;

/** Two different releases, the one to start from first. */
export interface TwoReleases {
  readonly before: ReleaseName;
  readonly after: ReleaseName;
}

/** Two releases to compare, as `29.0..30.0`; the order is that of the request, whichever is newer. */
export function betweenParameter(): Parameter<TwoReleases> {
  return {
    description:
      'The two releases to compare, as `before..after`: names that `/api/v1/releases` lists as published. To one that is not ' +
      'the current one nothing is added on demand.',
    shape: { type: 'string', maxLength: LONGEST, example: '29.0..30.0' },
    missing: 'is missing; give two releases such as 29.0..30.0',
    read: (text) => {
      // A name may end with a dot, but never begins with one.
      const [, before = '', after = ''] = /^(.*?)\.\.([^.].*)$/.exec(text) ?? [];
      if (!isReleaseName(before) || !isReleaseName(after)) {
        return new Refusal(`must be two releases such as 29.0..30.0: ${shown(text)}`);
      }
      if (before === after) return new Refusal(`must be two different releases: ${shown(text)}`);
      return { before, after };
    },
  };
}
