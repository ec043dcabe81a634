// Decides on which database servers the integration and e2e tests run and hands the list to databases.ts in
// TEST_DATABASES: SQLite always, then one MySQL or MariaDB, then the extra one that was asked for. Looks for a browser and for curl too.
const { spawnSync } = require('node:child_process');
const mysql = require('mysql2/promise');
const { findBrowser } = require('../browser/find-browser.js');
const { findServer, startPrivateServer } = require('../databases/private-mariadb.js');

const CONNECT_TIMEOUT_MS = 5_000;
const ENCRYPTION_REMEDY =
  'They need a server of their own, beside TEST_DATABASE_URL: install MariaDB on this machine\n' +
  '(Debian: apt-get install mariadb-server-core mariadb-client-core; macOS: brew install mariadb).';

module.exports = async () => {
  const servers = [{ name: 'SQLite' }];
  if (!findBrowser()) reportMissingBrowser();
  if (spawnSync('curl', ['--version']).status !== 0) reportMissingCurl();
  const { TEST_DATABASE_URL, TEST_EXTRA_DATABASE_URL } = process.env;
  // Those that can be refused come first: then no private server was started in vain.
  const extra = TEST_EXTRA_DATABASE_URL && (await givenServer('TEST_EXTRA_DATABASE_URL', TEST_EXTRA_DATABASE_URL));
  const main = TEST_DATABASE_URL ? await givenServer('TEST_DATABASE_URL', TEST_DATABASE_URL) : await privateServer();
  if (main) servers.push(main);
  if (TEST_DATABASE_URL && !findServer()) announce('ENCRYPTED CONNECTIONS ARE NOT TESTED', ENCRYPTION_REMEDY);
  if (extra) servers.push(extra);
  process.env.TEST_DATABASES = JSON.stringify(servers);
};

async function givenServer(variable, value) {
  const url = serverUrl(variable, value);
  try {
    return await describe(url);
  } catch (error) {
    // A refused connection to a name with two addresses has its reasons in a list and an empty message.
    const reason = error.message || error.code;
    throw setupError(
      `${variable}: cannot use ${withoutPassword(url)} (${reason}); start that server or unset ${variable}.`,
    );
  }
}

// The reader needs the sentence, not where in this file it was thrown.
function setupError(message) {
  const error = new Error(message);
  error.stack = '';
  return error;
}

// Each test makes a database of its own, so the URL's own database name does not count.
function serverUrl(variable, value) {
  if (!URL.canParse(value) || new URL(value).protocol !== 'mysql:') {
    throw setupError(`${variable} is not a URL like mysql://root@127.0.0.1:3306`);
  }
  const url = new URL(value);
  url.pathname = '';
  return url.href;
}

function withoutPassword(url) {
  return url.replace(/:[^:@/]*@/, ':***@');
}

async function privateServer() {
  const programs = findServer();
  if (!programs) {
    reportMissingServer();
    return undefined;
  }
  const server = await startPrivateServer(programs);
  globalThis.stopPrivateServer = server.stop;
  return await describe(server.url);
}

async function describe(url) {
  const connection = await mysql.createConnection({ uri: url, connectTimeout: CONNECT_TIMEOUT_MS });
  try {
    const [[{ version }]] = await connection.query('SELECT VERSION() AS version');
    const [number] = version.split('-');
    return { name: `${version.includes('MariaDB') ? 'MariaDB' : 'MySQL'} ${number}`, url };
  } finally {
    await connection.end();
  }
}

function reportMissingServer() {
  const remedy =
    'Install MariaDB (Debian: apt-get install mariadb-server-core mariadb-client-core; macOS: brew install mariadb)\n' +
    'or set TEST_DATABASE_URL=mysql://user:password@host:3306 to a server whose user may create databases.';
  if (process.env.CI === 'true') throw setupError(`No MariaDB or MySQL server for the tests.\n${remedy}`);
  announce('NOT TESTED ON MYSQL: no MariaDB or MySQL server was found, these tests run on SQLite only', remedy);
}

function reportMissingBrowser() {
  const remedy =
    'Install Chromium (Debian: apt-get install chromium; macOS: brew install chromium), or set TEST_BROWSER to the program.';
  if (process.env.CI === 'true') throw setupError(`No browser for the tests of the page.\n${remedy}`);
  announce('THE PAGE IS NOT TESTED: no browser was found', remedy);
}

// The scripts of the kit for Cloud Run ask by it whether a new revision works.
function reportMissingCurl() {
  const remedy = 'Install curl (Debian: apt-get install curl).';
  if (process.env.CI === 'true') throw setupError(`No curl for the tests of deploy/cloud-run.\n${remedy}`);
  announce('THE KIT FOR CLOUD RUN IS NOT TESTED: no curl was found', remedy);
}

function announce(what, remedy) {
  const line = '!'.repeat(100);
  const notice = `\n${line}\n${what}.\n${remedy}\n${line}\n\n`;
  process.stderr.write(notice);
  // Again after the results, where it is read.
  globalThis.closingNotice = (globalThis.closingNotice ?? '') + notice;
}
