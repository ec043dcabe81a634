import type { Schemas } from '@app/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAnswer } from '../service/use-answer';
import { FailureView } from '../states/failure-view';
import { Loading } from '../states/loading';
import { useSaid } from '../frame/said';
import { texts } from '../texts';
import { questionsFor } from './person';
import { withRating, type Profile } from './profile';

type Question = Schemas['QuestionDto'];

interface QuestionsProps {
  readonly profile: Profile;
  readonly to: string;
  readonly onChange: (profile: Profile) => void;
}

const levels = [0, 1, 2, 3, 4, 5, 6, 7];

/** Asks, one at a time, what would change the answer most; nobody has to answer. */
export function Questions({ profile, to, onChange }: QuestionsProps) {
  const [skipped, skip] = useState<readonly string[]>([]);
  const [answering, setAnswering] = useState(false);
  const answered = useAnswer(`questions ${to} ${JSON.stringify(profile)}`, (signal) =>
    questionsFor(profile, to, signal),
  );
  if (answered.state === 'failed') return <FailureView failure={answered.failure} again={answered.again} />;
  if (answered.state !== 'done') return <Loading what={texts.questions.loading} />;
  const { questions, rough } = answered.answer;
  const next = questions.find(({ element_id }) => !skipped.includes(element_id));
  return (
    <section class="card questions" aria-labelledby="questions">
      <h2 id="questions">{texts.questions.title}</h2>
      <p>{texts.questions.progress(profile.ratings.length, rough)}</p>
      {next ? (
        <QuestionForm
          key={next.element_id}
          question={next}
          focused={answering}
          onLevel={(level) => {
            setAnswering(true);
            onChange(withRating(profile, { elementId: next.element_id, name: next.name, level }));
          }}
          onSkip={() => {
            setAnswering(true);
            skip([...skipped, next.element_id]);
          }}
        />
      ) : (
        <Done />
      )}
    </section>
  );
}

function Done() {
  useSaid(texts.questions.done);
  return <p>{texts.questions.done}</p>;
}

interface QuestionProps {
  readonly question: Question;
  /** Somebody has just answered the one before: this is where they go on. */
  readonly focused: boolean;
  readonly onLevel: (level: number) => void;
  readonly onSkip: () => void;
}

function QuestionForm({ question, focused, onLevel, onSkip }: QuestionProps) {
  const [level, setLevel] = useState<number | null>(null);
  const legend = useRef<HTMLLegendElement>(null);
  useEffect(() => {
    if (focused) legend.current?.focus();
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    if (level !== null) onLevel(level);
  };
  return (
    <form onSubmit={submit}>
      <fieldset>
        <legend ref={legend} tabIndex={-1}>
          <strong>{question.name}</strong> {question.description}
        </legend>
        <p class="secondary">{texts.questions.assumed(question)}</p>
        {levels.map((each) => (
          <label key={each} class="level">
            <input type="radio" name="level" checked={level === each} onChange={() => setLevel(each)} />
            <span class="level-number">{each}</span>
            <span>{texts.questions.anchor(question, each)}</span>
          </label>
        ))}
      </fieldset>
      <div class="buttons">
        <button type="submit" disabled={level === null}>
          {texts.questions.next}
        </button>
        <button type="button" class="outline secondary" onClick={onSkip}>
          {texts.questions.skip}
        </button>
      </div>
    </form>
  );
}
