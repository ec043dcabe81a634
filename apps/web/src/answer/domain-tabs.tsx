import { useRef } from 'preact/hooks';
import type { Domain } from '../address/asked';
import { texts } from '../texts';
import type { Count } from './analysis';

interface TabsProps {
  readonly counts: readonly Count[];
  readonly chosen: Domain;
  readonly onChoose: (domain: Domain) => void;
}

export const panelId = 'domain-panel';
export const tabId = (domain: Domain): string => `tab-${domain}`;

/** The domains as tabs: one is in the order of the Tab key, the arrow keys go on to the others. */
export function DomainTabs({ counts, chosen, onChoose }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const next = neighbour(counts, chosen, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={texts.domains.label} ref={list} onKeyDown={move}>
      {counts.map(({ domain, real, listed }) => (
        <button
          key={domain}
          type="button"
          role="tab"
          id={tabId(domain)}
          aria-selected={domain === chosen}
          aria-controls={panelId}
          tabIndex={domain === chosen ? 0 : -1}
          onClick={() => onChoose(domain)}
        >
          {texts.domains.names[domain]} <small>{texts.domains.count(real, listed)}</small>
        </button>
      ))}
    </div>
  );
}

function neighbour(counts: readonly Count[], chosen: Domain, key: string): Domain | undefined {
  const at = counts.findIndex(({ domain }) => domain === chosen);
  const places: Record<string, number> = {
    ArrowRight: (at + 1) % counts.length,
    ArrowLeft: (at - 1 + counts.length) % counts.length,
    Home: 0,
    End: counts.length - 1,
  };
  const place = places[key];
  return place === undefined ? undefined : counts[place]?.domain;
}
