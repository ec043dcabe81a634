import type { ComponentChildren } from 'preact';
import type { Domain } from '../address/asked';
import { texts } from '../texts';
import { counts, type Analysis } from './analysis';
import { DomainTabs, panelId, tabId } from './domain-tabs';
import { GapList } from './gap-list';
import { Preparation } from './preparation';
import { Sources } from './sources';
import { Summary } from './summary';
import { Technology } from './technology';
import { Work } from './work';

interface AnswerProps {
  readonly analysis: Analysis;
  readonly domain: Domain;
  readonly onDomain: (domain: Domain) => void;
  /** What to do with the answer. */
  readonly children: ComponentChildren;
}

/** The whole answer, in the order in which it is read: one sentence, the gaps, then what else is required. */
export function Answer({ analysis, domain, onDomain, children }: AnswerProps) {
  const analysed = analysis.domains[domain];
  return (
    <div class="answer">
      <Summary analysis={analysis} domain={domain} />
      {children}
      <DomainTabs counts={counts(analysis)} chosen={domain} onChoose={onDomain} />
      <section id={panelId} role="tabpanel" aria-labelledby={tabId(domain)} class="panel">
        {analysed ? (
          <GapList domain={domain} analysed={analysed} haveLabel={texts.gap.has(analysis)} />
        ) : (
          <p class="nothing">{texts.domains.missing(domain, analysis.release)}</p>
        )}
      </section>
      <Technology technology={analysis.technology} />
      <Preparation preparation={analysis.preparation} />
      <Work work={analysis.work} />
      <Sources analysis={analysis} domain={domain} />
    </div>
  );
}
