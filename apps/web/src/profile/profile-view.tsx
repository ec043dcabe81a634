import type { Domain } from '../address/asked';
import { Answer } from '../answer/answer';
import { Elsewhere } from '../elsewhere/elsewhere';
import type { LinkTo } from '../elsewhere/occupation-link';
import type { Choice } from '../service/failure';
import { useAnswer } from '../service/use-answer';
import { FailureView } from '../states/failure-view';
import { Loading } from '../states/loading';
import { TakeAlong } from '../take-along/take-along';
import { texts } from '../texts';
import { analysisOf, personAsOrigin } from './person';
import { isEmpty, type Profile } from './profile';
import { ProfileForm } from './profile-form';
import { Questions } from './questions';
import type { ProfileControl } from './use-profile';

interface ProfileProps {
  readonly control: ProfileControl;
  readonly to: string | null;
  readonly domain: Domain;
  readonly onDomain: (domain: Domain) => void;
  readonly onChoose: (choice: Choice) => void;
  readonly linkTo: LinkTo;
}

/** A person in the place of an occupation: what they have done, what they say of themselves, and the answer. */
export function ProfileView({ control, to, linkTo, ...answer }: ProfileProps) {
  const { profile, change } = control;
  return (
    <>
      <ProfileForm control={control} />
      {isEmpty(profile) && <p class="nothing">{texts.profile.empty}</p>}
      {!isEmpty(profile) && to === null && <p class="nothing">{texts.profile.noTarget}</p>}
      {!isEmpty(profile) && to !== null && (
        <>
          <Questions profile={profile} to={to} onChange={change} />
          <PersonAnswer profile={profile} to={to} {...answer} />
        </>
      )}
      {profile.jobs.length > 0 && (
        <div class="beyond">
          <Elsewhere origin={personAsOrigin(profile)} to={to} linkTo={linkTo} />
        </div>
      )}
    </>
  );
}

interface PersonAnswerProps extends Omit<ProfileProps, 'control' | 'to' | 'linkTo'> {
  readonly profile: Profile;
  readonly to: string;
}

function PersonAnswer({ profile, to, domain, onDomain, onChoose }: PersonAnswerProps) {
  const answered = useAnswer(`person ${to} ${JSON.stringify(profile)}`, (signal) => analysisOf(profile, to, signal));
  if (answered.state === 'failed') {
    return <FailureView failure={answered.failure} again={answered.again} onChoose={onChoose} />;
  }
  if (answered.state !== 'done') return <Loading what={texts.loading} />;
  return (
    <Answer analysis={answered.answer} domain={domain} onDomain={onDomain}>
      <TakeAlong analysis={answered.answer} domain={domain} />
    </Answer>
  );
}
