import { DIRECTORY, JOB_ZONES } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import {
  medianCategory,
  modeCategory,
  PREPARATION,
  type DescribedShare,
  type PreparationTable,
  type Question,
} from '@app/requirements';
import { asciiJson, compact } from '../json/ascii-json';
import { keptByOccupation, TextByWord } from '../json/kept-texts';

const QUESTIONS: readonly (readonly [member: string, question: Question])[] = [
  ['education', 'education'],
  ['experience', 'experience'],
  ['on_site_training', 'onSiteTraining'],
  ['on_the_job_training', 'onTheJobTraining'],
];

/** Writes what people say is required, from pieces that never change within a release. */
class PreparationText {
  /** To each question; some 5 kB an occupation. */
  readonly answersOf: (code: OnetSocCode) => readonly string[];
  /** What categories mean: there are some forty such texts in a release, and ninety in an answer. */
  private readonly meanings = new TextByWord(asciiJson);

  constructor(table: PreparationTable) {
    this.answersOf = keptByOccupation((code) =>
      QUESTIONS.map(([, question]) => compact(this.answersJson(table.sharesOf(code, question)))),
    );
  }

  private answersJson(distribution: readonly DescribedShare[] | null): string {
    if (!distribution) return 'null';
    const shares = distribution.map(
      ({ category, description, dataValue }) =>
        `{"category":${category},"description":${this.meanings.of(description)},"data_value":${dataValue}}`,
    );
    return (
      `{"median":${medianCategory(distribution)},"mode":${modeCategory(distribution)},` +
      `"distribution":[${shares.join(',')}]}`
    );
  }
}

const texts = new WeakMap<PreparationTable, PreparationText>();

/** Of an occupation of which nothing is known. */
const NO_ANSWERS: readonly string[] = QUESTIONS.map(() => 'null');

/**
 * A `PreparationGapDto` in ASCII; `null` where the release has neither job zones nor what people say is required.
 * @param from null where nothing is known of it
 */
export function preparationJson(view: ReleaseView, from: OnetSocCode | null, to: OnetSocCode): string {
  const table = view.get(PREPARATION);
  if (!table && !view.get(JOB_ZONES).given) return 'null';
  const [ofSource, ofTarget] = [answersOf(table, from), answersOf(table, to)];
  const questions = QUESTIONS.map(
    ([member], question) => `"${member}":{"from":${ofSource[question]},"to":${ofTarget[question]}}`,
  );
  return `{"job_zone":${zonesJson(view, from, to)},${questions.join(',')}}`;
}

function answersOf(table: PreparationTable | null, code: OnetSocCode | null): readonly string[] {
  if (table === null || code === null) return NO_ANSWERS;
  const text = texts.get(table) ?? new PreparationText(table);
  texts.set(table, text);
  return text.answersOf(code);
}

function zonesJson(view: ReleaseView, ...codes: [from: OnetSocCode | null, to: OnetSocCode]): string {
  const directory = view.get(DIRECTORY);
  const [from = null, to = null] = codes.map((code) =>
    code === null ? null : (directory.find(code)?.jobZone ?? null),
  );
  return `{"from":${from},"to":${to},"difference":${from === null || to === null ? null : to - from}}`;
}
