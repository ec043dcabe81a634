import { useEffect } from 'preact/hooks';
import { codeOf, writeAddress, type Asked, type Side } from './address/asked';
import { useAddress, type Go } from './address/use-address';
import { Choose, Examples } from './choose/choose';
import { useTitles, type Titles } from './choose/use-titles';
import { Elsewhere } from './elsewhere/elsewhere';
import type { LinkTo } from './elsewhere/occupation-link';
import { occupationAsOrigin } from './elsewhere/origin';
import { Views } from './frame/views';
import { GapView } from './gap-view';
import { ProfileView } from './profile/profile-view';
import type { ProfileControl } from './profile/use-profile';
import { texts } from './texts';

/** What is asked, and the answer in one of three views. */
export function Explorer({ profile }: { readonly profile: ProfileControl }) {
  const [asked, go] = useAddress();
  const codes = [codeOf(asked.from), codeOf(asked.to)].filter((code) => code !== null);
  const titles = useTitles(codes);
  useEffect(() => {
    const [from, to] = [titles.of(asked.from), titles.of(asked.to)];
    document.title = texts.documentTitle(asked.view === 'profile' ? '' : from, to);
  });
  return (
    <>
      <Choose asked={asked} titles={titles} onChange={(change) => go(change)} />
      <Views
        chosen={asked.view}
        href={(view) => writeAddress({ ...asked, view }) || '?'}
        onChoose={(view) => go({ view })}
      />
      {asked.view === 'gap' && <Gap asked={asked} go={go} titles={titles} />}
      {asked.view === 'elsewhere' && <WhereElse asked={asked} go={go} titles={titles} />}
      {asked.view === 'profile' && <OwnProfile asked={asked} go={go} titles={titles} control={profile} />}
    </>
  );
}

interface ViewProps {
  readonly asked: Asked;
  readonly go: Go;
  readonly titles: Titles;
}

function Gap({ asked, go, titles }: ViewProps) {
  if (asked.from === null || asked.to === null) {
    return (
      <>
        {(asked.from !== null || asked.to !== null) && (
          <p class="nothing">{asked.from === null ? texts.choose.fromMissing : texts.choose.toMissing}</p>
        )}
        <Examples onChoose={(from, to) => go({ from: { code: from }, to: { code: to } })} />
      </>
    );
  }
  return (
    <GapView
      from={asked.from}
      to={asked.to}
      domain={asked.domain}
      onDomain={(domain) => go({ domain }, 'replace')}
      onChoose={(side, choice) => {
        titles.learn(choice.code, choice.title);
        go({ [side]: { code: choice.code } });
      }}
      onMeant={(meant) => go(meant, 'replace')}
    />
  );
}

function WhereElse({ asked, go, titles }: ViewProps) {
  const from = codeOf(asked.from);
  if (from === null) return <p class="nothing">{texts.elsewhere.noOrigin}</p>;
  return (
    <Elsewhere
      origin={occupationAsOrigin(from)}
      to={codeOf(asked.to)}
      linkTo={linkTo(asked, go)}
      onChoose={({ code, title }) => {
        titles.learn(code, title);
        go({ from: { code } });
      }}
    />
  );
}

function OwnProfile({ asked, go, titles, control }: ViewProps & { readonly control: ProfileControl }) {
  return (
    <ProfileView
      control={control}
      to={codeOf(asked.to)}
      domain={asked.domain}
      onDomain={(domain) => go({ domain }, 'replace')}
      onChoose={({ code, title }) => {
        titles.learn(code, title);
        go({ to: { code } });
      }}
      linkTo={linkTo(asked, go)}
    />
  );
}

// From a ranking one goes to the gap towards the chosen occupation; with a profile one stays with it.
function linkTo(asked: Asked, go: Go): LinkTo {
  const view = asked.view === 'profile' ? 'profile' : 'gap';
  const next = (code: string) => ({ to: { code } satisfies Side, view }) as const;
  return {
    href: (code) => writeAddress({ ...asked, ...next(code) }),
    go: (code) => {
      go(next(code));
      scrollTo({ top: 0 });
    },
  };
}
