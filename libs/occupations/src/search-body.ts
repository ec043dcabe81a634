import { bodySchema } from '@app/http';
import { z } from 'zod';

/** Also of a search in the query. */
export const MAX_SEARCH_LENGTH = 100;

const SEARCH = `must be a text of 1 to ${MAX_SEARCH_LENGTH} characters`;
const LIMIT = 'must be a whole number from 1 to 100';

/** Checks the body of a search that belongs to a person. */
export const SEARCH_BODY = bodySchema(
  z.strictObject({
    search: z.string(SEARCH).trim().min(1, SEARCH).max(MAX_SEARCH_LENGTH, SEARCH),
    limit: z.int(LIMIT).min(1, LIMIT).max(100, LIMIT).default(20),
  }),
);
