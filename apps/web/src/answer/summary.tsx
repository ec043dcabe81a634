import type { Domain } from '../address/asked';
import { useSaid } from '../frame/said';
import { texts } from '../texts';
import type { Analysis } from './analysis';

interface SummaryProps {
  readonly analysis: Analysis;
  readonly domain: Domain;
}

/** The answer in one sentence, and how far it can be trusted. */
export function Summary({ analysis, domain }: SummaryProps) {
  const analysed = analysis.domains[domain];
  const notes = texts.summary.notes(analysis);
  const sentence = analysed
    ? texts.summary.sentence(analysis, domain, analysed)
    : texts.domains.missing(domain, analysis.release);
  useSaid(sentence);
  return (
    <div class="summary">
      <h2>{texts.summary.title(analysis)}</h2>
      <p class="sentence">{sentence}</p>
      {analysed && <Coverage value={analysed.coverage} error={analysed.coverage_standard_error} />}
      <p class="secondary">{texts.summary.details(analysis, analysed ?? null)}</p>
      {notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
    </div>
  );
}

// A bar, for the eye; the figure stands in the sentence above.
function Coverage({ value, error }: { readonly value: number | null; readonly error: number | null }) {
  if (value === null) return null;
  const half = error === null ? 0 : 1.96 * error;
  const [left, right] = [Math.max(0, value - half) * 400, Math.min(1, value + half) * 400];
  return (
    <svg class="coverage" viewBox="0 0 400 18" preserveAspectRatio="none" aria-hidden="true">
      <rect class="whole" x="0.5" y="4" width="399" height="10" />
      <rect class="part" x="0" y="4" width={value * 400} height="10" />
      {half > 0 && <path class="error" d={`M${left} 1V17M${right} 1V17M${left} 9H${right}`} />}
    </svg>
  );
}
