// The process that owns the private database server. Its channel to the test run is its lease: when that closes,
// because the run is over or was killed, the server is killed and its folder removed.
const { spawn } = require('node:child_process');
const { mkdtempSync, openSync, readFileSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const mysql = require('mysql2/promise');

const { server, installer, options } = JSON.parse(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'skill-gap-mariadb-'));
const socketPath = join(folder, 'socket');
const logFile = join(folder, 'log');
const log = openSync(logFile, 'a');
let running;

process.once('disconnect', shutDown);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, shutDown);

main().catch((error) => {
  if (process.connected) process.send({ error: `${error.message}\n${logTail()}` }, shutDown);
});

async function main() {
  await initialise();
  const port = await freePort();
  launch(server, serverOptions(port));
  const stopped = running.exit.then((code) => Promise.reject(new Error(`${server} ended with code ${code}:`)));
  const connection = await Promise.race([connectWhenReady(), stopped]);
  await connection.query("CREATE USER app@'127.0.0.1' IDENTIFIED BY 'app'");
  await connection.query("GRANT ALL ON *.* TO app@'127.0.0.1'");
  await connection.end();
  process.send({ url: `mysql://app:app@127.0.0.1:${port}`, socketPath });
}

async function initialise() {
  const [program, ...options] = installer
    ? [installer, '--auth-root-authentication-method=normal', '--skip-test-db']
    : [server, '--initialize-insecure'];
  launch(program, [...commonOptions(), ...options]);
  const code = await running.exit;
  if (code !== 0) throw new Error(`${program} ended with code ${code}:`);
}

// As root both servers insist on being told so. MySQL checks a folder for file exchange that packages create.
function commonOptions() {
  const root = process.getuid() === 0 ? ['--user=root'] : [];
  const mysqlOnly = installer ? [] : ['--secure-file-priv='];
  return ['--no-defaults', ...root, `--datadir=${join(folder, 'data')}`, ...mysqlOnly];
}

// Nothing here has to survive a power cut, so nothing waits for the disk.
function serverOptions(port) {
  const mysqlOnly = installer ? [] : ['--mysqlx=OFF'];
  return [
    ...commonOptions(),
    ...mysqlOnly,
    `--socket=${socketPath}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--skip-log-bin',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=256M',
    '--local-infile=1',
    '--character-set-server=utf8mb4',
    '--default-time-zone=+00:00',
    ...options,
  ];
}

// A process group of its own: the installer is a shell script, and what it started has to be killed with it.
function launch(program, args) {
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log] });
  const exit = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  running = { child, exit };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function connectWhenReady() {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await mysql.createConnection({ socketPath, user: 'root' });
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

async function shutDown() {
  try {
    if (running) process.kill(-running.child.pid, 'SIGKILL');
  } catch {
    // It had ended already.
  }
  await running?.exit;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit();
}

function logTail() {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
}
