/**
 * What became of statements from one release when O*NET published a later one. It takes both releases to measure, so the
 * figures stand here: `npm run bench -- validity` prints them.
 */
export const VALIDITY = {
  earlierRelease: '29.0',
  laterRelease: '30.0',
  /** Occupations that the later release rates for the first time, by their levels of skills as estimated from the earlier one. */
  estimates: { occupations: 15, levels: 525, meanError: 0.305, lowestError: 0.21, highestError: 0.52 },
  /** Levels of skills of occupations that were rated again in between. */
  rerated: { occupations: 63, levels: 2205, called: 84, share: 0.038 },
} as const;

export const VALIDITY_TEXT =
  `Measured between releases ${VALIDITY.earlierRelease} and ${VALIDITY.laterRelease}, whichever release this answer is of. Estimates ` +
  'are held against the ratings that O*NET published later. Of occupations that were rated again, about 5 % of the levels would differ ' +
  'by as much as the verdict calls real if nothing but the raters had changed, as the test is made in both directions here.';
