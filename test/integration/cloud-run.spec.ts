import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { run_v1 } from '@googleapis/run/build/v1';
import Ajv from 'ajv';
import { CONFIGURATION_VARIABLES, parseEnvironment } from '@app/config';
import { parse } from 'yaml';
import policySchema from '../support/cloud/alert-policy.json';
import { GoogleCloud } from '../support/cloud/google-cloud';
import { typeFaults } from '../support/cloud/type-faults';

const DEPLOY = join(__dirname, '../../deploy');
const DOCKERFILE = readFileSync(join(DEPLOY, '../Dockerfile'), 'utf8');
const IMAGE = `us-central1-docker.pkg.dev/skill-gap-test/skill-gap/skill-gap@sha256:${'a1'.repeat(32)}`;
const NEXT_IMAGE = IMAGE.replace(/a1/g, 'b2');
const VARIABLES = { IMAGE, NOTIFY_EMAIL: 'operator@example.org', GITHUB_REPOSITORY: 'owner/skill-gap' };

/** Annotations are free text to every schema; these are the ones that Cloud Run knows and that are used here. */
const ANNOTATIONS = [
  'autoscaling.knative.dev/maxScale',
  'autoscaling.knative.dev/minScale',
  'run.googleapis.com/cloudsql-instances',
  'run.googleapis.com/container-dependencies',
  'run.googleapis.com/cpu-throttling',
  'run.googleapis.com/execution-environment',
  'run.googleapis.com/ingress',
  'run.googleapis.com/startup-cpu-boost',
];

type Container = run_v1.Schema$Container;

/** What the smoke test of a release asks; a test that starts the built service itself is in the e2e ring. */
const ANSWERS: Readonly<Record<string, readonly [number, string]>> = {
  '/health/ready': [200, '{"status":"ready"}'],
  '/api/v1/skill-gap-by-lvl': [200, '{"skill_gaps":[]}'],
  '/api/v1/occupations': [200, '{"occupations":[{"code":"29-1141.00"}]}'],
  '/api/v1/skill-gap': [401, '{"code":"MISSING_API_KEY"}'],
  '/metrics': [404, '{"code":"ROUTE_NOT_FOUND"}'],
};

// The scripts ask the new revision by curl, which images of Node lack.
const hasCurl = spawnSync('curl', ['--version']).status === 0;

(hasCurl ? describe : describe.skip)('the kit for Cloud Run', () => {
  let site: Server;
  let isBroken = false;
  let cloud: GoogleCloud;
  const manifests: Record<string, unknown> = {};

  beforeAll(async () => {
    site = createServer(({ url = '' }, response) => {
      const [status, text] = ANSWERS[url.split('?')[0]!] ?? [404, '{}'];
      response.writeHead(isBroken ? 503 : status).end(isBroken ? '{"status":"unavailable"}' : text);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    cloud = await GoogleCloud.empty(`http://127.0.0.1:${(site.address() as AddressInfo).port}`);
    const { ok, stderr } = await cloud.run('deploy.sh', [], VARIABLES);
    if (!ok) throw new Error(stderr);
    const { resources } = await cloud.state();
    for (const name of ['run services skill-gap', 'run jobs skill-gap-refresh', 'run jobs skill-gap-migrate']) {
      manifests[name] = parse(resources[name] as string);
    }
  });
  afterAll(() => site.close());

  const service = () => manifests['run services skill-gap'] as run_v1.Schema$Service;
  const jobs = () => Object.values(manifests).slice(1) as run_v1.Schema$Job[];
  const revision = () => service().spec!.template!;
  const containers = (): Container[] => [
    revision().spec!.containers![0]!,
    ...jobs().map((job) => job.spec!.template!.spec!.template!.spec!.containers![0]!),
  ];

  describe('has manifests', () => {
    it('of which Google knows every field, and would find one that is misspelt or of a wrong type', () => {
      const [refresh, migrate] = jobs();
      const text = JSON.stringify(service());
      const misspelt = JSON.parse(text.replaceAll('failureThreshold', 'failureTreshold')) as unknown;
      const wrong = JSON.parse(text.replace('"timeoutSeconds":100', '"timeoutSeconds":"100"')) as unknown;
      const faults = typeFaults({
        service: [service(), 'Schema$Service'],
        refresh: [refresh, 'Schema$Job'],
        migrate: [migrate, 'Schema$Job'],
        misspelt: [misspelt, 'Schema$Service'],
        wrong: [wrong, 'Schema$Service'],
      });
      expect(faults).toMatchObject({ service: [], refresh: [], migrate: [] });
      expect(faults.misspelt!.join()).toContain(`'"failureTreshold"' does not exist`);
      expect(faults.wrong!.join()).toContain("Type 'string' is not assignable to type 'number'");
    });

    it('with annotations that Cloud Run knows, about containers that are there', () => {
      const templates = [revision(), ...jobs().map((job) => job.spec!.template!)];
      const annotations = [service(), ...templates].flatMap(({ metadata }) =>
        Object.entries(metadata?.annotations ?? {}),
      );
      expect(ANNOTATIONS).toEqual(expect.arrayContaining(annotations.map(([name]) => name)));
      for (const [, value] of annotations) expect(typeof value).toBe('string');
      const order = revision().metadata!.annotations!['run.googleapis.com/container-dependencies']!;
      const names = revision().spec!.containers!.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(Object.entries(JSON.parse(order) as object).flat(2)));
    });

    it('with variables that the configuration knows, and takes', async () => {
      const { secrets } = await cloud.state();
      for (const { env = [] } of containers()) {
        expect(CONFIGURATION_VARIABLES).toEqual(expect.arrayContaining(env.map(({ name }) => name)));
        const variables = Object.fromEntries(env.map((each) => [each.name!, valueOf(each, secrets)]));
        expect(parseEnvironment(variables)).toMatchObject({ onetSource: { location: 'latest' } });
      }
      const [{ env = [] }] = containers() as [Container];
      const config = parseEnvironment(Object.fromEntries(env.map((each) => [each.name!, valueOf(each, secrets)])));
      expect(config).toMatchObject({ metrics: 'local', refresh: { cron: null, atStart: false } });
    });

    it('whose probes, ports and folders are those of the image', () => {
      const [{ ports, startupProbe, livenessProbe, volumeMounts }] = containers() as [Container];
      const port = Number(/^EXPOSE (\d+)$/m.exec(DOCKERFILE)![1]);
      expect(ports).toMatchObject([{ containerPort: port }]);
      expect(startupProbe).toMatchObject({ httpGet: { path: '/health/ready', port } });
      expect(livenessProbe).toMatchObject({ httpGet: { path: '/health', port } });
      // Cloud Run waits no longer than this for an instance.
      expect(startupProbe!.periodSeconds! * startupProbe!.failureThreshold!).toBeLessThanOrEqual(240);
      expect(volumeMounts).toMatchObject([{ mountPath: /DATA_DIR=(\S+)/.exec(DOCKERFILE)![1] }]);
      for (const { command } of containers().slice(1)) expect(DOCKERFILE).toContain(`/usr/local/bin/${command![0]}`);
      const { spec } = parse(readFileSync(join(DEPLOY, 'cloud-run/monitoring.yaml'), 'utf8')) as {
        spec: { endpoints: unknown };
      };
      expect(spec.endpoints).toMatchObject([{ port, path: '/metrics' }]);
    });

    it('that name accounts and secrets which deploy.sh makes, and mount volumes which they have', async () => {
      const { resources, bindings, secrets } = await cloud.state();
      for (const spec of [revision().spec!, ...jobs().map((job) => job.spec!.template!.spec!.template!.spec!)]) {
        const account = spec.serviceAccountName!;
        expect(resources).toHaveProperty([`iam service-accounts ${account.split('@')[0]}`]);
        const references = spec.containers!.flatMap(({ env = [] }) =>
          env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []),
        );
        const mounted = (spec.volumes ?? []).flatMap(({ secret }) =>
          secret ? [{ name: secret.secretName!, key: secret.items![0]!.key! }] : [],
        );
        for (const { name, key } of [...references, ...mounted]) {
          expect(secrets[name!]).toHaveLength(Number(key));
          expect(bindings).toContain(`secrets ${name} roles/secretmanager.secretAccessor serviceAccount:${account}`);
        }
        const volumes = (spec.volumes ?? []).map(({ name }) => name);
        for (const { volumeMounts = [] } of spec.containers!) {
          expect(volumes).toEqual(expect.arrayContaining(volumeMounts.map(({ name }) => name)));
        }
      }
    });
  });

  describe('has alert policies', () => {
    it('that say what the rules for Prometheus say', async () => {
      await expect(makeAlerts('--check')).resolves.toBe('');
    });

    it('of which Google knows every field', () => {
      const isPolicy = new Ajv().compile(policySchema);
      const folder = join(DEPLOY, 'cloud-run/alerts');
      for (const name of readdirSync(folder)) {
        const policy = JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
        expect({ name, valid: isPolicy(policy), errors: isPolicy.errors }).toEqual({ name, valid: true, errors: null });
        expect(isPolicy({ ...policy, enabld: true })).toBe(false);
      }
    });
  });

  it('is safe to deploy again: nothing is made twice, all settings and secrets stay', async () => {
    const before = await cloud.state();
    const callsBefore = (await cloud.calls()).length;
    const { ok, stderr } = await cloud.run('deploy.sh', [], VARIABLES);
    expect({ ok, stderr }).toEqual({ ok: true, stderr: expect.any(String) });
    const after = await cloud.state();
    const again = (await cloud.calls()).slice(callsBefore);
    expect(again.filter(({ args }) => args.some((word) => /^(create|create-oidc|add)$/.test(word)))).toEqual([]);
    expect(after.secrets).toEqual(before.secrets);
    expect(after.bindings).toEqual(before.bindings);
    expect(Object.keys(after.resources)).toEqual(Object.keys(before.resources));
    expect(Object.keys(after.revisions)).toHaveLength(2);
    const [, latest] = Object.keys(after.revisions);
    expect(after.traffic).toEqual([
      { revisionName: latest, percent: 100 },
      { revisionName: latest, tag: 'candidate' },
    ]);
  });

  it('shows no secret in an argument of a command, nor in what it prints', async () => {
    const { secrets } = await cloud.state();
    const secret = Object.values(secrets)
      .flat()
      .filter((text) => !text.includes('\n'));
    const password = /^mysql:\/\/skill_gap:(\w{40})@/.exec(secrets['skill-gap-database-url']![0]!)![1]!;
    expect(new Set(secret).size).toBe(3);
    const shown = (await cloud.calls()).map(({ args }) => args.join(' ')).join('\n');
    const again = await cloud.run('release.sh', ['smoke']);
    for (const text of [...secret, password]) expect(shown + again.stdout + again.stderr).not.toContain(text);
    // It goes by a file.
    expect((await cloud.calls()).filter(({ files }) => files.some((text) => text.includes(password)))).toHaveLength(1);
  });

  it('gives a revision that does not answer well no traffic', async () => {
    const before = (await cloud.state()).traffic;
    isBroken = true;
    const { ok, stderr } = await cloud.run('release.sh', ['all', NEXT_IMAGE]);
    isBroken = false;
    expect(ok).toBe(false);
    expect(stderr).toMatch(
      /\/health\/ready of the new revision answered 503: \{"status":"unavailable"\}\. It gets no traffic/,
    );
    const { traffic, revisions, resources } = await cloud.state();
    expect(traffic.filter(({ percent }) => percent)).toEqual(before.filter(({ percent }) => percent));
    expect(Object.values(revisions)).toEqual([IMAGE, IMAGE, NEXT_IMAGE]);
    expect(resources['run jobs skill-gap-refresh']).toContain(IMAGE);
  });

  it('goes back to an earlier revision, and lets its version refresh', async () => {
    expect((await cloud.run('release.sh', ['all', NEXT_IMAGE])).ok).toBe(true);
    expect((await cloud.state()).resources['run jobs skill-gap-refresh']).toContain(NEXT_IMAGE);
    const [first] = Object.keys((await cloud.state()).revisions);
    const listed = await cloud.run('rollback.sh');
    expect(listed.stdout.trim().split('\n')).toHaveLength(4);
    const { ok, stderr } = await cloud.run('rollback.sh', [first!]);
    expect({ ok, stderr }).toEqual({ ok: true, stderr: expect.any(String) });
    const { traffic, resources } = await cloud.state();
    expect(traffic[0]).toEqual({ revisionName: first, percent: 100 });
    expect(resources['run jobs skill-gap-refresh']).toContain(IMAGE);
    const unknown = await cloud.run('rollback.sh', ['skill-gap-20200101-000000']);
    expect(unknown).toMatchObject({ ok: false, stderr: expect.stringContaining('skill-gap-20200101-000000') });
    expect((await cloud.state()).traffic).toEqual(traffic);
  });

  it.each([
    ['no project', { PROJECT: '' }, 'set PROJECT to the id'],
    ['an image by its tag', { ...VARIABLES, IMAGE: 'skill-gap:latest' }, 'IMAGE must name the image by its digest'],
    ['a region that is none', { ...VARIABLES, REGION: 'europe' }, 'REGION is europe, which is no region'],
  ])('asks for what it needs before it does anything: %s', async (_what, variables, message) => {
    const before = (await cloud.calls()).length;
    expect(await cloud.run('deploy.sh', [], variables)).toMatchObject({
      ok: false,
      stderr: expect.stringContaining(message),
    });
    expect(await cloud.calls()).toHaveLength(before);
  });
});

function valueOf(
  { value, valueFrom }: run_v1.Schema$EnvVar,
  secrets: Readonly<Record<string, readonly string[]>>,
): string {
  const { name, key } = valueFrom?.secretKeyRef ?? {};
  return value ?? secrets[name!]?.[Number(key) - 1] ?? '';
}

/** What it has to complain about. */
async function makeAlerts(...args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(DEPLOY, 'cloud-run/make-alerts.mjs'), ...args], (_error, _stdout, stderr) =>
      resolve(stderr),
    );
  });
}
