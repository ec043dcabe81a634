import { DomainError, type OnetSocCode, type ReleaseName } from '@app/onet';

/** Levels by a language model were asked for, and none has assessed both occupations. */
export class OccupationNotAssessedError extends DomainError {
  constructor(codes: readonly OnetSocCode[], release: ReleaseName) {
    super(
      'OCCUPATION_NOT_ASSESSED',
      `No language model has assessed both ${codes.join(' and ')} for release ${release}.`,
      {},
      { nextStep: { action: 'assess', codes } },
    );
  }
}
