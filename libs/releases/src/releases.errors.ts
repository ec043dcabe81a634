import { DomainError, type Domain, type Part, type ReleaseName } from '@app/onet';
import { filesOf } from './release-contents';

/** Nothing has been published, or it has not been loaded yet. */
export class NoReleasePublishedError extends DomainError {
  constructor() {
    super('NO_RELEASE_PUBLISHED', 'No O*NET release is loaded.', {}, { nextStep: { action: 'load-release' } });
  }
}

/** A release is asked for by a name that no published one has, or has any more. */
export class ReleaseNotFoundError extends DomainError {
  constructor(name: ReleaseName, kept: readonly ReleaseName[]) {
    super(
      'RELEASE_NOT_FOUND',
      `There is no release ${name} here; there are ${kept.join(', ')}.`,
      { releases: kept },
      { nextStep: { action: 'list-releases' } },
    );
  }
}

/** The release that is asked was loaded without the files of a part, or of a domain. */
export class PartNotInReleaseError extends DomainError {
  constructor(part: Part | Domain, release: ReleaseName) {
    const what = part === 'related' ? 'related occupations' : part.replaceAll('_', ' ');
    const files = filesOf(part).map((name) => `"${name}"`);
    super(
      'PART_NOT_IN_RELEASE',
      `Release ${release} has no ${what}: it was loaded without ${files.join(' and ')}.`,
      { part, release },
      { nextStep: { action: 'load-part' } },
    );
  }
}
