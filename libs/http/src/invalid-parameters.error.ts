import { DomainError, type ParameterProblem } from '@app/onet';

/** A parameter of a request, or a field of its body, and why it cannot be used. */
export interface RefusedParameter extends ParameterProblem {
  readonly code: 'MISSING_PARAMETER' | 'INVALID_PARAMETER' | 'INVALID_ONET_SOC_CODE';
  /** The text to search for, where something else than a code was given for one. */
  readonly search?: string;
}

/** One or more parameters of a request are missing or wrong; all of them are named. */
export class InvalidParametersError extends DomainError {
  constructor(readonly problems: readonly [RefusedParameter, ...RefusedParameter[]]) {
    const message = problems.map(({ parameter, detail }) => `${parameter} ${detail}`).join('; ');
    const texts = [...new Set(problems.flatMap(({ search }) => search ?? []))];
    const nextStep = texts.length > 0 ? ({ action: 'search', texts } as const) : undefined;
    super(problems[0].code, `${message}.`, { errors: problems }, { nextStep });
  }
}
