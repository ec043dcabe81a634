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

/** A `PreparationGapDto` in ASCII; `null` where the release has neither job zones nor what people say is required. */
export function preparationJson(view: ReleaseView, from: OnetSocCode, to: OnetSocCode): string {
  const preparation = view.get(PREPARATION);
  if (!preparation && !view.get(JOB_ZONES).given) return 'null';
  const answers = (code: OnetSocCode, question: Question) => answersJson(preparation?.sharesOf(code, question) ?? null);
  const questions = QUESTIONS.map(
    ([member, question]) => `"${member}":{"from":${answers(from, question)},"to":${answers(to, question)}}`,
  );
  return `{"job_zone":${zonesJson(view, from, to)},${questions.join(',')}}`;
}

function zonesJson(view: ReleaseView, fromCode: OnetSocCode, toCode: OnetSocCode): string {
  const directory = view.get(DIRECTORY);
  const [from, to] = [directory.find(fromCode)?.jobZone ?? null, directory.find(toCode)?.jobZone ?? null];
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

/** Up to the share, by the meaning of the category: there are some forty in a release. */
const categories = new Map<string | null, string>();

function categoryJson({ category, description }: DescribedShare): string {
  const known = categories.get(description);
  // Two categories of the same meaning are no kept piece's business.
  if (known?.startsWith(`{"category":${category},`)) return known;
  const written = `{"category":${category},"description":${asciiJson(description)},"data_value":`;
  categories.set(description, written);
  return written;
}
