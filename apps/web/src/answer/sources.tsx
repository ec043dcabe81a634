import type { Domain } from '../address/asked';
import { texts } from '../texts';
import { ratedIn, type Analysis } from './analysis';

/** Where the ratings are from and of when, what they cannot tell, and how to cite them. */
export function Sources({ analysis, domain }: { readonly analysis: Analysis; readonly domain: Domain }) {
  const analysed = analysis.domains[domain];
  const from = analysed ? ratedIn(analysed, 'from_date') : null;
  const to = analysed ? ratedIn(analysed, 'to_date') : null;
  return (
    <details class="sources">
      <summary>{texts.sources.title(analysis.release)}</summary>
      <ul>
        <li>{texts.sources.rated(texts.summary.nameOfFrom(analysis), from)}</li>
        <li>{texts.sources.rated(analysis.to.title, to)}</li>
        {analysed && <li>{texts.sources.byChance(analysed)}</li>}
        {analysis.limits.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
        <li>
          {texts.sources.method} <a href="/api/v1/method">/api/v1/method</a>
        </li>
      </ul>
      <p>{analysis.citation}</p>
    </details>
  );
}
