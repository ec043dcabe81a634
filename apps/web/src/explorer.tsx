import { useEffect } from 'preact/hooks';
import { codeOf, titleOf, writeAddress, type Asked, type Side } from './address/asked';
import { useAddress, type Go } from './address/use-address';
import { Choose, Examples } from './choose/choose';
import { TitleLookup } from './choose/title-lookup';
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
  const taken = titleOf(asked.from) === null ? 'to' : 'from';
  const title = titleOf(asked[taken]);
  if (asked.from === null) return <p class="nothing">{texts.elsewhere.noOrigin}</p>;
  if (title !== null) return <Lookup title={title} side={taken} go={go} titles={titles} />;
  if (from === null) return null;
  return (
    <Elsewhere
      origin={occupationAsOrigin(from)}
      to={codeOf(asked.to)}
      linkTo={linkTo(asked, go)}
      onChoose={({ code, title: name }) => {
        titles.learn(code, name);
        go({ from: { code } });
      }}
    />
  );
}

function OwnProfile({ asked, go, titles, control }: ViewProps & { readonly control: ProfileControl }) {
  const title = titleOf(asked.to);
  if (title !== null) return <Lookup title={title} side="to" go={go} titles={titles} />;
  return (
    <ProfileView
      control={control}
      to={codeOf(asked.to)}
      domain={asked.domain}
      onDomain={(domain) => go({ domain }, 'replace')}
      onChoose={({ code, title: name }) => {
        titles.learn(code, name);
        go({ to: { code } });
      }}
      linkTo={linkTo(asked, go)}
    />
  );
}

interface SideLookupProps extends Omit<ViewProps, 'asked'> {
  readonly title: string;
  readonly side: 'from' | 'to';
}

function Lookup({ title, side, go, titles }: SideLookupProps) {
  const take = (how: 'push' | 'replace') => (occupation: { readonly code: string; readonly title: string }) => {
    titles.learn(occupation.code, occupation.title);
    go({ [side]: { code: occupation.code } }, how);
  };
  return <TitleLookup title={title} onMeant={take('replace')} onChoose={take('push')} />;
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
