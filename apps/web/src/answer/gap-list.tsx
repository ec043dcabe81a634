import { useState } from 'preact/hooks';
import type { Domain } from '../address/asked';
import { texts } from '../texts';
import { foldedGaps, level, realGaps, strengths } from './analysis';
import type { AnalysedDomain, FoldedVerdict, Gap, Order, Other } from './analysis';
import { GapRow } from './gap-row';
import { useDescriptions, type Descriptions } from './use-descriptions';

interface ListProps {
  readonly domain: Domain;
  readonly analysed: AnalysedDomain;
  readonly haveLabel: string;
}

/** Real gaps first; then, folded, what cannot be called one, and what there is enough of. */
export function GapList({ domain, analysed, haveLabel }: ListProps) {
  const [order, setOrder] = useState<Order>('weight');
  const descriptions = useDescriptions(domain);
  const real = realGaps(analysed, order);
  const rows = { descriptions, haveLabel };
  return (
    <>
      {real.length === 0 ? (
        <p class="nothing">{texts.gap.noneReal(domain, analysed)}</p>
      ) : (
        <>
          <div class="list-head">
            <h3>{texts.gap.realTitle(real.length)}</h3>
            {real.length > 1 && <OrderChoice order={order} onOrder={setOrder} />}
          </div>
          <Legend haveLabel={haveLabel} />
          <Rows rows={real} {...rows} />
        </>
      )}
      {foldedGaps(analysed).map(({ verdict, gaps }) => (
        <FoldedGroup key={verdict} verdict={verdict} gaps={gaps} {...rows} />
      ))}
      <Strengths analysed={analysed} {...rows} />
    </>
  );
}

interface RowsProps {
  readonly descriptions: Descriptions;
  readonly haveLabel: string;
}

function Rows({ rows, descriptions, haveLabel }: RowsProps & { readonly rows: readonly (Gap | Other)[] }) {
  return (
    <ul class="gaps">
      {rows.map((row) => (
        <GapRow
          key={row.element_id}
          row={row}
          description={descriptions.get(row.element_id) ?? null}
          haveLabel={haveLabel}
        />
      ))}
    </ul>
  );
}

function FoldedGroup({ verdict, gaps, ...rows }: RowsProps & { verdict: FoldedVerdict; gaps: readonly Gap[] }) {
  return (
    <details>
      <summary>{texts.gap.groups[verdict].title(gaps.length)}</summary>
      <p>{texts.gap.groups[verdict].meaning}</p>
      <Rows rows={gaps} {...rows} />
    </details>
  );
}

function Strengths({ analysed, ...rows }: RowsProps & { analysed: AnalysedDomain }) {
  const [more, enough] = [strengths(analysed), level(analysed)];
  return (
    <>
      {more.length > 0 && (
        <details>
          <summary>{texts.gap.strengths.title(more.length)}</summary>
          <p>{texts.gap.strengths.meaning}</p>
          <Rows rows={more} {...rows} />
        </details>
      )}
      {enough.length > 0 && (
        <details>
          <summary>{texts.gap.enough.title(enough.length)}</summary>
          <p>{texts.gap.enough.meaning}</p>
          <Rows rows={enough} {...rows} />
        </details>
      )}
    </>
  );
}

function OrderChoice({ order, onOrder }: { order: Order; onOrder: (order: Order) => void }) {
  return (
    <label class="order">
      {texts.gap.order.label}
      <select value={order} onChange={(event) => onOrder(event.currentTarget.value as Order)}>
        <option value="weight">{texts.gap.order.weight}</option>
        <option value="difference">{texts.gap.order.difference}</option>
      </select>
    </label>
  );
}

function Legend({ haveLabel }: { readonly haveLabel: string }) {
  return (
    <p class="legend">
      <span>
        <i class="key-have" aria-hidden="true" /> {haveLabel}
      </span>
      <span>
        <i class="key-need" aria-hidden="true" /> {texts.gap.needs}
      </span>
      <span>
        <i class="key-error" aria-hidden="true" /> {texts.gap.legendError}
      </span>
      <span>{texts.gap.legendScale}</span>
    </p>
  );
}
