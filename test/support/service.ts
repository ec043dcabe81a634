import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestServer } from './databases';

export type Variables = Readonly<Record<string, string>>;

/** What a process said and how it ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined if it is none. */
  readonly body: unknown;
}

const ROOT = join(__dirname, '../..');
const API = join(ROOT, 'dist/apps/api/src/main.js');
const CLI = join(ROOT, 'dist/apps/cli/src/main.js');

/** Far above what starts and stops take, below the time limit of a test: then the failure shows what the process said. */
const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 60_000;

/** No test asks the official site; one that looks for the latest release brings a server of its own. */
const OFFLINE = { ONET_SOURCE: 'sample', ONET_DOWNLOAD_BASE_URL: 'http://127.0.0.1:9/' };

/** Tests ask faster than clients; those about limits set their own. */
const UNLIMITED = {
  RATE_LIMIT_PER_MINUTE: '0',
  RATE_LIMIT_LLM_PER_MINUTE: '0',
  RATE_LIMIT_ADMIN_PER_MINUTE: '0',
  RATE_LIMIT_WITHOUT_KEY_PER_MINUTE: '0',
};

const cleanUps: (() => Promise<unknown>)[] = [];

// Registered by importing this file; the last thing made goes first, so a database outlives those who use it.
afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** An empty folder that is removed after the tests of the file. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skill-gap-e2e-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The URL of a database that does not exist yet and is dropped after the tests of the file. */
export async function freshDatabase(server: TestServer): Promise<string> {
  const database = await createTestDatabase(server);
  cleanUps.push(() => database.drop());
  return database.url;
}

/**
 * The built service as a process of its own, ready to answer. It sees nothing of this process's environment but the
 * `variables`. It runs in an empty folder, or the given one, and keeps its data there unless they say otherwise.
 */
export async function startService(variables: Variables = {}, folder?: string): Promise<Service> {
  const program = await run(API, [], variables, folder);
  const announced = await program.says(/Try it:\n\n.+\n/);
  if (!announced) throw new Error(`The service did not start:\n${program.stdout}${program.stderr}`);
  return new Service(program, variables);
}

/** Runs the built service with `variables` that keep it from starting, until it has ended. */
export async function failToStart(variables: Variables): Promise<Ending> {
  const program = await run(API, [], variables);
  const announced = await program.says(/Try it:/);
  const ending = await program.stop();
  if (announced) throw new Error(`The service started, which it was not to:\n${ending.stdout}`);
  return ending;
}

/** Runs a command of the built command line to its end. */
export async function runCli(args: readonly string[], variables: Variables = {}): Promise<Ending> {
  return (await startCli(args, variables)).ended;
}

/** A command of the built command line while it runs, for those who want to end it otherwise. */
export async function startCli(args: readonly string[], variables: Variables = {}): Promise<Program> {
  return run(CLI, args, variables);
}

/** The built service from its first moment, for those who want to end it before it is ready. */
export async function launchService(variables: Variables): Promise<Program> {
  return run(API, [], variables);
}

/** A service that runs, and a client that holds its keys. */
export class Service {
  /** Such as `http://localhost:40123`. */
  readonly url: string;
  readonly apiKey: string;
  readonly adminApiKey: string;

  constructor(
    private readonly program: Program,
    variables: Variables,
  ) {
    const shown = (label: string): string => new RegExp(`^ *${label} +(\\S+)`, 'm').exec(program.stdout)?.[1] ?? '';
    this.url = shown('Address');
    this.apiKey = variables.API_KEY ?? shown('API key');
    this.adminApiKey = variables.ADMIN_API_KEY ?? shown('Admin API key');
  }

  /** All that it printed so far, errors last. */
  get output(): string {
    return this.program.stdout + this.program.stderr;
  }

  /** GET with the API key; `headers` go on top, with an empty value to send none. */
  async get(path: string, headers: Variables = {}): Promise<Answer> {
    return this.request('GET', path, headers);
  }

  async request(method: string, path: string, headers: Variables = {}): Promise<Answer> {
    const sent = Object.entries({ 'x-api-key': this.apiKey, ...headers }).filter(([, value]) => value !== '');
    const response = await fetch(this.url + path, { method, headers: sent });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  }

  /** As {@link Program.says}. */
  async says(pattern: RegExp): Promise<boolean> {
    return this.program.says(pattern);
  }

  /** Sends a signal and nothing else. */
  signal(signal: NodeJS.Signals): void {
    this.program.child.kill(signal);
  }

  get ended(): Promise<Ending> {
    return this.program.ended;
  }

  get processId(): number {
    return this.program.child.pid ?? 0;
  }

  /** As an operator stops it; returns when the process is gone. */
  async stop(): Promise<Ending> {
    return this.program.stop();
  }
}

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

async function run(file: string, args: readonly string[], variables: Variables, folder?: string): Promise<Program> {
  if (!existsSync(file)) throw new Error(`${file} is missing; build it with: node apps/launch/prepare.mjs`);
  const cwd = folder ?? (await freshFolder());
  const child = spawn(process.execPath, ['--require', join(__dirname, 'end-with-parent.js'), file, ...args], {
    cwd,
    env: { ...inherited(), ...OFFLINE, ...UNLIMITED, PORT: '0', DATA_DIR: cwd, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const program = new Program(child);
  cleanUps.push(() => program.stop());
  return program;
}

/** What a program needs of the machine it runs on, and nothing that configures the service. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
