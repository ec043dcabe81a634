import { DomainError } from '@app/onet';

/** Nothing has been published, or it has not been loaded yet. */
export class NoReleasePublishedError extends DomainError {
  constructor() {
    super('NO_RELEASE_PUBLISHED', 'No O*NET release is loaded.', {}, { nextStep: { action: 'load-release' } });
  }
}
