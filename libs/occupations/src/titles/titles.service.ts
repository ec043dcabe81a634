import { Injectable } from '@nestjs/common';
import type { OnetSocCode, ReleaseName } from '@app/onet';
import { PinnedReleases, type ReleaseView } from '@app/releases';
import { DIRECTORY } from '../directory/directory-part';
import type { OccupationEntry } from '../directory/occupation-directory';
import { taxonomyIn } from '../taxonomy/taxonomy-in';
import { retiredNamed } from './old-titles';
import type { TitleCandidate, TitleKind } from './title-index';
import { TITLES } from './titles-part';

/** What a text means in a release, with what is known of each occupation. */
export interface MeaningInRelease {
  readonly kind: TitleKind;
  readonly candidates: readonly (TitleCandidate & Pick<OccupationEntry, 'rated' | 'jobZone'>)[];
  /** What the text named in an earlier edition of O*NET-SOC, where it names nothing today; else null. */
  readonly retired: NamedRetired | null;
}

/** A retired occupation with what has taken its place, as far as the release has it. */
export interface NamedRetired {
  readonly code: OnetSocCode;
  readonly title: string;
  readonly successors: readonly Pick<OccupationEntry, 'code' | 'title' | 'rated' | 'jobZone'>[];
}

/** Texts that name nothing in the release. */
const NAMES_NOTHING: ReadonlySet<TitleKind> = new Set(['unknown_code', 'candidates', 'none']);

/** Tells what titles mean. */
@Injectable()
export class TitlesService {
  constructor(private readonly releases: PinnedReleases) {}

  /** @throws NoReleasePublishedError, ReleaseNotFoundError */
  choose(release: ReleaseName | null): ReleaseView | Promise<ReleaseView> {
    return this.releases.choose(release);
  }

  meaning(view: ReleaseView, text: string): MeaningInRelease {
    const directory = view.get(DIRECTORY);
    const { kind, candidates } = view.get(TITLES).resolve(text);
    const retired = NAMES_NOTHING.has(kind) ? retiredNamed(text, taxonomyIn(view)) : null;
    return {
      kind,
      retired: retired && {
        ...{ code: retired.code, title: retired.title },
        successors: retired.successors.flatMap((code) => directory.find(code) ?? []),
      },
      candidates: candidates.map((candidate) => {
        const { rated = false, jobZone = null } = directory.find(candidate.code) ?? {};
        return { ...candidate, rated, jobZone };
      }),
    };
  }
}
