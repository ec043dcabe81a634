import type { Asked, Side } from '../address/asked';
import { follow } from '../elsewhere/occupation-link';
import { texts } from '../texts';
import { OccupationField } from './occupation-field';
import type { Chosen } from './use-field';
import type { Titles } from './use-titles';

interface ChooseProps {
  readonly asked: Asked;
  readonly titles: Titles;
  readonly onChange: (change: { readonly from?: Side; readonly to?: Side }) => void;
}

/** Both fields, and between them what swaps them. A person's profile stands in the place of the first one. */
export function Choose({ asked, titles, onChange }: ChooseProps) {
  const choose = (name: 'from' | 'to') => (chosen: Chosen) => {
    if (chosen && 'code' in chosen && chosen.title !== undefined) titles.learn(chosen.code, chosen.title);
    onChange({ [name]: chosen && ('code' in chosen ? { code: chosen.code } : chosen) });
  };
  const to = <OccupationField label={texts.choose.to} shown={titles.of(asked.to)} onChoose={choose('to')} />;
  if (asked.view === 'profile') return <div class="choose alone">{to}</div>;
  return (
    <div class="choose">
      <OccupationField label={texts.choose.from} shown={titles.of(asked.from)} onChoose={choose('from')} />
      <button
        type="button"
        class="swap outline"
        aria-label={texts.choose.swap}
        title={texts.choose.swap}
        onClick={() => onChange({ from: asked.to, to: asked.from })}
      >
        <span aria-hidden="true">⇄</span>
      </button>
      {to}
    </div>
  );
}

/** Pairs to begin with; each is a link, so that it can be opened beside as well. */
export function Examples({ onChoose }: { readonly onChoose: (from: string, to: string) => void }) {
  return (
    <section class="card" aria-labelledby="examples">
      <h2 id="examples">{texts.examples.title}</h2>
      <p>{texts.examples.intro}</p>
      <ul class="examples">
        {texts.examples.pairs.map(({ from, to, words }) => (
          <li key={words}>
            <a
              href={`?from=${from}&to=${to}`}
              onClick={(event) => follow(event, to, { href: String, go: () => onChoose(from, to) })}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
