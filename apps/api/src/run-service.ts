import './tracing/start-tracing';
import 'reflect-metadata';
import { constants } from 'node:os';
import { ApiKeysService } from '@app/access';
import { AppConfig, ConfigurationError, loadConfig } from '@app/config';
import { DomainError, writeText } from '@app/onet';
import { ProfilesService, type ProfileIndex } from '@app/skills';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { banner } from './lifecycle/banner';
import { createApp } from './create-app';
import { Scrubber } from './secrets/scrubber';
import { secretsOf } from './secrets/secrets-of';
import { StartService } from './lifecycle/start.service';

/** Tried first, since the documentation uses it. */
const WELL_KNOWN_PAIR = ['11-1011.00', '11-3013.00'] as const;

async function run(): Promise<void> {
  const { app, log } = await untilSignalled(createApp());
  try {
    // First of all: while the first release is loaded, probes can tell this from a process that hangs.
    const address = await listen(app);
    if (await app.get(StartService).bringUp()) welcome(app, address);
    log.output.writeInBlocks();
    void app.get(StartService).catchUp();
  } catch (error) {
    await app.close();
    throw error;
  }
}

/**
 * Nest takes signals from then on. Before, while this waits for its database, the first process of a container would
 * ignore them.
 */
async function untilSignalled<T>(start: Promise<T>): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const end = (signal: (typeof signals)[number]): never => process.exit(128 + constants.signals[signal]);
  for (const signal of signals) process.on(signal, end);
  return start.finally(() => {
    for (const signal of signals) process.off(signal, end);
  });
}

/** @returns where, as people would type it */
async function listen(app: NestFastifyApplication): Promise<string> {
  const { host, port } = app.get(AppConfig);
  // Nest's own listen() would log a failure that main() reports.
  await app.getHttpAdapter().getInstance().listen({ port, host });
  const bound = app.getHttpServer().address();
  const actualPort = bound !== null && typeof bound === 'object' ? bound.port : port;
  const ownHost = host.includes(':') ? `[${host}]` : host;
  const shownHost = host === '0.0.0.0' || host === '::' ? 'localhost' : ownHost;
  return `http://${shownHost}:${actualPort}`;
}

function welcome(app: NestFastifyApplication, address: string): void {
  const { llm, publicRead } = app.get(AppConfig);
  const index = app.get(ProfilesService).current;
  const { made } = app.get(ApiKeysService);
  const facts = { address, release: index.release.name, llm, publicRead, ...made, ...pairToTry(index) };
  writeText(process.stdout, `${banner(facts)}\n`);
}

function pairToTry(index: ProfileIndex): { from: string; to: string } {
  const rated = [...index.ratedCodes()];
  const [from = '', to = from] = WELL_KNOWN_PAIR.every((code) => index.profile(code)) ? WELL_KNOWN_PAIR : rated;
  return { from, to };
}

interface ListenError extends NodeJS.ErrnoException {
  readonly port?: number;
  readonly address?: string;
  readonly hostname?: string;
}

/** Expected failures are one clear message; only faults of the program show where they came from. */
function explain(error: unknown): string {
  if (error instanceof DomainError || error instanceof ConfigurationError) return error.message;
  if (error instanceof Error && 'code' in error) {
    const { code, port, address, hostname } = error as ListenError;
    if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop what listens there, or set PORT to another one.`;
    if (code === 'EACCES' && port) return `This account may not listen on port ${port}. Set PORT to 1024 or above.`;
    if (code === 'EADDRNOTAVAIL' || (code === 'ENOTFOUND' && hostname)) {
      return `This machine has no address ${address ?? hostname} to listen on. Set HOST to one that it has, or to 0.0.0.0.`;
    }
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function withoutSecrets(text: string): string {
  try {
    return new Scrubber(secretsOf(loadConfig())).text(text);
  } catch {
    // The configuration itself is what is wrong; its errors never hold values of secrets.
    return text;
  }
}

/** Serves until the process is signalled. A failed start says why, and ends the process with code 1. */
export function runService(): void {
  run().catch((error: unknown) => {
    writeText(process.stderr, `${withoutSecrets(explain(error))}\n`);
    process.exitCode = 1;
    // Handles that still hold the process open must not keep a failed start alive.
    setTimeout(() => process.exit(1), 1_000).unref();
  });
}
