import { spawnSync } from 'node:child_process';
import type { run_v1 } from '@googleapis/run/build/v1';
import { parse } from 'yaml';
import { Front } from '../support/cloud/front';
import { GoogleCloud } from '../support/cloud/google-cloud';
import { hasPrivateServer, TlsServer } from '../support/databases/tls-server';
import { runCli } from '../support/service/command-line';
import type { Variables } from '../support/service/program';
import { startService, type Service } from '../support/service/service';

const IMAGE = `registry.example.org/skill-gap@sha256:${'a1'.repeat(32)}`;
const GAP = '/api/v1/skill-gap?from=11-1011&to=11-3013';

const isPossible = hasPrivateServer && spawnSync('curl', ['--version']).status === 0;

(isPossible ? describe : describe.skip)('the built service, with the environment of its manifest for Cloud Run', () => {
  let server: TlsServer;
  let front: Front;
  let cloud: GoogleCloud;
  let service: Service;
  let variables: Variables;

  beforeAll(async () => {
    server = await TlsServer.start();
    front = await Front.open();
    cloud = await GoogleCloud.empty(front.url);
    for (const call of [['deploy.sh'], ['release.sh', 'migrate', IMAGE], ['release.sh', 'candidate', IMAGE]]) {
      const { ok, stderr } = await cloud.run(call[0]!, call.slice(1), { ONET_SOURCE: 'sample' });
      if (!ok) throw new Error(stderr);
    }
    variables = await variablesOf('run services skill-gap');
    const { password } = new URL(variables.DATABASE_URL!);
    await server.root.query(`CREATE USER skill_gap@localhost IDENTIFIED BY '${password}'`);
    await server.root.query('CREATE DATABASE skill_gap CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
    await server.root.query('GRANT ALL ON skill_gap.* TO skill_gap@localhost');
    await server.root.query(`CREATE USER skill_gap@127.0.0.1 IDENTIFIED BY '${password}' REQUIRE SSL`);
    await server.root.query('GRANT ALL ON skill_gap.* TO skill_gap@127.0.0.1');
  });
  afterAll(async () => {
    front.close();
    await server.stop();
  });

  it('finds its tables and its data made by the jobs, by the socket', async () => {
    const migrated = await runCli(['migrate', '--json'], await variablesOf('run jobs skill-gap-migrate'));
    expect(migrated).toMatchObject({ code: 0, stderr: '' });
    const loaded = await runCli(['refresh', '--scheduled', '--json'], await variablesOf('run jobs skill-gap-refresh'));
    expect(JSON.parse(loaded.stdout)).toMatchObject({ outcome: 'published', release: 'sample' });
    service = await startService(variables);
    front.target = service.url;
    expect((await service.get('/health/ready')).body).toMatchObject({ status: 'ready', release: 'sample' });
    expect(service.output).not.toMatch(/"level":"(error|fatal)"/);
  });

  it('passes the smoke test of a release, which comes from outside', async () => {
    const { ok, stderr } = await cloud.run('release.sh', ['smoke']);
    expect({ ok, stderr }).toEqual({ ok: true, stderr: '\n== Smoke test of the new revision\n' });
  });

  it('shows its figures to the collector beside it', async () => {
    expect((await service.get('/metrics')).text).toMatch(/^skill_gap_index_occupations \d+$/m);
  });

  it('says nothing of its secrets', async () => {
    const { stdout, stderr } = await service.stop();
    const { secrets } = await cloud.state();
    for (const secret of Object.values(secrets).flat()) expect(stdout + stderr).not.toContain(secret);
  });

  it('gives the same answers by an encrypted connection to a server that it checks', async () => {
    const { username, password } = new URL(variables.DATABASE_URL!);
    const options = `?ssl-mode=verify_identity&ssl-ca=${server.caFile}`;
    const encrypted = await startService({
      ...variables,
      DATABASE_URL: server.url('skill_gap', options, `${username}:${password}`),
    });
    expect((await encrypted.get('/health/ready')).body).toMatchObject({ status: 'ready', database: 'up' });
    expect((await encrypted.get(GAP)).body).toMatchObject({ release: 'sample' });
    expect((await encrypted.stop()).stderr).toBe('');
  });

  /** As Cloud Run gives them to the container, with the socket where it is here. */
  async function variablesOf(resource: string): Promise<Variables> {
    const { resources, secrets } = await cloud.state();
    const manifest = parse(resources[resource] as string) as run_v1.Schema$Service & run_v1.Schema$Job;
    const template = manifest.spec!.template!.spec!;
    const [{ env = [] }] = (template.containers ?? template.template!.spec!.containers) as [run_v1.Schema$Container];
    const given = env.map(({ name, value, valueFrom }) => {
      const { name: secret, key } = valueFrom?.secretKeyRef ?? {};
      return [name, value ?? secrets[secret!]![Number(key) - 1]!] as const;
    });
    const { DATABASE_URL, ...rest } = Object.fromEntries(given) as Record<string, string>;
    const url = DATABASE_URL!.replace(/\/cloudsql\/[^?&]+$/, server.socketPath);
    return { ...rest, NODE_ENV: 'production', DATABASE_URL: url };
  }
});
