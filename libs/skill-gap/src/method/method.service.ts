import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RELATED } from '@app/occupations';
import type { ReleaseName } from '@app/onet';
import { PinnedReleases, type ReleaseView } from '@app/releases';
import { PROFILES, type ProfileIndex } from '@app/skills';
import { SIMILARITY_RANKS, similarityProfilesOf } from '../similarity/similarities-part';
import { measureBenchmark } from './benchmark';
import { describeMethod } from './describe-method';
import type { TransitionRule } from './method.dto';

/** A `MethodDto` as JSON, and the tag of this very text: it also changes with the rules of the program. */
export interface WrittenMethod {
  readonly text: string;
  readonly etag: string;
}

/** The rules of this service, written once for each state of a release when somebody first asks for them. */
@Injectable()
export class MethodService {
  private readonly written = new WeakMap<ProfileIndex, Promise<WrittenMethod>>();
  private transitions: readonly TransitionRule[] = [];

  constructor(private readonly releases: PinnedReleases) {}

  /** Tells also the rules of transitions, before anybody asks. */
  explain(transitions: readonly TransitionRule[]): void {
    this.transitions = transitions;
  }

  /** @throws NoReleasePublishedError, ReleaseNotFoundError */
  async of(release: ReleaseName | null): Promise<WrittenMethod> {
    const view = await this.releases.choose(release);
    // All its figures follow from ratings, and from what never changes of a release.
    const index = view.get(PROFILES);
    const writing = this.written.get(index) ?? write(view, this.transitions);
    this.written.set(index, writing);
    // What fails is written again for the next who asks.
    writing.catch(() => this.written.delete(index));
    return writing;
  }
}

async function write(view: ReleaseView, transitions: readonly TransitionRule[]): Promise<WrittenMethod> {
  const related = view.get(RELATED);
  const profiles = new Map([...similarityProfilesOf(view.get(PROFILES))].sort(([a], [b]) => (a < b ? -1 : 1)));
  const ranks = view.get(SIMILARITY_RANKS);
  const benchmark = related && (await measureBenchmark({ profiles, related, ranks }));
  const text = JSON.stringify(describeMethod(view, benchmark, transitions));
  return { text, etag: `"method-${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
}
