import { bodySchema } from '@app/http';
import { oneTarget, PERSON_FIELDS, TARGET_FIELDS } from '@app/skill-gap';
import { z } from 'zod';
import { MOST_STOPS } from '../paths/find-paths';
import { MOVES_DEFAULTS, PATHS_DEFAULTS } from '../sides/defaults';
import { ESTIMATES_FIELD, SHARE_FIELD, ZONES_FIELD } from '../sides/body-fields';

/** Occupations are ordered by how similar they are to what the person has been in: self-ratings alone say nothing of that. */
const PERSON = {
  ...PERSON_FIELDS,
  from: PERSON_FIELDS.from.refine(({ occupations }) => occupations.length > 0, {
    path: ['occupations'],
    message: 'must name at least one past occupation, by which others are similar',
  }),
  estimates: ESTIMATES_FIELD,
};

/** Checks the body of a question where a person could move to. */
export const MOVES_BODY = bodySchema(
  z.strictObject({
    ...PERSON,
    min_coverage: SHARE_FIELD.default(MOVES_DEFAULTS.coverage),
    max_zone_step: ZONES_FIELD.default(MOVES_DEFAULTS.zoneStep),
    limit: integer(1, 100).default(10),
  }),
);

/** Checks the body of a question what a skill would open to a person. */
export const UNLOCKS_BODY = bodySchema(
  z.strictObject({ ...PERSON, pool: z.enum(['all', 'near'], 'must be one of all, near').default('all') }),
);

/** Checks the body of a question by which way a person could go. */
export const PATHS_BODY = bodySchema(
  oneTarget(
    z.strictObject({
      ...PERSON,
      ...TARGET_FIELDS,
      max_stops: integer(0, MOST_STOPS).default(MOST_STOPS),
      min_percentile: integer(0, 100).default(PATHS_DEFAULTS.percentile),
      max_zone_up: ZONES_FIELD.default(PATHS_DEFAULTS.zoneUp),
      corridor: z.enum(['on', 'off'], 'must be one of on, off').default('on'),
    }),
  ),
);

function integer(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z.int(message).min(min, message).max(max, message);
}
