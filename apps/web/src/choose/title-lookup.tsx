import { answerOf } from '@app/client';
import { useEffect } from 'preact/hooks';
import type { Choice } from '../service/failure';
import { service } from '../service/session';
import { failureOfTitle, onlyMeaning } from '../service/title-meaning';
import { useAnswer } from '../service/use-answer';
import { FailureView } from '../states/failure-view';
import { Loading } from '../states/loading';
import { texts } from '../texts';

interface LookupProps {
  readonly title: string;
  /** Goes on with the only occupation that the title means. */
  readonly onMeant: (occupation: { readonly code: string; readonly title: string }) => void;
  readonly onChoose: (choice: Choice) => void;
}

/** For what takes codes only: looks a title up, goes on with its only meaning, and asks where it has several or none. */
export function TitleLookup({ title, onMeant, onChoose }: LookupProps) {
  const answered = useAnswer(`title ${title}`, (signal) =>
    answerOf(service.GET('/api/v1/titles', { params: { query: { text: title } }, signal })),
  );
  const meant = answered.state === 'done' ? onlyMeaning(answered.answer) : null;
  useEffect(() => {
    if (meant) onMeant(meant);
  }, [meant?.code]);
  if (answered.state === 'failed') return <FailureView failure={answered.failure} again={answered.again} />;
  if (answered.state !== 'done' || meant) return <Loading what={texts.choose.searching} />;
  return <FailureView failure={failureOfTitle(answered.answer)} again={() => undefined} onChoose={onChoose} />;
}
