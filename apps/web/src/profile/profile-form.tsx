import { OccupationField } from '../choose/occupation-field';
import type { Chosen } from '../choose/use-field';
import { texts } from '../texts';
import { isEmpty, mostJobs, withJob, withoutJob, withoutRating } from './profile';
import type { ProfileControl } from './use-profile';

/** What somebody has done, and how they rate themselves; and whether this browser may keep it. */
export function ProfileForm({ control }: { readonly control: ProfileControl }) {
  const { profile, change } = control;
  const add = (chosen: Chosen) => {
    if (chosen && 'code' in chosen) {
      change(withJob(profile, { code: chosen.code, title: chosen.title ?? chosen.code }));
    }
  };
  return (
    <section class="card profile" aria-labelledby="profile">
      <h2 id="profile">{texts.profile.title}</h2>
      <p>{texts.profile.intro}</p>
      {profile.jobs.length < mostJobs && (
        <OccupationField label={texts.profile.addJob} shown="" onChoose={add} onlyFromList aboutPerson />
      )}
      <ul class="chips" aria-label={texts.profile.jobs}>
        {profile.jobs.map((job) => (
          <li key={job.code}>
            {job.title}
            <button
              type="button"
              aria-label={texts.profile.remove(job.title)}
              onClick={() => change(withoutJob(profile, job.code))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {profile.ratings.length > 0 && <Ratings control={control} />}
      <Keeping control={control} />
    </section>
  );
}

function Ratings({ control: { profile, change } }: { readonly control: ProfileControl }) {
  return (
    <>
      <h3>{texts.profile.ratings}</h3>
      <ul class="chips">
        {profile.ratings.map((rating) => (
          <li key={rating.elementId}>
            {texts.profile.rating(rating.name, rating.level)}
            <button
              type="button"
              aria-label={texts.profile.remove(rating.name)}
              onClick={() => change(withoutRating(profile, rating.elementId))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Keeping({ control }: { readonly control: ProfileControl }) {
  return (
    <div class="keeping">
      <label>
        <input type="checkbox" checked={control.kept} onChange={(event) => control.keep(event.currentTarget.checked)} />
        {texts.profile.keep}
      </label>
      <button
        type="button"
        class="outline secondary"
        disabled={isEmpty(control.profile) && !control.kept}
        onClick={control.forget}
      >
        {texts.profile.forget}
      </button>
    </div>
  );
}
