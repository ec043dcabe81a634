import { DomainError } from '@app/onet';

/** There are no landed rows to transform. */
export class NothingLandedError extends DomainError {
  constructor() {
    super(
      'NOTHING_LANDED',
      'No source has landed yet, so there is nothing to transform. Run "ingest" or "refresh" first.',
    );
  }
}
