import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshFolder } from '../service/scratch';

const SCRIPTS = join(__dirname, '../../../deploy/cloud-run');

/** One call of gcloud by a script. */
export interface Call {
  readonly args: readonly string[];
  /** What came by standard input and by files, which nobody but the caller sees. */
  readonly stdin: string | null;
  readonly files: readonly string[];
}

interface State {
  /** What was made, each with the manifest or the arguments that made it. */
  readonly resources: Readonly<Record<string, unknown>>;
  /** The versions of each secret. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  /** Each with its image. */
  readonly revisions: Readonly<Record<string, string>>;
  readonly traffic: readonly { readonly revisionName: string; readonly percent?: number; readonly tag?: string }[];
  readonly bindings: readonly string[];
}

/** A project of Google Cloud that is a file, and the scripts of deploy/cloud-run at work on it. */
export class GoogleCloud {
  private constructor(
    private readonly folder: string,
    private readonly url: string,
  ) {}

  /** @param url where the service that is deployed answers */
  static async empty(url: string): Promise<GoogleCloud> {
    const folder = await freshFolder();
    const gcloud = join(folder, 'gcloud');
    await writeFile(gcloud, `#!/bin/sh\nexec "${process.execPath}" "${join(__dirname, 'fake-gcloud.mjs')}" "$@"\n`);
    await chmod(gcloud, 0o755);
    return new GoogleCloud(folder, url);
  }

  /** Runs one of the scripts to its end; `ok` if it ended well. */
  async run(script: string, args: readonly string[] = [], variables: Readonly<Record<string, string>> = {}) {
    const env = {
      PATH: `${this.folder}:${process.env.PATH ?? ''}`,
      FAKE_GCLOUD_STATE: this.stateFile,
      FAKE_GCLOUD_LOG: this.logFile,
      FAKE_GCLOUD_URL: this.url,
      PROJECT: 'skill-gap-test',
      SMOKE_PAUSE_SECONDS: '0.1',
      ...variables,
    };
    return new Promise<{ ok: boolean; stdout: string; stderr: string }>((resolve) => {
      execFile(join(SCRIPTS, script), args, { env }, (error, stdout, stderr) =>
        resolve({ ok: error === null, stdout, stderr }),
      );
    });
  }

  async state(): Promise<State> {
    return JSON.parse(await readFile(this.stateFile, 'utf8')) as State;
  }

  /** All calls until now, in their order. */
  async calls(): Promise<Call[]> {
    const lines = (await readFile(this.logFile, 'utf8')).trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Call);
  }

  private get stateFile(): string {
    return join(this.folder, 'state.json');
  }

  private get logFile(): string {
    return join(this.folder, 'calls.jsonl');
  }
}
