import type { OnetSocCode } from '@app/onet';
import { ReleasePart } from '@app/releases';
import type { AssessedByDto } from './assessed.dto';
import type { GivenLevels, LevelSource } from './level-source';

/** The author of an assessment and the wording used. Only levels by the same author can be compared with each other. */
export interface Assessor {
  /** Such as `vertexai`. */
  readonly provider: string;
  readonly model: string;
  readonly promptVersion: string;
}

/** The notice to show beside levels or texts by this provider; null where a language model wrote them. */
function noticeOf(provider: string): string | null {
  return provider === 'offline' ? WITHOUT_MODEL : null;
}

const WITHOUT_MODEL =
  'No language model wrote this: levels are those of the release, rounded to half steps, and texts are put together from ' +
  'its level anchors.';

/** The author as an answer names it; of two assessments by the same author, the later time. */
export function authorOf(
  ...assessments: readonly [Authored, ...Authored[]]
): Omit<AssessedByDto, 'coverage' | 'release'> {
  const [{ provider, model, promptVersion }] = assessments;
  const newest = Math.max(...assessments.map(({ assessedAt }) => assessedAt.getTime()));
  const assessed_at = new Date(newest).toISOString();
  return { provider, model, prompt_version: promptVersion, assessed_at, notice: noticeOf(provider) };
}

type Authored = Assessor & { readonly assessedAt: Date };

/** The levels of one occupation by a language model. */
export interface AssessedProfile extends Assessor, GivenLevels {
  readonly id: number;
  /** How often levels were added to it. */
  readonly revision: number;
  readonly assessedAt: Date;
  /** When the levels that an error left open may be asked for again; null where there are none. */
  readonly retryAt: Date | null;
}

/** All assessments for the content of one release. Immutable: more of them are another object. */
export class AssessedLevels implements LevelSource<AssessedProfile> {
  /** Newest first. */
  private readonly byCode = new Map<OnetSocCode, AssessedProfile[]>();
  private readonly revisions: ReadonlyMap<number, number>;

  constructor(private readonly profiles: readonly AssessedProfile[]) {
    this.revisions = new Map(profiles.map(({ id, revision }) => [id, revision]));
    for (const profile of [...profiles].sort((a, b) => b.id - a.id)) {
      const others = this.byCode.get(profile.code);
      if (others) others.push(profile);
      else this.byCode.set(profile.code, [profile]);
    }
  }

  /** With more profiles, and with other revisions of those that it has. */
  with(added: readonly AssessedProfile[]): AssessedLevels {
    const ids = new Set(added.map(({ id }) => id));
    return new AssessedLevels([...this.profiles.filter(({ id }) => !ids.has(id)), ...added]);
  }

  /** True if it has this very revision, or a later one. */
  has({ id, revision }: Pick<AssessedProfile, 'id' | 'revision'>): boolean {
    const known = this.revisions.get(id);
    return known !== undefined && known >= revision;
  }

  /** Of all revisions: with their number it tells whether something was added. */
  get revisionSum(): number {
    return this.profiles.reduce((sum, { revision }) => sum + revision, 0);
  }

  get ids(): ReadonlySet<number> {
    return new Set(this.revisions.keys());
  }

  find(code: OnetSocCode, assessor: Assessor): AssessedProfile | undefined {
    return this.byCode.get(code)?.find((profile) => isSameAssessor(profile, assessor));
  }

  /** Of all who have assessed both occupations, the one whose assessment of the second is the newest; null if nobody has. */
  pair(from: OnetSocCode, to: OnetSocCode): { from: AssessedProfile; to: AssessedProfile } | null {
    for (const profile of this.byCode.get(to) ?? []) {
      const other = this.find(from, profile);
      if (other) return { from: other, to: profile };
    }
    return null;
  }
}

/** The levels that language models assessed for the content of a release; the lib that asks the models loads them. */
export const ASSESSED_LEVELS = new ReleasePart<AssessedLevels>('assessed levels');

function isSameAssessor(a: Assessor, b: Assessor): boolean {
  return a.provider === b.provider && a.model === b.model && a.promptVersion === b.promptVersion;
}
