import { DomainError } from '@app/onet';

/** The build left the page out, which the service can do without. */
export class PageNotBuiltError extends DomainError {
  constructor() {
    super(
      'PAGE_NOT_BUILT',
      'This build has no page: dist/web is missing. "npm run build" makes it where the development packages are installed, ' +
        'then start again. /docs lists every endpoint.',
    );
  }
}
