import { installation } from '@app/installation';
import { runCommandLine } from './command-line';

afterEach(() => jest.restoreAllMocks());

interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

/** The output of a command line that comes to its end without the service. */
async function run(...args: string[]): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[name], 'write').mockImplementation((text) => Boolean((said[name] += String(text))));
  }
  const code = await runCommandLine(args);
  jest.restoreAllMocks();
  return { code, ...said };
}

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['bogus'], "unknown command 'bogus'"],
    ['an unknown option', ['releases', '--bogus'], "unknown option '--bogus'"],
    ['a missing argument', ['gap', '11-1011'], "missing required argument 'to'"],
    ['an argument that is no code', ['assess', 'nurse'], "value 'nurse' is invalid for argument 'codes'. It is not"],
    ['an option that is out of range', ['occupations', 'nurse', '--limit', '0'], 'whole number from 1 to 9999'],
    ['a missing option', ['keys', 'create'], "required option '--name <name>' not specified"],
    ['what only the command itself can tell', ['assess'], 'give either codes such as 11-1011.00, or --all'],
    ['no command', [], 'No command is given; --help lists the commands.'],
  ])('is told as JSON under --json: %s', async (_what, args, detail) => {
    const { code, stdout, stderr } = await run(...args, '--json');
    expect(JSON.parse(stderr)).toEqual({
      error: { code: 'WRONG_USAGE', detail: expect.stringContaining(detail) as string, exit_code: 2 },
    });
    expect(stderr.trim()).not.toContain('\n');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('is told as text without it', async () => {
    const { code, stdout, stderr } = await run('bogus');
    expect(stderr).toBe("error: unknown command 'bogus'\n");
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

it('tells its version, to programs as JSON', async () => {
  const { version } = installation;
  expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect(await run('--version', '--json')).toMatchObject({ code: 0, stdout: `{"version":"${version}"}\n` });
  expect(await run('--json', '-V')).toMatchObject({ code: 0, stdout: `{"version":"${version}"}\n` });
});

it('takes --json in front of a command as well', async () => {
  const { stderr } = await run('--json', 'gap', '11-1011');
  expect(stderr).toContain('{"error":{"code":"WRONG_USAGE","detail":"missing required argument \'to\'"');
});
