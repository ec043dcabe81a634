import { createReadStream } from 'node:fs';
import mysql from 'mysql2/promise';
import { measure, nodeFlags } from './processes.mjs';
import { figureRow, median, TABLE_HEAD } from './statistics.mjs';

const COLUMNS = [
  'onet_soc_code varchar(10) not null',
  'element_id varchar(20) not null',
  'element_name varchar(150)',
  'scale_id varchar(3) not null',
  ...['data_value', 'n', 'standard_error', 'lower_ci_bound', 'upper_ci_bound'].map((name) => `${name} varchar(10)`),
  ...['recommend_suppress', 'not_relevant', 'date_updated'].map((name) => `${name} varchar(10)`),
  'domain_source varchar(50)',
];

/**
 * Empty database to published release, as the command that people run, beside loading the same Skills.txt twice with
 * LOAD DATA LOCAL INFILE: what a database needs to take in the rows for landing and for the release.
 */
export async function benchIngest(serverUrl, folder, rounds) {
  const connection = await mysql.createConnection(serverUrl);
  const figures = { seconds: [], memory: [], loads: [], ratios: [] };
  for (let round = 0; round < rounds; round++) {
    const refresh = await refreshOnce(connection, serverUrl, folder);
    const load = await loadTwice(connection, `${folder}/Skills.txt`);
    figures.seconds.push(refresh.seconds);
    figures.memory.push(refresh.peakMegabytes);
    figures.loads.push(load);
    figures.ratios.push(refresh.seconds / load);
  }
  await connection.end();
  return [
    ...TABLE_HEAD,
    figureRow('`refresh`: empty database to published release, whole process', figures.seconds, 's'),
    figureRow('its largest resident memory', figures.memory, 'MB', 0),
    figureRow('`LOAD DATA LOCAL INFILE` of Skills.txt, twice', figures.loads, 's'),
    `| ratio of the two | ${median(figures.ratios).toFixed(1)} | | |`,
  ];
}

async function refreshOnce(connection, serverUrl, folder) {
  await connection.query('DROP DATABASE IF EXISTS bench_ingest');
  const environment = { DATABASE_URL: `${serverUrl}/bench_ingest` };
  return measure('apps/launch/cli.mjs', nodeFlags('cli'), ['refresh', '--source', folder], environment);
}

async function loadTwice(connection, file) {
  await connection.query('DROP DATABASE IF EXISTS bench_load');
  await connection.query('CREATE DATABASE bench_load');
  const started = performance.now();
  for (const table of ['first', 'second']) {
    await connection.query(
      `CREATE TABLE bench_load.${table} (${COLUMNS.join(', ')}, PRIMARY KEY (onet_soc_code, element_id, scale_id))`,
    );
    const sql = `LOAD DATA LOCAL INFILE 'x' INTO TABLE bench_load.${table} LINES TERMINATED BY '\\r\\n' IGNORE 1 LINES`;
    await connection.query({ sql, infileStreamFactory: () => createReadStream(file) });
  }
  return (performance.now() - started) / 1000;
}
