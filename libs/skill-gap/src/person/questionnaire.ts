import type { ElementEntry } from '@app/skills';
import { phraseOf } from '../analysis/explain';
import { summarise } from '../analysis/summarise';
import { levelAt } from '../analysis/verdict';
import { weigh } from '../analysis/weigh';
import { citationOf } from '../gap-analysis/limits';
import type { AnalysedPair } from '../gap-analysis/gap-analysis';
import type { PersonSide } from '../sides/side';
import { ANSWERS_WANTED, questionsFor, type Question } from './questions';
import type { QuestionDto, QuestionnaireDto } from './questionnaire.dto';

const MILLION = 1_000_000;

/** What to ask a person about skills, before an analysis for one occupation is more than rough. */
export function questionnaireFor({ view, index, from, to }: AnalysedPair<PersonSide>): QuestionnaireDto {
  const skills = index.elements('skills');
  const answered = from.selfRated('skills');
  const [source, target] = [from.ratings('skills'), to.ratings('skills')];
  const questions = source && target ? questionsFor(source, target, answered) : [];
  const coverage = source && target ? summarise(source, target, weigh(source, target)).coverage : null;
  return {
    release: view.release.name,
    to: { code: to.code, title: to.title },
    answered: answered.size,
    rough: answered.size < ANSWERS_WANTED,
    coverage: coverage === null ? null : coverage / MILLION,
    questions: questions.flatMap((question) => {
      const element = skills[question.element];
      return element && source ? toQuestion(question, element, levelAt(source, question.element)) : [];
    }),
    citation: citationOf(view.release.name),
  };
}

function toQuestion({ swing }: Question, element: ElementEntry, assumed: number): QuestionDto {
  const anchors = element.anchors
    .map(({ value, description }) => ({ level: Math.round(value * 100), description }))
    .sort((a, b) => a.level - b.level);
  const quoted = anchors.map(({ level, description }) => ({ level, quoted: `“${description}”` }));
  return {
    element_id: element.elementId,
    name: element.name,
    description: element.description,
    assumed_level: assumed / 100,
    assumed_words: phraseOf(quoted, assumed),
    swing: swing / MILLION,
    anchors: anchors.map(({ level, description }) => ({ level: level / 100, description })),
  };
}
