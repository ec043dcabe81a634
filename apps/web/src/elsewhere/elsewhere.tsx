import { useState } from 'preact/hooks';
import { useSaid } from '../frame/said';
import { texts } from '../texts';
import type { Choice } from '../service/failure';
import { useAnswer } from '../service/use-answer';
import { FailureView } from '../states/failure-view';
import { Loading } from '../states/loading';
import type { LinkTo } from './occupation-link';
import { OccupationMap } from './occupation-map';
import type { Kind, Origin, Ranking } from './origin';
import { RankedTable } from './ranked-table';
import { SteppingStones } from './stepping-stones';
import { Unlocks } from './unlocks';

interface ElsewhereProps {
  readonly origin: Origin;
  /** Where somebody wants to go; without it, there are no stepping stones. */
  readonly to: string | null;
  readonly linkTo: LinkTo;
  readonly onChoose?: (choice: Choice) => void;
}

/** Where else somebody could go: a ranking as map and table, and what one level more would open. */
export function Elsewhere({ origin, to, linkTo, onChoose }: ElsewhereProps) {
  const [wanted, setKind] = useState<Kind>('moves');
  const kind = origin.kinds.includes(wanted) ? wanted : 'moves';
  const answered = useAnswer(`${kind} ${origin.name}`, (signal) => origin.ranking(kind, signal));
  return (
    <>
      <section class="elsewhere" aria-labelledby="elsewhere">
        <h2 id="elsewhere">{texts.elsewhere.title}</h2>
        {origin.kinds.length > 1 && <KindChoice kind={kind} onKind={setKind} />}
        {answered.state === 'loading' && <Loading what={texts.elsewhere.loading} />}
        {answered.state === 'failed' && (
          <FailureView failure={answered.failure} again={answered.again} {...(onChoose && { onChoose })} />
        )}
        {answered.state === 'done' && <RankingView ranking={answered.answer} kind={kind} linkTo={linkTo} />}
      </section>
      {answered.state === 'done' && (
        <>
          {to === null ? <p class="nothing">{texts.stones.noTarget}</p> : <SteppingStones origin={origin} to={to} />}
          <Unlocks origin={origin} />
        </>
      )}
    </>
  );
}

interface RankingProps {
  readonly ranking: Ranking;
  readonly kind: Kind;
  readonly linkTo: LinkTo;
}

function RankingView({ ranking, kind, linkTo }: RankingProps) {
  const said = texts.elsewhere.ranking(kind, ranking);
  useSaid(said);
  if (ranking.rows.length === 0) return <p class="nothing">{said}</p>;
  return (
    <>
      <p>
        {said} <span class="secondary">{texts.elsewhere.release(ranking.release)}</span>
      </p>
      {ranking.estimated && <p class="note">{texts.elsewhere.estimated}</p>}
      <OccupationMap rows={ranking.rows} ownZone={ranking.ownZone} linkTo={linkTo} />
      <RankedTable caption={texts.elsewhere.caption(kind, ranking.title)} rows={ranking.rows} linkTo={linkTo} />
    </>
  );
}

function KindChoice({ kind, onKind }: { readonly kind: Kind; readonly onKind: (kind: Kind) => void }) {
  return (
    <fieldset class="kinds">
      <legend class="for-readers">{texts.elsewhere.kind}</legend>
      {(['moves', 'similar'] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="kind" checked={each === kind} onChange={() => onKind(each)} />
          {texts.elsewhere.kinds[each]}
        </label>
      ))}
    </fieldset>
  );
}
