import { LIMITS, type LimitId } from '../gap-analysis/limits';

/** What each limit means for who reads an answer. */
const MORE: Readonly<Record<LimitId, string>> = {
  not_in_onet:
    'A small gap does not open a job: whether one is licensed for it, is paid enough, finds a vacancy, or wants it, has to be asked ' +
    'elsewhere. For the same reason a similarity is not a promise that somebody can change over.',
  occupations_not_persons:
    'Skills are mostly rated by analysts and knowledge mostly by people in the job, some eight to some dozens for each occupation, ' +
    'and what is shown is their mean. People in one occupation differ more among each other than that.',
  standard_errors:
    'Ratings of an occupation are renewed after years, so that two sides may be many years apart; `from_date` and `to_date` of a row ' +
    'say how many. Both sides count as independent of each other, although the same panel may have rated both.',
  estimates:
    'How far estimates are off is measured on rated occupations. The links of these were partly chosen by what their ratings said, ' +
    'those of unrated ones were not, so that the true error is probably larger. Estimates also look alike to what they are made from.',
  persons:
    'O*NET knows nothing of single persons, and nothing of how fast skills fade, so that all past occupations count alike, however ' +
    'long ago. Levels that somebody gives of themselves count as exact to the whole number, which they seldom are.',
};

/** All limits that answers link to, by their ids. */
export const EXPLAINED_LIMITS = (Object.keys(LIMITS) as LimitId[]).map((id) => ({
  id,
  text: LIMITS[id],
  more: MORE[id],
}));
