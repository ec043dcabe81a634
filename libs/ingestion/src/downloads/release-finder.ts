import { compareReleaseNumbers, toReleaseNumber, type ReleaseName, type ReleaseNumber } from '@app/onet';
import { retrying, TimeLimit } from '@app/outside';
import { DownloadFailedError } from './download.errors';
import { send } from './http-client';
import { mayBeArchive } from './read-answer';

/** Where the search begins if nothing newer is known: every later one is found from here, so this need not grow. */
const FIRST_KNOWN: ReleaseNumber = { major: 29, minor: 0 };
/** A release may have been left out or withdrawn, which must not hide those after it: 31.3, 32.2 and 33.1 come third. */
const ROUNDS_IN_VAIN = 3;
/** There are four releases a year, and each takes a round. */
const MAX_ROUNDS = 100;
const ANSWER_WITHIN_MS = 15_000;
const FIND_WITHIN_MS = 120_000;
const RETRY_DELAY_MS = 2_000;

const CHECK_ADDRESS = 'Check ONET_DOWNLOAD_BASE_URL, or download a release yourself and set ONET_SOURCE to the file.';

export interface FoundRelease {
  readonly name: ReleaseName;
  readonly url: URL;
}

/** Finds out which official release is the newest, by asking for those that can follow the newest one known. */
export class ReleaseFinder {
  constructor(
    /** Ends with a slash. */
    private readonly baseUrl: string,
    private readonly retryDelayMs = RETRY_DELAY_MS,
  ) {}

  /**
   * The newest text release from `known` on. 30.3 can be followed by 30.4 or 31.0; whichever is there leads on.
   * @param signal ends the search; its reason is the error to end with
   * @throws DownloadFailedError if the site does not answer, has none, or says that it has whatever is asked for
   */
  async newest(known: ReleaseName | null, signal?: AbortSignal): Promise<FoundRelease> {
    const limit = new TimeLimit(FIND_WITHIN_MS, () => this.tookTooLong(), signal);
    try {
      return await this.search(startOf(known), limit.signal);
    } finally {
      limit.stop();
    }
  }

  private async search(first: ReleaseNumber, signal: AbortSignal): Promise<FoundRelease> {
    const answers = new Map<ReleaseName, Promise<boolean>>();
    let newest: ReleaseNumber | null = null;
    let candidates = [first];
    for (let inVain = 0, rounds = 0; inVain < ROUNDS_IN_VAIN; rounds++) {
      if (rounds === MAX_ROUNDS) throw this.hasEverything(newest ?? first);
      const found = await this.existing(candidates, answers, signal);
      newest = found.at(-1) ?? newest;
      inVain = found.length > 0 ? 0 : inVain + 1;
      candidates = successorsOf(found.length > 0 ? found.slice(-1) : candidates);
    }
    if (newest) return { name: nameOf(newest), url: this.urlOf(newest) };
    const reason = `no O*NET release is there from ${nameOf(first)} on`;
    throw new DownloadFailedError(new URL(this.baseUrl), reason, 'final', {
      nextStep: CHECK_ADDRESS,
    });
  }

  /** Those that are there, the newest last; none is asked for twice. */
  private async existing(
    candidates: readonly ReleaseNumber[],
    answers: Map<ReleaseName, Promise<boolean>>,
    signal: AbortSignal,
  ): Promise<ReleaseNumber[]> {
    const asked = candidates.map((release) => {
      const answer = answers.get(nameOf(release)) ?? this.exists(release, signal);
      answers.set(nameOf(release), answer);
      return answer;
    });
    const there = await Promise.all(asked);
    return candidates.filter((_release, index) => there[index]).sort(compareReleaseNumbers);
  }

  private async exists(release: ReleaseNumber, signal: AbortSignal): Promise<boolean> {
    const once = retrying({
      failure: DownloadFailedError,
      retries: 1,
      delayMs: this.retryDelayMs,
      when: ({ kind }) => kind === 'interrupted',
    });
    return once.execute(() => this.ask(this.urlOf(release), signal));
  }

  private async ask(url: URL, signal: AbortSignal): Promise<boolean> {
    const limit = new TimeLimit(ANSWER_WITHIN_MS, () => silent(url), signal);
    try {
      const answer = await send({ method: 'HEAD', url, signal: limit.signal });
      answer.body.destroy();
      const { status } = answer;
      if (status === 200) return mayBeArchive(answer);
      // Storage services say 403 of a file that is not there.
      if (status === 404 || status === 410 || status === 403) return false;
      throw new DownloadFailedError(url, `the server answered with status ${status}`, 'interrupted');
    } finally {
      limit.stop();
    }
  }

  private hasEverything(last: ReleaseNumber): DownloadFailedError {
    const reason = `it says that it has every release that is asked for, up to ${nameOf(last)}`;
    return new DownloadFailedError(new URL(this.baseUrl), reason, 'final', { nextStep: CHECK_ADDRESS });
  }

  private tookTooLong(): DownloadFailedError {
    const reason = `the newest release was not found within ${FIND_WITHIN_MS / 1000} s`;
    return new DownloadFailedError(new URL(this.baseUrl), reason, 'unreachable');
  }

  private urlOf({ major, minor }: ReleaseNumber): URL {
    return new URL(`db_${major}_${minor}_text.zip`, this.baseUrl);
  }
}

function startOf(known: ReleaseName | null): ReleaseNumber {
  const release = known === null ? null : toReleaseNumber(known);
  return release && compareReleaseNumbers(release, FIRST_KNOWN) > 0 ? release : FIRST_KNOWN;
}

function successorsOf(releases: readonly ReleaseNumber[]): ReleaseNumber[] {
  const next = new Map<ReleaseName, ReleaseNumber>();
  for (const { major, minor } of releases) {
    const following = { major, minor: minor + 1 };
    const ofNextYear = { major: major + 1, minor: 0 };
    for (const release of [following, ofNextYear]) next.set(nameOf(release), release);
  }
  return [...next.values()];
}

function nameOf({ major, minor }: ReleaseNumber): ReleaseName {
  return `${major}.${minor}`;
}

function silent(url: URL): DownloadFailedError {
  return new DownloadFailedError(url, `the server sent nothing for ${ANSWER_WITHIN_MS / 1000} s`, 'unreachable');
}
