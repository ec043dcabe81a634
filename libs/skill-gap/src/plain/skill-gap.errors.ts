import { DomainError, type OnetSocCode, type ReleaseName } from '@app/onet';

/** Levels by a language model were asked for, and none has assessed both occupations. */
export class OccupationNotAssessedError extends DomainError {
  /** @param isServed false for an older release, for which nothing is assessed any more */
  constructor(codes: readonly OnetSocCode[], release: ReleaseName, isServed: boolean) {
    const older = isServed ? '' : ' Occupations are assessed for the current release only.';
    super(
      'OCCUPATION_NOT_ASSESSED',
      `No language model has assessed both ${codes.join(' and ')} for release ${release}.${older}`,
      {},
      isServed ? { nextStep: { action: 'assess', codes } } : {},
    );
  }
}
