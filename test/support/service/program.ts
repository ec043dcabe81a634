import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { atTheEnd, freshFolder } from './scratch';

/** Variables of the environment of a process. */
export type Variables = Readonly<Record<string, string>>;

/** What a process said and how it ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const BUILT = join(__dirname, '../../../dist/apps');

/** Far above what starts and stops take, below the time limit of a test: then the failure shows what the process said. */
const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 60_000;

/** No test asks the official site; one that looks for the latest release brings a server of its own. */
const OFFLINE = { ONET_SOURCE: 'sample', ONET_DOWNLOAD_BASE_URL: 'http://127.0.0.1:9/' };

/** Tests ask faster than clients; those about limits set their own. */
const UNLIMITED = {
  RATE_LIMIT_PER_MINUTE: '0',
  RATE_LIMIT_BULK_PER_MINUTE: '0',
  RATE_LIMIT_LLM_PER_MINUTE: '0',
  RATE_LIMIT_ADMIN_PER_MINUTE: '0',
  RATE_LIMIT_WITHOUT_KEY_PER_MINUTE: '0',
  RATE_LIMIT_PUBLIC_PER_MINUTE: '0',
  RATE_LIMIT_PUBLIC_BULK_PER_MINUTE: '0',
};

export class Program {
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ending>;
  private hasEnded = false;

  constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        this.hasEnded = true;
        resolve({ code, signal, stdout: this.stdout, stderr: this.stderr });
      });
    });
  }

  /** True as soon as standard output matches; false if the process ends before, or takes far too long. */
  async says(pattern: RegExp): Promise<boolean> {
    const limit = Date.now() + START_LIMIT_MS;
    while (!pattern.test(this.stdout)) {
      if (this.hasEnded || Date.now() > limit) return pattern.test(this.stdout);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return true;
  }

  /** Returns at the moment at which standard error matches, or the process has ended. */
  async reports(pattern: RegExp): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (pattern.test(this.stderr)) resolve();
      };
      this.child.stderr?.on('data', look);
      void this.ended.then(() => resolve());
      look();
    });
  }

  async stop(): Promise<Ending> {
    if (!this.hasEnded) this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    return this.ended.finally(() => clearTimeout(timer));
  }
}

/** Starts a built program, such as `api/src/main.js`, in the given folder or an empty one. */
export async function startProgram(
  name: string,
  args: readonly string[],
  variables: Variables,
  folder?: string,
): Promise<Program> {
  const file = builtFile(name);
  const cwd = folder ?? (await freshFolder());
  return startNode(file, args, cwd, environmentOf(variables, cwd));
}

/** A file of the build; `name` is its path below dist/apps. */
export function builtFile(name: string): string {
  const file = join(BUILT, name);
  if (!existsSync(file)) throw new Error(`${file} is missing; build it with: node apps/launch/prepare.mjs`);
  return file;
}

/** Runs a file with Node, in a process that ends with this one at the latest. */
export function startNode(file: string, args: readonly string[], cwd: string, env: Variables): Program {
  const child = spawn(process.execPath, ['--require', join(__dirname, 'end-with-parent.js'), file, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const program = new Program(child);
  atTheEnd(() => program.stop());
  return program;
}

/** The whole environment of a program that runs in `folder`: nothing of this process's reaches it but the way to Node. */
export function environmentOf(variables: Variables, folder: string): Variables {
  const own = { PORT: '0', DATA_DIR: folder, ENV_FILE: devNull };
  return { ...inherited(), ...OFFLINE, ...UNLIMITED, ...own, ...variables };
}

/** What a program needs of the machine it runs on, and nothing that configures the service. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
