import { useEffect, useState } from 'preact/hooks';
import type { Choice, Failure } from '../service/failure';
import { texts } from '../texts';

interface FailureProps {
  readonly failure: Failure;
  readonly again: () => void;
  /** Takes an occupation in the place of what was asked; without it, choices are only named. */
  readonly onChoose?: (choice: Choice) => void;
}

/** Says what is in the way in this very case, and offers the next step. */
export function FailureView({ failure, again, onChoose }: FailureProps) {
  const { title, detail } = texts.failures.of(failure);
  return (
    <section class="card failure" role="alert">
      <h2>{title}</h2>
      <p>{detail}</p>
      {'choices' in failure && failure.choices.length > 0 && (
        <Choices choices={failure.choices} onChoose={onChoose} intro={texts.failures.choicesIntro(failure)} />
      )}
      {failure.kind === 'offline' && <WhenOnline again={again} />}
      {(failure.kind === 'too_many' || failure.kind === 'unavailable') && <Wait seconds={failure.wait} again={again} />}
      {failure.kind === 'fault' && <AgainButton again={again} />}
    </section>
  );
}

interface ChoicesProps {
  readonly intro: string;
  readonly choices: readonly Choice[];
  readonly onChoose: ((choice: Choice) => void) | undefined;
}

function Choices({ intro, choices, onChoose }: ChoicesProps) {
  return (
    <>
      <p>{intro}</p>
      <ul class="choices">
        {choices.map((choice) => (
          <li key={choice.code}>
            {onChoose && choice.inRelease ? (
              <button type="button" class="outline" onClick={() => onChoose(choice)}>
                <ChoiceText choice={choice} />
              </button>
            ) : (
              <ChoiceText choice={choice} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function ChoiceText({ choice }: { readonly choice: Choice }) {
  return (
    <>
      {choice.inRelease && <strong>{choice.title}</strong>} <span class="item-code">{choice.code}</span>
      {!choice.rated && <span class="mark">{choice.inRelease ? texts.choose.unrated : texts.choose.notInRelease}</span>}
      {choice.coverage && <span class="choice-note">{texts.failures.coverage(choice.coverage)}</span>}
    </>
  );
}

function AgainButton({ again }: { readonly again: () => void }) {
  return (
    <button type="button" onClick={again}>
      {texts.failures.again}
    </button>
  );
}

function WhenOnline({ again }: { readonly again: () => void }) {
  useEffect(() => {
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [again]);
  return <AgainButton again={again} />;
}

// Asks again by itself when the time that the service named is over.
function Wait({ seconds, again }: { readonly seconds: number | null; readonly again: () => void }) {
  const [left, setLeft] = useState(seconds ?? 0);
  useEffect(() => {
    if (seconds === null) return;
    const until = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const now = Math.ceil((until - Date.now()) / 1000);
      setLeft(Math.max(0, now));
      if (now > 0) return;
      clearInterval(timer);
      again();
    }, 500);
    return () => clearInterval(timer);
  }, [seconds]);
  return (
    <>
      {left > 0 && <p aria-live="off">{texts.failures.wait(left)}</p>}
      <AgainButton again={again} />
    </>
  );
}
