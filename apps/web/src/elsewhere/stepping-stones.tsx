import { numbers, texts } from '../texts';
import { useAnswer } from '../service/use-answer';
import { FailureView } from '../states/failure-view';
import { Loading } from '../states/loading';
import type { Origin, Path, Stones } from './origin';

/** The way from where somebody is to where they want to go, over one or two occupations, where there is a sensible one. */
export function SteppingStones({ origin, to }: { readonly origin: Origin; readonly to: string }) {
  const answered = useAnswer(`stones ${origin.name} ${to}`, (signal) => origin.stones(to, signal));
  return (
    <section class="more" aria-labelledby="stones">
      <h3 id="stones">{texts.stones.title}</h3>
      {answered.state === 'loading' && <Loading what={texts.stones.loading} />}
      {answered.state === 'failed' && <FailureView failure={answered.failure} again={answered.again} />}
      {answered.state === 'done' && <StonesView stones={answered.answer} />}
    </section>
  );
}

function StonesView({ stones }: { readonly stones: Stones }) {
  return (
    <>
      <p>{texts.stones.direct(stones)}</p>
      {stones.paths.map((path) => (
        <PathView key={path.steps.length} path={path} from={stones.from} />
      ))}
      {stones.obstacles.map((obstacle) => (
        <p class="nothing" key={obstacle.stops}>
          {texts.stones.none(obstacle)}
        </p>
      ))}
      <p class="secondary">{texts.stones.note}</p>
    </>
  );
}

function PathView({ path, from }: { readonly path: Path; readonly from: string | null }) {
  return (
    <>
      <h4>{texts.stones.over(path.steps.length - 1)}</h4>
      <ol class="stones">
        <li>
          <span class="stone">{from ?? texts.profile.inPath}</span>
        </li>
        {path.steps.map((step) => (
          <li key={step.title}>
            <span class="way">
              <span aria-hidden="true">→</span>{' '}
              {step.shortfall !== null && texts.stones.step(numbers.percent(step.shortfall))}
            </span>
            <span class="stone">{step.title}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
