// A throw-away MariaDB (or MySQL) server for one run of the tests, owned by a process of its own: see the keeper.
const { execFileSync, fork } = require('node:child_process');
const { accessSync, constants } = require('node:fs');
const { delimiter, join } = require('node:path');

// Debian installs servers where only root's PATH looks.
function programFolders() {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/libexec'];
}

/** The programs installed here: `{ server, installer }`; a MySQL has no installer, it initialises its own data; or undefined. */
function findServer(folders = programFolders()) {
  const find = (name) => folders.map((folder) => join(folder, name)).find(isExecutable);
  for (const server of [find('mariadbd'), find('mysqld')]) {
    if (!server) continue;
    if (!isMariaDb(server)) return { server };
    const installer = find('mariadb-install-db') ?? find('mysql_install_db');
    if (installer) return { server, installer };
  }
  return undefined;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// MariaDB's server is installed under the name mysqld too.
function isMariaDb(server) {
  return execFileSync(server, ['--version'], { encoding: 'utf8' }).includes('MariaDB');
}

/**
 * Starts the server, with further options of its command line; resolves to its URL, its socket, which is root's without a
 * password, and a function that kills it and removes its folder.
 */
function startPrivateServer(programs, options = []) {
  const keeper = fork(join(__dirname, 'private-mariadb-keeper.js'), [JSON.stringify({ ...programs, options })], {
    // In a process group of its own, Ctrl-C does not reach it: it has to outlive this process in order to clean up.
    detached: true,
    execArgv: [],
  });
  let reason;
  const ended = new Promise((resolve) => {
    keeper.once('error', (error) => resolve(error.message));
    keeper.once('exit', (code) => resolve(reason ?? `its keeper ended with code ${code}`));
  });
  const stop = async () => {
    if (keeper.connected) keeper.disconnect();
    await ended;
  };
  return new Promise((resolve, reject) => {
    keeper.once('message', ({ url, socketPath, error }) => {
      reason = error;
      if (url) resolve({ url, socketPath, stop });
    });
    void ended.then((why) => reject(new Error(`The private database server did not start: ${why}`)));
  });
}

module.exports = { findServer, startPrivateServer };
