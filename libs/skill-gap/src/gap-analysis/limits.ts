import { SAMPLE_RELEASE, type ReleaseName } from '@app/onet';

/** What no answer of this kind can know; `/method` says more of each. */
export const LIMITS = {
  not_in_onet: 'Licences, pay, vacancies, and what a person likes or is allowed to do, are not in O*NET.',
  occupations_not_persons:
    'Levels are those of an occupation as analysts and incumbents rated it, not those of one person in it.',
  standard_errors:
    'Standard errors say how far raters disagree, not how an occupation has changed since the date of its ratings.',
  estimates:
    'Ratings of one side are estimated from related occupations. How far they are off varies by occupation, and only ' +
    'differences that are large against that error count as real.',
  persons:
    'Of a person only what they have done and say of themselves is known: levels of past occupations are those of the ' +
    'occupation, and what was forgotten or learnt beside it does not show. With fewer than eight levels of their own the ' +
    'result is rough.',
} as const;

export type LimitId = keyof typeof LIMITS;

/**
 * The notice that the licence of the database asks for, with every release that an answer comes from. Of the bundled sample,
 * which is no part of O*NET, what it is.
 */
export function citationOf(...releases: readonly ReleaseName[]): string {
  const official = releases.filter((release) => release !== SAMPLE_RELEASE);
  const isMadeUp = official.length < releases.length;
  return [...(isMadeUp ? [SAMPLE] : []), ...(official.length > 0 ? [noticeOf(official)] : [])].join(' ');
}

const SAMPLE =
  'This answer comes from the made-up sample that the O*NET skill-gap service brings along to be tried, and not from O*NET. Do ' +
  'not cite it.';

function noticeOf(releases: readonly ReleaseName[]): string {
  const databases = `${releases.join(' and ')} ${releases.length > 1 ? 'Databases' : 'Database'}`;
  return (
    `This answer includes information from the O*NET ${databases} by the U.S. Department of Labor, Employment and ` +
    'Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. The ' +
    'O*NET skill-gap service has modified all or some of this information. USDOL/ETA has not approved, endorsed, or ' +
    'tested these modifications.'
  );
}

/** What an answer has to say of itself. */
export function limitsOf(isEstimated: boolean, isPerson = false): { id: LimitId; text: string; href: string }[] {
  const ids: LimitId[] = ['not_in_onet', 'occupations_not_persons', 'standard_errors'];
  if (isEstimated) ids.push('estimates');
  if (isPerson) ids.push('persons');
  return ids.map((id) => ({ id, text: LIMITS[id], href: `/api/v1/method#${id}` }));
}
