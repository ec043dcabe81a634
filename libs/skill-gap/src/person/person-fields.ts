import { askedByCode, LONGEST_TITLE } from '@app/occupations';
import { isReleaseName } from '@app/onet';
import { z } from 'zod';

export const MOST_OCCUPATIONS = 20;
export const MOST_SELF_RATINGS = 200;
/** What they take of a body, indented. */
export const BODY_KIBIBYTES = 64;
/** Longer ones are no ids of elements. */
const LONGEST_ID = 20;

const CODE = 'must be an O*NET-SOC code such as 15-1252.00';
const LEVEL = 'must be a level from 0 to 7, with at most two decimals';
const RELEASE = 'must be a release such as 29.0';
const OCCUPATIONS = `must be a list of at most ${MOST_OCCUPATIONS} codes`;
const RATINGS = `must be a list of at most ${MOST_SELF_RATINGS} ratings`;

const code = z.string(CODE).transform((text, context) => {
  const asked = askedByCode(text);
  if (asked) return asked;
  context.addIssue({ code: 'custom', message: CODE });
  return z.NEVER;
});

const isInHundredths = (level: number): boolean => Math.abs(level * 100 - Math.round(level * 100)) < 1e-9;

const rating = z.strictObject(
  {
    element_id: z
      .string('must be the id of an element such as 2.A.1.a')
      .max(LONGEST_ID, 'must be the id of an element'),
    level: z.number(LEVEL).min(0, LEVEL).max(7, LEVEL).refine(isInHundredths, LEVEL),
  },
  'must be an object with element_id and level',
);

const person = z
  .strictObject(
    {
      occupations: z.array(code, OCCUPATIONS).max(MOST_OCCUPATIONS, OCCUPATIONS).default([]),
      ratings: z.array(rating, RATINGS).max(MOST_SELF_RATINGS, RATINGS).default([]),
    },
    'must be an object with occupations, ratings or both',
  )
  .refine(({ occupations, ratings }) => occupations.length + ratings.length > 0, {
    message: 'must name at least one past occupation, or rate one element',
  })
  .superRefine(({ ratings }, context) => {
    const seen = new Set<string>();
    for (const [i, { element_id: id }] of ratings.entries()) {
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: ['ratings', i, 'element_id'], message: 'is given twice' });
      seen.add(id);
    }
  });

/** Fields of every body about a person. */
export const PERSON_FIELDS = {
  from: person,
  estimates: z.enum(['on', 'off'], 'must be one of on, off').default('on'),
  release: z.string(RELEASE).refine(isReleaseName, RELEASE).nullable().default(null),
};

/** Fields of where the person wants to go; `oneTarget` sees to it that one is given. */
export const TARGET_FIELDS = {
  to: code.optional(),
  to_title: z
    .string('must be a title')
    .min(1, 'must not be empty')
    .max(LONGEST_TITLE, `must have at most ${LONGEST_TITLE} characters`)
    .optional(),
};

/** Also where another field is wrong: all that is wrong is told at once. */
const WHENEVER = { path: ['to'], when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null };

/** Refuses a body with no target, or with two. */
export function oneTarget<Body extends z.ZodType<object>>(body: Body): Body {
  return body
    .refine((given) => 'to' in given || 'to_title' in given, {
      ...WHENEVER,
      message: 'is missing; give an O*NET-SOC code, or to_title',
    })
    .refine((given) => !('to' in given && 'to_title' in given), {
      ...WHENEVER,
      message: 'must not be given together with to_title',
    });
}
