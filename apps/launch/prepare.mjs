// Brings a checkout into a state that can start: dependencies as in package-lock.json, dist/ as in the sources. It runs
// before anything is installed, so it uses Node alone. All output goes to stderr: stdout belongs to the program started.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants, hostname } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const buildStamp = join(root, 'dist', '.build-stamp');
// Of the page; without it there is none to build.
const pageSettings = join(root, 'apps', 'web', 'vite.config.mjs');
const lockFile = join(root, '.prepare-lock');

class PrepareError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export async function prepare({ build = true } = {}) {
  try {
    requireNode();
    if (isPrebuilt() || nothingToDo(build)) return;
    await holdingLock(async () => {
      if (!dependenciesInstalled()) await install();
      if (build && !buildIsCurrent()) await buildAll();
    });
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error;
    say(error.message);
    process.exit(error.exitCode);
  }
}

// NestJS 12 consists of ES modules that CommonJS code loads with require(): Node 20.19, 22.12 and everything newer.
function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const suffices = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22;
  if (!suffices) {
    throw new PrepareError(
      `Node ${process.versions.node} cannot run this service; install Node 20.19 or newer of line 20, 22.12 or newer of line 22, or Node 24.`,
    );
  }
}

// A container image carries dist/ and the production dependencies, but no sources to build from.
function isPrebuilt() {
  return (
    existsSync(join(root, 'dist')) &&
    !(existsSync(join(root, 'tsconfig.json')) && existsSync(join(root, 'apps/api/src')))
  );
}

function nothingToDo(build) {
  return dependenciesInstalled() && (!build || buildIsCurrent());
}

// npm records what it installed in node_modules/.package-lock.json, as the last step of an install that succeeded. That
// record is compared with package-lock.json, so it makes no difference who ran npm, or with which options.
function dependenciesInstalled() {
  const locked = readLockedPackages(join(root, 'package-lock.json'));
  const installed = readLockedPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!locked) throw new PrepareError('package-lock.json is missing or damaged; check it out again.');
  if (!installed) return false;
  const same = (name) => installed[name]?.version === locked[name]?.version;
  // Optional packages are the binaries of other platforms and what those need: npm leaves them out.
  const nothingMissing = Object.keys(locked).every((name) => name === '' || locked[name].optional || same(name));
  return nothingMissing && Object.keys(installed).every((name) => same(name) && runsHere(installed[name]));
}

function readLockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

// False in a node_modules that came from another platform, such as a host folder mounted into a container.
function runsHere({ os, cpu }) {
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch) || cpu.includes('wasm32'));
}

async function install() {
  say('Installing the dependencies with npm (under a minute, only when package-lock.json changed) ...');
  // Development dependencies too, even under NODE_ENV=production: the compiler is among them.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, missing } = await run(...npmCommand(args));
  if (missing) {
    throw new PrepareError('npm is not on the PATH; install it (it comes with Node) and start again.');
  }
  if (code !== 0) {
    throw new PrepareError(
      `npm ci ended with code ${code}, see above; check that the npm registry can be reached, run "npm ci" here, then start again.`,
    );
  }
}

// Under `npm start` the npm that is running is used. Elsewhere Windows needs a shell to run npm, which is npm.cmd there.
function npmCommand(args) {
  const running = process.env.npm_execpath;
  if (running && basename(running) === 'npm-cli.js' && existsSync(running))
    return [process.execPath, [running, ...args]];
  return ['npm', args, { shell: process.platform === 'win32' }];
}

function buildIsCurrent() {
  try {
    return readFileSync(buildStamp, 'utf8') === sourcesHash();
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

async function buildAll() {
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  if (!existsSync(nest)) {
    throw new PrepareError('The Nest compiler is not in node_modules; remove that folder and start again.');
  }
  say('Compiling to dist/ (some seconds, only when the sources changed) ...');
  // Hashed before: a file saved during the build leaves a stamp that no longer fits, and the next start builds again.
  const hash = sourcesHash();
  const { code } = await run(process.execPath, [nest, 'build']);
  if (code !== 0) throw new PrepareError('The build failed, see above; correct the sources and start again.');
  await bundlePrograms();
  await buildPage();
  writeFileSync(buildStamp, hash);
}

// After the install: the bundler is a dependency.
async function bundlePrograms() {
  try {
    const { bundle } = await import('./bundle.mjs');
    await bundle(root);
  } catch (error) {
    throw new PrepareError(`The programs cannot be bundled: ${error.message}`);
  }
}

// After the compiler, which empties dist/.
async function buildPage() {
  if (!existsSync(pageSettings)) return;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) {
    throw new PrepareError('Vite, which builds the page, is not in node_modules; remove that folder and start again.');
  }
  const { code } = await run(process.execPath, [vite, 'build', '--config', pageSettings]);
  if (code !== 0) throw new PrepareError('The page cannot be built, see above; correct apps/web and start again.');
}

function sourcesHash() {
  const hash = createHash('sha256');
  for (const file of buildInputs()) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function buildInputs() {
  const sources = ['apps', 'libs']
    .flatMap((group) => foldersIn(join(root, group)))
    .flatMap((member) => filesUnder(join(member, 'src')))
    .filter((file) => /\.(ts|json)$/.test(file) && !file.endsWith('.spec.ts'));
  const settings = readdirSync(root)
    .filter((name) => /^(tsconfig.*|nest-cli|package|package-lock)\.json$/.test(name))
    .map((name) => join(root, name));
  const page = filesUnder(join(root, 'apps/web')).filter((file) => !/\.spec\.tsx?$/.test(file));
  const bundling = filesUnder(join(root, 'apps/launch')).filter((file) => file.endsWith('bundle.mjs'));
  const sample = filesUnder(join(root, 'libs/ingestion/sample'));
  return [...new Set([...sources, ...page, ...sample, ...bundling, ...settings])].sort();
}

function foldersIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

// Two terminals may start the service and a command at once, and two npm ci in one folder destroy each other's work. The
// second waits, then finds nothing left to do.
async function holdingLock(work) {
  await acquireLock();
  try {
    await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

async function acquireLock() {
  const own = `${process.pid}@${hostname()}`;
  for (let told = false; !createLock(own); await sleep(200)) {
    const holder = readLock();
    if (holder === undefined) continue;
    if (isAbandoned(holder) && (await takeLockOver(own))) return;
    if (!told) say(`Waiting for process ${holder.owner}, which is preparing this folder ...`);
    told = true;
  }
}

function createLock(own) {
  try {
    writeFileSync(lockFile, own, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw new PrepareError(`Cannot write ${lockFile}: ${error.message}`);
  }
}

function readLock() {
  try {
    return { owner: readFileSync(lockFile, 'utf8').trim(), age: Date.now() - statSync(lockFile).mtimeMs };
  } catch {
    return undefined;
  }
}

// Abandoned by a process that was killed. Its number says so on this host; elsewhere (a container sharing the folder),
// or where the number was given to another process, only the age can.
function isAbandoned({ owner, age }) {
  if (age > 15 * 60_000) return true;
  const [pid, host] = owner.split('@');
  return host === hostname() && !isRunning(Number(pid));
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

// Of several processes that take over at once the last rename wins; a moment later each sees whether it was its own.
async function takeLockOver(own) {
  const mine = `${lockFile}.${process.pid}`;
  writeFileSync(mine, own);
  renameSync(mine, lockFile);
  await sleep(300);
  return readLock()?.owner === own;
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// Ends only when the child has ended, also on Ctrl-C: the lock must not be given up while npm still writes.
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
    let interrupted;
    const forward = (signal) => child.kill((interrupted = signal));
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    child.on('error', (error) => (error.code === 'ENOENT' ? resolve({ missing: true }) : reject(error)));
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, forward);
      if (interrupted) reject(new PrepareError(`Interrupted by ${interrupted}.`, 128 + constants.signals[interrupted]));
      else resolve({ code });
    });
  });
}

function say(message) {
  process.stderr.write(`${message}\n`);
}

// Node resolves symbolic links in import.meta.url, but not in argv.
if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  await prepare({ build: !process.argv.includes('--no-build') });
}
