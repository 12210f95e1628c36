// SPDX-License-Identifier: Apache-2.0
/** The command line as a user meets it: the real program in its own process. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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

const capture = new URL('../../examples/captures/tenants.pcap', import.meta.url).pathname;

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise(resolve => setTimeout(resolve, 20));
};

const isRunning = (pid: number): boolean => {
  try {
    // One that ended and that nobody has waited for yet is a zombie.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

/** What every refusal looks like: one sentence on standard error, exit code 1, no stack. */
const expectRefusal = ({ exitCode, stderr }: Outcome, sentence: string): void => {
  expect(stderr).toBe(`sluice: ${sentence}`);
  expect(exitCode).toBe(1);
};

const names = commands.map(({ name }) => name);

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

  test('refuses, in one sentence, what cannot be read', async () => {
    expectRefusal(await sluice(['emti']), 'there is no command "emti"; did you mean emit?');
    expectRefusal(await sluice(['setup', '--fast']), 'there is no option "--fast"; see "sluice setup --help".');
  });

  test('without the npm packages it says what to run', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'sluice-bare-'));
    cpSync(join(program, '..'), join(copy, 'bin'), { recursive: true });
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

describe('output that cannot be written', () => {
  const shell = (line: string): Promise<Outcome> =>
    execa('bash', ['-c', line, process.execPath, program, capture], { reject: false }) as Promise<Outcome>;

  test.each(['"$0" "$1" parse "$2"', '"$0" "$1" registers', '"$0" "$1" --help'])(
    '%s > /dev/full is a sentence',
    async line => {
      expectRefusal(await shell(`${line} > /dev/full`), 'standard output: the disk is full; send it to another place.');
    },
  );

  test('with standard error full too, only the exit code says so', async () => {
    expect(await shell('"$0" "$1" parse "$2" > /dev/full 2> /dev/full')).toMatchObject({ exitCode: 1 });
  });

  test('a reader that goes away early ends it quietly', async () => {
    const outcome = await shell(`"$0" "$1" parse "$2" | head -1; echo "\${PIPESTATUS[0]}"`);
    expect(outcome).toMatchObject({ stderr: '', exitCode: 0 });
    expect(outcome.stdout).toMatch(/^1: .*\n0$/);
  });
});

describe('a signal', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends it with %i, also while it waits for a pipe', async (signal, exitCode) => {
    const pipe = join(empty, `pipe-${signal}`);
    execFileSync('mkfifo', [pipe]);
    const child = execa(process.execPath, [program, 'parse', pipe], { reject: false });
    const writer = openSync(pipe, 'w');
    child.kill(signal);
    const outcome = await child;
    closeSync(writer);
    expect(outcome).toMatchObject({ exitCode, stdout: '', stderr: '' });
  });

  test('ends the programs that it started, and theirs', async () => {
    const tools = mkdtempSync(join(tmpdir(), 'sluice-tools-'));
    const started = join(tools, 'started');
    // A wrapper, as Verilator's own is one; what it wraps is what must not go on.
    writeFileSync(
      join(tools, 'verilator'),
      `#!/bin/bash\n/bin/sleep 300 &\necho $! > ${started}.part\nmv ${started}.part ${started}\nwait\n`,
    );
    for (const tool of ['clang++', 'ar']) writeFileSync(join(tools, tool), '#!/bin/bash\nexit 1\n');
    for (const tool of ['verilator', 'clang++', 'ar']) chmodSync(join(tools, tool), 0o755);
    const child = execa(process.execPath, [program, 'parse', '--rtl', capture], {
      reject: false,
      env: { PATH: `${tools}:/bin` },
    });
    await until(() => existsSync(started));
    const pid = Number(readFileSync(started, 'utf8'));
    child.kill('SIGINT');
    expect(await child).toMatchObject({ exitCode: 130, stderr: '' });
    await until(() => !isRunning(pid));
    rmSync(tools, { recursive: true });
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
