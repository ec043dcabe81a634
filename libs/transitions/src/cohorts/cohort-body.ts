import { bodySchema, type ReadBy } from '@app/http';
import { normaliseOnetSocCode } from '@app/onet';
import { z } from 'zod';
import { ESTIMATES_FIELD, RELEASE_FIELD, SHARE_FIELD, ZONES_FIELD } from '../sides/body-fields';
import { MOST_ZONES } from '../sides/transition-parameters';

export const MOST_ROWS = 200;
/** So many people times a shortfall in millionths, times as many rows, is still a whole number to JavaScript. */
export const MOST_PEOPLE = 1_000_000;

const code = z.string('must be an O*NET-SOC code such as 15-1252.00').transform((text, context) => {
  const written = normaliseOnetSocCode(text);
  if (written !== null) return written;
  context.addIssue({ code: 'custom', message: 'must be an O*NET-SOC code such as 15-1252.00, or one of a SOC group' });
  return z.NEVER;
});

function count(least: number, what: string) {
  const message = `must be a whole number of ${what} from ${least} to ${MOST_PEOPLE}`;
  return z.int(message).min(least, message).max(MOST_PEOPLE, message);
}

function rows<Row extends z.ZodType>(row: Row, what: string) {
  const message = `must be a list of 1 to ${MOST_ROWS} ${what}`;
  return z.array(row, message).min(1, message).max(MOST_ROWS, message);
}

/** Checks the body of a question about a cohort. */
export const COHORT_BODY = bodySchema(
  z.strictObject({
    origins: rows(z.strictObject({ code, people: count(1, 'people') }, 'must be an object'), 'origins'),
    targets: rows(
      z.strictObject({ code, capacity: count(0, 'places').nullable().default(null) }, 'must be an object'),
      'targets',
    ),
    min_coverage: SHARE_FIELD.default(0),
    max_zone_step: ZONES_FIELD.default(MOST_ZONES),
    estimates: ESTIMATES_FIELD,
    release: RELEASE_FIELD,
  }),
);

export type CohortRequest = ReadBy<typeof COHORT_BODY>;
