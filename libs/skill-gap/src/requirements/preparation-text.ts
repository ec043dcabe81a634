import { DIRECTORY, JOB_ZONES } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import { medianCategory, modeCategory, PREPARATION, type DescribedShare, type Question } from '@app/requirements';
import { asciiJson } from '../json/ascii-json';

const QUESTIONS: readonly (readonly [member: string, question: Question])[] = [
  ['education', 'education'],
  ['experience', 'experience'],
  ['on_site_training', 'onSiteTraining'],
  ['on_the_job_training', 'onTheJobTraining'],
];

/**
 * A `PreparationGapDto` in ASCII; `null` where the release has neither job zones nor what people say is required.
 * @param from null where nothing is known of it
 */
export function preparationJson(view: ReleaseView, from: OnetSocCode | null, to: OnetSocCode): string {
  const preparation = view.get(PREPARATION);
  if (!preparation && !view.get(JOB_ZONES).given) return 'null';
  const answers = (code: OnetSocCode | null, question: Question) =>
    answersJson((code === null ? null : preparation?.sharesOf(code, question)) ?? null);
  const questions = QUESTIONS.map(
    ([member, question]) => `"${member}":{"from":${answers(from, question)},"to":${answers(to, question)}}`,
  );
  return `{"job_zone":${zonesJson(view, from, to)},${questions.join(',')}}`;
}

function zonesJson(view: ReleaseView, ...codes: [from: OnetSocCode | null, to: OnetSocCode]): string {
  const directory = view.get(DIRECTORY);
  const [from = null, to = null] = codes.map((code) =>
    code === null ? null : (directory.find(code)?.jobZone ?? null),
  );
  return `{"from":${from},"to":${to},"difference":${from === null || to === null ? null : to - from}}`;
}

function answersJson(distribution: readonly DescribedShare[] | null): string {
  if (!distribution) return 'null';
  let shares = '';
  for (const share of distribution) shares += `${shares && ','}${categoryJson(share)}${share.dataValue}}`;
  return (
    `{"median":${medianCategory(distribution)},"mode":${modeCategory(distribution)},` + `"distribution":[${shares}]}`
  );
}

/** What categories mean, as JSON: there are some forty such texts in a release, and ninety in an answer. */
const meanings = new Map<string | null, string>();

/** Up to the share. */
function categoryJson({ category, description }: DescribedShare): string {
  let meaning = meanings.get(description);
  if (meaning === undefined) {
    meaning = asciiJson(description);
    meanings.set(description, meaning);
  }
  return `{"category":${category},"description":${meaning},"data_value":`;
}
