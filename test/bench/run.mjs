// Measures what docs/performance.md reports, on a private MariaDB, and prints Markdown tables. Figures in one table come
// from one run, in turn, so that their ratios hold on a noisy machine.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchIngest } from './ingest.mjs';
import { measure, nodeFlags } from './processes.mjs';
import { benchServe, benchStart } from './serve.mjs';
import privateServer from '../support/private-mariadb.js';

const ROUNDS = 5;
const THREE_FILES = ['Occupation Data.txt', 'Skills.txt', 'Scales Reference.txt'];
const SAMPLE = fileURLToPath(new URL('../../libs/ingestion/sample', import.meta.url));

const source = process.env.ONET_SOURCE ?? SAMPLE;
const programs = privateServer.findServer();
if (!programs) throw new Error('The benchmarks need mariadbd: install the package mariadb-server-core (Debian).');
const server = await privateServer.startPrivateServer(programs);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  process.env.ONET_RELEASE ??= source === SAMPLE ? 'bench' : '';
  for (const file of THREE_FILES) copyFileSync(join(source, file), join(folder, file));
  if (source !== SAMPLE) copyFileSync(join(source, 'Read Me.txt'), join(folder, 'Read Me.txt'));
  else process.stdout.write('ONET_SOURCE is not set: these figures are for the small bundled sample.\n');
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${ROUNDS} rounds\n`,
  );

  print('Ingestion: Occupation Data, Skills and Scales Reference', await benchIngest(server.url, folder, ROUNDS));
  const databaseUrl = `${server.url}/bench_serve`;
  await measure('dist/apps/cli/src/main.js', nodeFlags('cli'), ['refresh', '--source', source], {
    DATABASE_URL: databaseUrl,
  });
  print('Start, with every file of the release loaded', await benchStart(databaseUrl, ROUNDS));
  print('Serving, 50 connections', await benchServe(databaseUrl, ROUNDS));
} finally {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
}

function print(title, lines) {
  process.stdout.write(`\n${title}\n\n${lines.join('\n')}\n`);
}
