import { DomainError } from '@app/onet';

/** The assessments to evaluate; a property that the caller does not give is that of the newest assessment. */
export interface EvaluationChoice {
  readonly provider?: string;
  readonly model?: string;
  readonly promptVersion?: string;
}

/** There are no stored assessments of this kind. */
export class NothingToEvaluateError extends DomainError {
  constructor(reason: string, { provider, model, promptVersion }: EvaluationChoice) {
    const wanted =
      [provider, model, promptVersion].filter((part) => part !== undefined).join(' ') || 'any language model';
    super(
      'NOTHING_TO_EVALUATE',
      `Nothing to evaluate of ${wanted}: ${reason}. Run "assess --all" with a language model first.`,
    );
  }
}
