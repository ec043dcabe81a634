import { Injectable } from '@nestjs/common';
import type { ReleaseName } from '@app/onet';
import { PinnedReleases, type ReleaseView } from '@app/releases';
import { DIRECTORY } from '../directory/directory-part';
import type { OccupationEntry } from '../directory/occupation-directory';
import type { TitleCandidate, TitleKind } from './title-index';
import { TITLES } from './titles-part';

/** What a text means in a release, with what is known of each occupation. */
export interface MeaningInRelease {
  readonly kind: TitleKind;
  readonly candidates: readonly (TitleCandidate & Pick<OccupationEntry, 'rated' | 'jobZone'>)[];
}

/** Tells what titles mean. */
@Injectable()
export class TitlesService {
  constructor(private readonly releases: PinnedReleases) {}

  /** @throws NoReleasePublishedError, ReleaseNotFoundError */
  choose(release: ReleaseName | null): Promise<ReleaseView> {
    return this.releases.choose(release);
  }

  meaning(view: ReleaseView, text: string): MeaningInRelease {
    const directory = view.get(DIRECTORY);
    const { kind, candidates } = view.get(TITLES).resolve(text);
    return {
      kind,
      candidates: candidates.map((candidate) => {
        const { rated = false, jobZone = null } = directory.find(candidate.code) ?? {};
        return { ...candidate, rated, jobZone };
      }),
    };
  }
}
