import type { Schemas } from '@app/client';
import { texts } from '../texts';
import { useAnswer } from '../service/use-answer';
import { FailureView } from '../states/failure-view';
import { Loading } from '../states/loading';
import type { Origin } from './origin';

const shown = 8;

/** How many occupations one level more of each skill would open, near by. */
export function Unlocks({ origin }: { readonly origin: Origin }) {
  const answered = useAnswer(`unlocks ${origin.name}`, origin.unlocks);
  return (
    <section class="more" aria-labelledby="unlocks">
      <h3 id="unlocks">{texts.unlocks.title}</h3>
      {answered.state === 'loading' && <Loading what={texts.unlocks.loading} />}
      {answered.state === 'failed' && <FailureView failure={answered.failure} again={answered.again} />}
      {answered.state === 'done' && <UnlockList unlocks={answered.answer} />}
    </section>
  );
}

function UnlockList({
  unlocks: { pool, unlocks },
}: {
  readonly unlocks: Pick<Schemas['UnlocksDto'], 'pool' | 'unlocks'>;
}) {
  const opening = unlocks.filter(({ gain }) => gain > 0).slice(0, shown);
  const most = opening[0]?.gain ?? 1;
  return (
    <>
      <p>{texts.unlocks.pool(pool)}</p>
      {opening.length === 0 ? (
        <p class="nothing">{texts.unlocks.none}</p>
      ) : (
        <ol class="unlocks">
          {opening.map((each) => (
            <li key={each.element_id}>
              <span>{each.name}</span>
              <svg class="share need" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" y="1" width={(each.gain / most) * 100} height="8" />
              </svg>
              <span>{texts.unlocks.opens(each.gain, each.from_level)}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
