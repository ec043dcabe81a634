import type { Schemas } from '@app/client';
import { texts } from '../texts';

type Comparison = Schemas['WorkComparisonDto'];
type Activity = Comparison['new'][number];

/** What a person would newly do on a working day, do still, and do no longer. */
export function Work({ work }: { readonly work: Comparison | null }) {
  if (work === null) return null;
  return (
    <section class="more" aria-labelledby="work">
      <h3 id="work">{texts.work.title}</h3>
      <p>{texts.work.summary(work)}</p>
      <Activities title={texts.work.fresh(work.new.length)} activities={work.new} />
      <Activities title={texts.work.kept(work.kept.length)} activities={work.kept} />
      <Activities title={texts.work.dropped(work.dropped.length)} activities={work.dropped} />
    </section>
  );
}

function Activities({ title, activities }: { readonly title: string; readonly activities: readonly Activity[] }) {
  if (activities.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul class="activities">
        {activities.map((each) => (
          <li key={each.activity_id}>
            {each.activity ?? each.activity_id}{' '}
            {each.familiar && <span class="mark">{texts.work.familiar(each.work_activity?.name ?? null)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
