import { startProgram, type Ending, type Program, type Variables } from './program';

const API = 'api/src/main.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined if it is none. */
  readonly body: unknown;
}

/**
 * The built service as a process of its own, ready to answer. It sees nothing of this process's environment but the
 * `variables`. It runs in an empty folder, or the given one, and keeps its data there unless they say otherwise.
 */
export async function startService(variables: Variables = {}, folder?: string): Promise<Service> {
  const program = await startProgram(API, [], variables, folder);
  const announced = await program.says(/Try it:\n\n.+\n/);
  if (!announced) throw new Error(`The service did not start:\n${program.stdout}${program.stderr}`);
  return new Service(program, variables);
}

/** Runs the built service with `variables` that keep it from starting, until it has ended. */
export async function failToStart(variables: Variables): Promise<Ending> {
  const program = await startProgram(API, [], variables);
  const announced = await program.says(/Try it:/);
  const ending = await program.stop();
  if (announced) throw new Error(`The service started, which it was not to:\n${ending.stdout}`);
  return ending;
}

/** The built service from its first moment, for those who want to end it before it is ready. */
export async function launchService(variables: Variables): Promise<Program> {
  return startProgram(API, [], variables);
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

  /** @param body sent as JSON; without one none is sent */
  async request(method: string, path: string, headers: Variables = {}, body?: object): Promise<Answer> {
    const type: Variables = body ? { 'content-type': 'application/json' } : {};
    const sent = Object.entries({ 'x-api-key': this.apiKey, ...type, ...headers }).filter(([, value]) => value !== '');
    const response = await fetch(this.url + path, { method, headers: sent, body: body ? JSON.stringify(body) : null });
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
