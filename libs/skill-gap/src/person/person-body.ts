import { bodySchema, type ReadBy } from '@app/http';
import { DOMAINS } from '@app/onet';
import { z } from 'zod';
import { oneTarget, PERSON_FIELDS, TARGET_FIELDS } from './person-fields';

const DOMAIN = `must be some of ${DOMAINS.join(', ')}`;

/** Checks the body of a question about a person. */
export const PERSON_BODY = bodySchema(
  oneTarget(
    z.strictObject({
      ...PERSON_FIELDS,
      ...TARGET_FIELDS,
      domains: z
        .array(z.enum(DOMAINS as [string, ...string[]], DOMAIN), DOMAIN)
        .min(1, DOMAIN)
        .transform((wanted) => DOMAINS.filter((domain) => wanted.includes(domain)))
        .nullable()
        .default(null),
      include: z.enum(['gaps', 'all'], 'must be one of gaps, all').default('gaps'),
    }),
  ),
);

/** Checks the body of a request for questions. */
export const QUESTIONNAIRE_BODY = bodySchema(oneTarget(z.strictObject({ ...PERSON_FIELDS, ...TARGET_FIELDS })));

export type PersonRequest = ReadBy<typeof QUESTIONNAIRE_BODY>;
