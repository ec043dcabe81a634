import { isReleaseName } from '@app/onet';
import { z } from 'zod';
import { MOST_ZONES } from './transition-parameters';

// What bodies have in common; the query parameters of the same names say what they mean.

const SHARE = 'must be a share from 0 to 1 with at most three decimals, such as 0.8';
const ZONES = `must be a whole number from 0 to ${MOST_ZONES}`;
const RELEASE = 'must be a release such as 29.0';

const isInThousandths = (share: number): boolean => Math.abs(share * 1000 - Math.round(share * 1000)) < 1e-9;

/** Read in thousandths. */
export const SHARE_FIELD = z
  .number(SHARE)
  .min(0, SHARE)
  .max(1, SHARE)
  .refine(isInThousandths, SHARE)
  .transform((share) => Math.round(share * 1000));

export const ZONES_FIELD = z.int(ZONES).min(0, ZONES).max(MOST_ZONES, ZONES);

export const ESTIMATES_FIELD = z.enum(['off', 'on'], 'must be one of off, on').default('off');

export const RELEASE_FIELD = z.string(RELEASE).refine(isReleaseName, RELEASE).nullable().default(null);
