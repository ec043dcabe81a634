import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Truth } from '../sources/changing-source';
import { eventually } from './eventually';
import type { Service } from './service';

/** Every answer came, and was right. */
export const FLAWLESS = { failed: { count: 0, examples: [] }, wrong: { count: 0, examples: [] }, closed: 0 };

export interface LoadOptions {
  readonly connections?: number;
  /** Between an answer and the next request of the same connection: the client must not take what the service needs. */
  readonly pauseMs?: number;
}

/** How many there were, and the first few. */
export interface Tally {
  readonly count: number;
  readonly examples: readonly string[];
}

/** What all connections have seen. */
export interface LoadOutcome {
  readonly answered: number;
  /** No answer, another status than 200, or a body that is shorter than it was to be. */
  readonly failed: Tally;
  /** What no release says of the pair, or an older one than somebody had seen when it was asked for. */
  readonly wrong: Tally;
  /** Connections that the service has closed, with a whole answer that announced it. */
  readonly closed: number;
  /** The releases that were seen, oldest first. */
  readonly releases: readonly string[];
}

/** When answers from a release came. */
export interface Sighting {
  first: number;
  last: number;
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly isWhole: boolean;
  readonly closes: boolean;
}

const CONNECTIONS = 50;
const PAUSE_MS = 100;
const EXAMPLES = 3;

const started: GapLoad[] = [];

// A test that fails leaves its load behind, which would disturb the next ones and keep Jest from ending.
afterEach(async () => {
  for (const load of started.splice(0)) await load.stop();
});

/**
 * Many connections that are kept and ask one service for gaps, each for one after the other, until they are stopped.
 * Every answer is held to its last character against what the releases say.
 */
export class GapLoad {
  private isOver = false;
  private answered = 0;
  private closed = 0;
  private newestSeen = 0;
  private readonly failed: string[] = [];
  private readonly wrong: string[] = [];
  private readonly sightings = new Map<string, Sighting>();
  private readonly paths: readonly string[];
  private readonly connections: readonly Promise<void>[];

  private constructor(
    private readonly service: Service,
    private readonly releases: readonly Truth[],
    private readonly pauseMs: number,
    connections: number,
  ) {
    this.paths = [...(releases[0]?.answers.keys() ?? [])];
    this.connections = Array.from({ length: connections }, (_, i) => this.connect(i));
  }

  /** @param releases that may be seen, in the order in which they are published */
  static start(service: Service, releases: readonly Truth[], options: LoadOptions = {}): GapLoad {
    const { connections = CONNECTIONS, pauseMs = PAUSE_MS } = options;
    const load = new GapLoad(service, releases, pauseMs, connections);
    started.push(load);
    return load;
  }

  /** When the service answered from a release; undefined if it has not yet. */
  seen(release: Truth): Sighting | undefined {
    return this.sightings.get(release.name);
  }

  /** Returns when each connection has had so many answers more, or all of them have ended. */
  async goesOn(answers = 3): Promise<void> {
    const wanted = this.answered + answers * this.connections.length;
    const ended = Promise.all(this.connections);
    while (this.answered < wanted) await Promise.race([sleep(10), ended]);
  }

  /** Returns when a release is seen. */
  async sees(release: Truth): Promise<void> {
    await eventually(`release ${release.name} is served`, () => this.seen(release) !== undefined);
  }

  /** Lets every connection have its last answer. */
  async stop(): Promise<LoadOutcome> {
    this.isOver = true;
    return this.ended();
  }

  /** What was seen when the service has closed all connections. */
  async ended(): Promise<LoadOutcome> {
    await Promise.all(this.connections);
    const { answered, closed } = this;
    const [failed, wrong] = [tally(this.failed), tally(this.wrong)];
    const releases = this.releases.filter((release) => this.seen(release)).map(({ name }) => name);
    return { answered, failed, wrong, closed, releases };
  }

  /** One connection, which begins at a path of its own. */
  private async connect(start: number): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await sleep((start * this.pauseMs) / CONNECTIONS);
    for (let i = start * 3; !this.isOver; i++) {
      const path = this.paths[i % this.paths.length] ?? '';
      const asked = this.newestSeen;
      try {
        const reply = await this.ask(agent, path);
        if (reply.status === 200 && reply.isWhole) this.judge(path, reply.text, asked);
        else this.failed.push(`${path}: ${reply.status} ${reply.isWhole ? reply.text : 'cut off'}`);
        if (reply.closes) {
          this.closed++;
          break;
        }
      } catch (error) {
        this.failed.push(`${path}: ${String(error)}`);
        // A service that is gone would be asked without a break.
        await sleep(100);
      }
      if (this.pauseMs > 0) await sleep(this.pauseMs);
    }
    agent.destroy();
  }

  private judge(path: string, text: string, newestWhenAsked: number): void {
    this.answered++;
    const index = this.releases.findIndex(({ answers }) => answers.get(path) === text);
    const release = this.releases[index];
    if (!release) return void this.wrong.push(`${path}: ${text}`);
    if (index < newestWhenAsked) this.wrong.push(`${path}: ${release.name} after a newer one`);
    this.newestSeen = Math.max(this.newestSeen, index);
    const now = Date.now();
    const sighting = this.sightings.get(release.name) ?? { first: now, last: now };
    sighting.last = now;
    this.sightings.set(release.name, sighting);
  }

  private ask(agent: Agent, path: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const headers = { 'x-api-key': this.service.apiKey };
      const sent = request(this.service.url + path, { agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('error', reject).once('end', () => {
          const { statusCode: status = 0, complete: isWhole, headers: received } = response;
          resolve({ status, text, isWhole, closes: received.connection === 'close' });
        });
      });
      sent.once('error', reject).end();
    });
  }
}

function tally(all: readonly string[]): Tally {
  return { count: all.length, examples: all.slice(0, EXAMPLES) };
}
