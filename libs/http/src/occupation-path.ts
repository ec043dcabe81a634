import { codeParameter } from './parameters';
import { pathAndQuerySchema } from './query-schema';

/** The occupation that a path names. */
export const OCCUPATION_CODE = codeParameter(
  'O*NET-SOC code; `11-1011` is read as `11-1011.00`. A retired code is answered by the one that has taken its place.',
  '11-1011.00',
);

/** The schema of a path that names an occupation, with no query. */
export const OCCUPATION_PATH = pathAndQuerySchema({ code: OCCUPATION_CODE }, {});
