import { answerOf } from '@app/client';
import { useEffect } from 'preact/hooks';
import { codeOf, type Asked, type Domain, type Side } from './address/asked';
import { Answer } from './answer/answer';
import { failedSide, type Choice } from './service/failure';
import { service } from './service/session';
import { useAnswer } from './service/use-answer';
import { FailureView } from './states/failure-view';
import { Loading } from './states/loading';
import { TakeAlong } from './take-along/take-along';
import { texts } from './texts';

interface GapProps {
  readonly from: NonNullable<Side>;
  readonly to: NonNullable<Side>;
  readonly domain: Domain;
  readonly onDomain: (domain: Domain) => void;
  readonly onChoose: (side: 'from' | 'to', choice: Choice) => void;
  /** Both occupations, now that the service has told what the titles mean. */
  readonly onMeant: (meant: Partial<Asked>) => void;
}

/** The answer for two occupations, or what is in its way. */
export function GapView({ from, to, domain, onDomain, onChoose, onMeant }: GapProps) {
  const question = { ...parameters('from', from), ...parameters('to', to) };
  const answered = useAnswer(`gap ${JSON.stringify(question)}`, (signal) =>
    answerOf(
      service.GET('/api/v1/gap-analysis', {
        params: { query: { ...question, include: 'all', estimates: 'on' } },
        signal,
      }),
    ),
  );
  const meant = answered.state === 'done' ? answered.answer : null;
  useEffect(() => {
    if (meant === null || (codeOf(from) !== null && codeOf(to) !== null)) return;
    onMeant({ from: { code: meant.from.code }, to: { code: meant.to.code } });
  }, [meant]);

  if (answered.state === 'failed') {
    const side = failedSide(answered.failure, codeOf(from), codeOf(to));
    return (
      <FailureView
        failure={answered.failure}
        again={answered.again}
        {...(side && { onChoose: (choice: Choice) => onChoose(side, choice) })}
      />
    );
  }
  if (answered.state !== 'done') return <Loading what={texts.loading} />;
  return (
    <Answer analysis={answered.answer} domain={domain} onDomain={onDomain}>
      <TakeAlong analysis={answered.answer} domain={domain} />
    </Answer>
  );
}

function parameters(name: 'from' | 'to', side: NonNullable<Side>): Record<string, string> {
  return 'code' in side ? { [name]: side.code } : { [`${name}_title`]: side.title };
}
