import { useState } from 'preact/hooks';
import { texts } from '../texts';
import type { Refusal } from './access';

interface GateProps {
  readonly refusal: Refusal | null;
  readonly checking: boolean;
  readonly onEnter: (key: string) => void;
}

/** Asks for a key; what it is good for, and why one was refused, stands beside the field. */
export function KeyGate({ refusal, checking, onEnter }: GateProps) {
  const [key, setKey] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    if (key.trim() !== '') onEnter(key.trim());
  };
  return (
    <section class="card gate" aria-labelledby="gate-title">
      <h2 id="gate-title">{texts.key.title}</h2>
      <p>{texts.key.why}</p>
      <form onSubmit={submit}>
        <label for="key">{texts.key.label}</label>
        <input
          id="key"
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
          aria-invalid={refusal !== null ? true : undefined}
          aria-describedby="key-note key-refusal"
        />
        <p id="key-refusal" role="alert" class="refusal">
          {refusal !== null && !checking ? texts.key.refused[refusal] : ''}
        </p>
        <small id="key-note">{texts.key.note}</small>
        <button type="submit" aria-busy={checking}>
          {checking ? texts.key.checking : texts.key.enter}
        </button>
      </form>
    </section>
  );
}
