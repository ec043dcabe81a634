import { useState } from 'preact/hooks';
import type { Domain } from '../address/asked';
import type { Analysis } from '../answer/analysis';
import { texts } from '../texts';
import { csv } from './csv';
import { fileName, rowsOf } from './rows';
import { offer } from './offer';

/** Paper, a table, a link, and how to cite: what somebody takes home. */
export function TakeAlong({ analysis, domain }: { readonly analysis: Analysis; readonly domain: Domain }) {
  const [said, say] = useState('');
  const analysed = analysis.domains[domain];
  const isPerson = analysis.from.basis === 'person';
  const copy = (text: string, done: string) => {
    void copied(text).then((worked) => say(worked ? done : texts.take.notCopied(text)));
  };
  return (
    <section class="take-along" aria-label={texts.take.label}>
      <button type="button" class="outline" onClick={() => print()}>
        {texts.take.print}
      </button>
      {analysed && (
        <button
          type="button"
          class="outline"
          onClick={() => offer(fileName(analysis, domain), csv(rowsOf(analysis, domain, analysed)))}
        >
          {texts.take.csv(domain)}
        </button>
      )}
      {!isPerson && (
        <button type="button" class="outline" onClick={() => copy(location.href, texts.take.linkCopied)}>
          {texts.take.link}
        </button>
      )}
      <button type="button" class="outline" onClick={() => copy(analysis.citation, texts.take.citationCopied)}>
        {texts.take.citation}
      </button>
      <p role="status" class="said">
        {said}
      </p>
      {isPerson && <p class="secondary">{texts.take.noLink}</p>}
    </section>
  );
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Over plain http, or when the browser forbids it.
    return false;
  }
}
