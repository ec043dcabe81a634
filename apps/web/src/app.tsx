import { Footer, Header } from './frame/header';
import { Said } from './frame/said';
import { Explorer } from './explorer';
import { KeyGate } from './key/key-gate';
import { useAccess } from './key/use-access';
import { useProfile } from './profile/use-profile';
import { FailureView } from './states/failure-view';
import { Loading } from './states/loading';
import { texts } from './texts';

/** The page: first who may ask, then what is asked and the answer. */
export function App() {
  const { access, enter, forget, retry } = useAccess();
  // Here, so that it outlives a key that ends.
  const profile = useProfile();
  return (
    <>
      <Header keyName={access.state === 'open' ? access.keyName : null} onForget={forget} />
      <Said />
      <main class="container">
        <h1>{texts.question}</h1>
        {access.state === 'open' && <Explorer profile={profile} />}
        {access.state === 'closed' && (
          <KeyGate refusal={access.refusal} checking={access.checking === true} onEnter={enter} />
        )}
        {access.state === 'checking' && <Loading what={texts.key.checking} />}
        {access.state === 'failed' && <FailureView failure={access.failure} again={retry} />}
      </main>
      <Footer />
    </>
  );
}
