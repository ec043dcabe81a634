import { answerOf, type Schemas } from '@app/client';
import { numbers, texts } from '../texts';
import { service } from '../service/session';
import { useAnswer } from '../service/use-answer';
import { FailureView } from '../states/failure-view';
import { Loading } from '../states/loading';

type Paths = Schemas['PathsDto'];
type Path = NonNullable<Paths['paths'][number]>;

/** The way from one occupation to the other over one or two others, where there is a sensible one. */
export function SteppingStones({ from, to }: { readonly from: string; readonly to: string }) {
  const answered = useAnswer(`paths ${from} ${to}`, (signal) =>
    answerOf(service.GET('/api/v1/paths', { params: { query: { from, to, estimates: 'on' } }, signal })),
  );
  return (
    <section class="more" aria-labelledby="stones">
      <h3 id="stones">{texts.stones.title}</h3>
      {answered.state === 'loading' && <Loading what={texts.stones.loading} />}
      {answered.state === 'failed' && <FailureView failure={answered.failure} again={answered.again} />}
      {answered.state === 'done' && <Stones paths={answered.answer} />}
    </section>
  );
}

function Stones({ paths }: { readonly paths: Paths }) {
  const found = paths.paths.filter((path) => path !== null);
  return (
    <>
      <p>{texts.stones.direct(paths)}</p>
      {found.map((path) => (
        <PathView key={path.stops.length} path={path} paths={paths} />
      ))}
      {paths.obstacles.map((obstacle) => (
        <p class="nothing" key={obstacle.stops}>
          {texts.stones.none(obstacle)}
        </p>
      ))}
      <p class="secondary">{texts.stones.note}</p>
    </>
  );
}

function PathView({ path, paths }: { readonly path: Path; readonly paths: Paths }) {
  const titles = new Map([paths.from, paths.to, ...path.stops].map(({ code, title }) => [code, title]));
  return (
    <>
      <h4>{texts.stones.over(path.stops.length)}</h4>
      <ol class="stones">
        {path.steps.map((step) => (
          <li key={step.from}>
            <span class="stone">{titles.get(step.from)}</span>
            <span class="way">
              <span aria-hidden="true">→</span> {texts.stones.step(numbers.percent(step.shortfall))}
            </span>
          </li>
        ))}
        <li>
          <span class="stone">{paths.to.title}</span>
        </li>
      </ol>
    </>
  );
}
