import { eventually } from './eventually';
import type { Answer, Service } from './service';

/** A run as administrators are told of it. */
export interface ShownRun {
  readonly id: number;
  readonly triggered_by: string;
  readonly requested_by: string | null;
  readonly status: string;
  readonly stage: string;
  readonly progress: { readonly done: number; readonly total: number | null; readonly unit: string } | null;
  readonly release: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly rows_read: number;
  readonly cancelled_by: string | null;
  readonly error: string | null;
  readonly error_code: string | null;
}

export interface ShownRelease {
  readonly name: string;
  readonly status: string;
  readonly published_at: string | null;
}

/** What an administrator does, through whichever process. */
export class AdminRuns {
  constructor(readonly service: Service) {}

  /** A POST with a JSON body. */
  async post(path: string, body: object = {}): Promise<Answer> {
    const headers = { 'x-api-key': this.service.adminApiKey, 'content-type': 'application/json' };
    const response = await fetch(`${this.service.url}/api/v1/admin${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as unknown };
  }

  /** Starts a refresh from the source of the service. */
  async refresh(body: object = {}): Promise<ShownRun> {
    const { status, headers, text, body: run } = await this.post('/refreshes', body);
    const { id } = run as ShownRun;
    if (status !== 202 || headers.get('location') !== `/api/v1/admin/runs/${id}`) throw new Error(`${status}: ${text}`);
    return run as ShownRun;
  }

  async run(id: number): Promise<ShownRun> {
    return (await this.get(`/runs/${id}`)) as ShownRun;
  }

  /** Newest first. */
  async runs(): Promise<ShownRun[]> {
    return ((await this.get('/runs?command=refresh&limit=100')) as { runs: ShownRun[] }).runs;
  }

  /** The run as soon as it is as wanted, which it has to be before it ends. */
  async runOnce(id: number, isWanted: (run: ShownRun) => boolean): Promise<ShownRun> {
    let run = await this.run(id);
    await eventually(`run ${id} is as wanted`, async () => {
      run = await this.run(id);
      if (run.status !== 'running' && !isWanted(run)) throw new Error(`Not as wanted: ${JSON.stringify(run)}`);
      return isWanted(run);
    });
    return run;
  }

  /** The run when it is in the middle of a file: some rows are written, others are not. */
  async middleOf(id: number): Promise<ShownRun> {
    return this.runOnce(id, (run) => run.rows_read > 0 && run.status === 'running' && (run.progress?.done ?? 0) > 0);
  }

  async end(id: number): Promise<ShownRun> {
    return this.runOnce(id, ({ status }) => status !== 'running');
  }

  /** Newest first. */
  async releases(): Promise<ShownRelease[]> {
    return ((await this.service.get('/api/v1/releases')).body as { releases: ShownRelease[] }).releases;
  }

  async warnings(): Promise<string[]> {
    return ((await this.service.get('/health/ready')).body as { warnings: string[] }).warnings;
  }

  private async get(path: string): Promise<unknown> {
    const { status, body, text } = await this.service.get(`/api/v1/admin${path}`, {
      'x-api-key': this.service.adminApiKey,
    });
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
    return body;
  }
}
