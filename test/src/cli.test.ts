/** The command line as a user meets it: the real program in its own process. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';

const program = new URL('../../bin/sluice.js', import.meta.url).pathname;
const empty = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
afterAll(() => rmSync(empty, { recursive: true }));

interface Outcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const sluice = async (args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> => {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [program, ...args], { reject: false, env });
  return { exitCode, stdout, stderr };
};

/** What every refusal looks like: one sentence on standard error, exit code 1, no stack. */
const expectRefusal = ({ exitCode, stderr }: Outcome, sentence: string): void => {
  expect(stderr).toBe(`sluice: ${sentence}`);
  expect(exitCode).toBe(1);
};

const names = commands.map(({ command }) => String(command).split(' ')[0]!);

describe('the command line', () => {
  test('its help lists every command and exits with 0', async () => {
    const { exitCode, stdout } = await sluice(['--help']);
    expect(exitCode).toBe(0);
    for (const name of names) expect(stdout).toMatch(new RegExp(`^  sluice ${name}\\b.*  \\S`, 'm'));
  });

  test.each(names)('"%s --help" describes it', async name => {
    const { exitCode, stdout } = await sluice([name, '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`^sluice ${name}`));
  });

  test('its version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect((await sluice(['--version'])).stdout).toBe(version);
  });

  test('refuses no command and an unknown command', async () => {
    const list = `(there are ${names.join(', ')})`;
    expectRefusal(await sluice([]), `no command is given ${list}; see "sluice --help".`);
    expectRefusal(await sluice(['emti']), `there is no command "emti" ${list}; see "sluice --help".`);
  });

  test('refuses unknown options and arguments', async () => {
    expectRefusal(await sluice(['--colour']), 'unknown argument: colour; see "sluice --help".');
    expectRefusal(await sluice(['setup', '--fast']), 'unknown argument: fast; see "sluice setup --help".');
    expectRefusal(await sluice(['setup', 'now']), 'unknown argument: now; see "sluice setup --help".');
  });

  test('names the argument that a command lacks', async () => {
    expectRefusal(
      await sluice(['compile']),
      'an argument is missing ("sluice compile <policy>"); see "sluice compile --help".',
    );
  });

  test('takes the last value of an option that is given twice', async () => {
    const outcome = await sluice(['setup', '--check', '--no-check'], { PATH: empty });
    expect(outcome.stderr).toContain('this system has no apt-get');
  });

  test('without the npm packages it says what to run', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'sluice-bare-'));
    cpSync(program, join(copy, 'bin', 'sluice.js'));
    writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
    const { exitCode, stderr } = await execa(process.execPath, [join(copy, 'bin', 'sluice.js')], { reject: false });
    rmSync(copy, { recursive: true });
    expect(stderr).toMatch(
      /^sluice: the npm packages are not complete \(Cannot find package 'tsx' .*\); run "make setup"\.$/,
    );
    expect(exitCode).toBe(1);
  });

  test('shows the stack of a refusal only with SLUICE_DEBUG', async () => {
    expect((await sluice(['emti'], { SLUICE_DEBUG: '1' })).stderr).toMatch(/\n\s+at .*cli\.ts/);
    expect((await sluice(['emti'])).stderr).not.toContain('\n');
  });
});

describe('sluice setup', () => {
  test('--check names what is missing and installs nothing', async () => {
    const outcome = await sluice(['setup', '--check'], { PATH: empty });
    expect(outcome.stdout).toMatch(/^verilator +MISSING \(no verilator\) +\S/m);
    expect(outcome.stderr).toMatch(/^sluice: verilator, .*z3 not installed; run "make setup" or "sluice setup"\.$/);
    expect(outcome.exitCode).toBe(1);
  });

  test('without apt-get it says so', async () => {
    const outcome = await sluice(['setup'], { PATH: empty });
    expect(outcome.stderr).toContain('this system has no apt-get; install by hand what is missing');
    expect(outcome.stderr).not.toMatch(/^\s+at /m);
    expect(outcome.exitCode).toBe(1);
  });

  test('with everything there it lists where', async () => {
    const { exitCode, stdout } = await sluice(['setup', '--check']);
    expect(stdout).toMatch(/^verilator +\/\S*\/verilator +\S/m);
    expect(exitCode).toBe(0);
  });
});
