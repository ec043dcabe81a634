import { useState } from 'preact/hooks';
import type { Domain } from '../address/asked';
import { texts } from '../texts';
import { foldedGaps, level, realGaps, strengths } from './analysis';
import type { AnalysedDomain, Gap, Order, Other } from './analysis';
import { GapRow } from './gap-row';
import { useDescriptions, type Descriptions } from './use-descriptions';

const shownAtFirst = 10;

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
          <Rows rows={real.slice(0, shownAtFirst)} {...rows} />
          {real.length > shownAtFirst && (
            <Folded title={texts.gap.moreReal} rows={real.slice(shownAtFirst)} {...rows} />
          )}
        </>
      )}
      {foldedGaps(analysed).map(({ verdict, gaps }) => (
        <Folded key={verdict} {...texts.gap.groups[verdict]} rows={gaps} {...rows} />
      ))}
      <Folded {...texts.gap.strengths} rows={strengths(analysed)} {...rows} />
      <Folded {...texts.gap.enough} rows={level(analysed)} {...rows} />
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

interface FoldedProps extends RowsProps {
  readonly title: (count: number) => string;
  readonly meaning?: string;
  readonly rows: readonly (Gap | Other)[];
}

// The names show what is inside, also on paper, where nothing unfolds.
function Folded({ title, meaning, rows, ...more }: FoldedProps) {
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>
        {title(rows.length)} <span class="names">{rows.map(({ name }) => name).join(', ')}</span>
      </summary>
      {meaning && <p>{meaning}</p>}
      <Rows rows={rows} {...more} />
    </details>
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
