import { DomainError } from '@app/onet';

/** Several of the occupations that a request names cannot be used; each is told as it would be alone. */
export class SeveralProblemsError extends DomainError {
  constructor(errors: readonly [DomainError, ...DomainError[]]) {
    super(errors[0].code, errors.map(({ message }) => message).join(' '), {
      problems: errors.map(({ code, message, details }) => ({ code, detail: message, ...details })),
    });
  }
}
