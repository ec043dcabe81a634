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
import { LRUCache } from 'lru-cache';
import { asciiJson, compact } from '../json/ascii-json';
import { TextByWord } from '../json/kept-texts';

const QUESTIONS: readonly (readonly [member: string, question: Question])[] = [
  ['education', 'education'],
  ['experience', 'experience'],
  ['on_site_training', 'onSiteTraining'],
  ['on_the_job_training', 'onTheJobTraining'],
];

/** Occupations whose answers are kept as they are written: all of a release, some 5 kB each. */
const MOST_KEPT = 1024;

/** Writes what people say is required, from pieces that never change within a release. */
class PreparationText {
  private readonly kept = new LRUCache<OnetSocCode, readonly string[]>({ max: MOST_KEPT });
  /** What categories mean: there are some forty such texts in a release, and ninety in an answer. */
  private readonly meanings = new TextByWord(asciiJson);

  constructor(private readonly table: PreparationTable) {}

  /** To each question. */
  answersOf(code: OnetSocCode): readonly string[] {
    const known = this.kept.get(code);
    if (known) return known;
    const written = QUESTIONS.map(([, question]) => compact(this.answersJson(this.table.sharesOf(code, question))));
    this.kept.set(code, written);
    return written;
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
