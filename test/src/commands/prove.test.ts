// SPDX-License-Identifier: Apache-2.0
/** `sluice prove` as a user meets it: what it proves, refutes, finds empty and refuses. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';

const program = new URL('../../../bin/sluice.js', import.meta.url).pathname;
// Inside the repository, where the packages are found.
const folder = mkdtempSync(join(import.meta.dirname, '.snippet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const prove = async (...args: readonly string[]) => {
  const settings = { reject: false, cwd: folder } as const;
  const { exitCode, stdout, stderr } = await execa(process.execPath, [program, 'prove', ...args], settings);
  return { exitCode, stdout, stderr };
};

writeFileSync(
  join(folder, 'halves.ts'),
  `import { assert, component, input, output, u, when } from 'typescript-hdl';
import { proof } from 'typescript-hdl/prove';

const half = (limit: number, least: number) => () =>
  component('half', { limit, least }, { d: input(u(4)), y: output(u(4)) }, ({ d, y }) => {
    y.set(d.shr(1));
    when(d.shr(2).ge(least), () => assert('at_most', y.le(limit)));
  });
export const proofs = [
  proof('half-good', half(7, 0), { depth: 2 }),
  proof('half-bad', half(6, 1), { depth: 2 }),
  proof('half-empty', half(6, 4), { depth: 2 }),
];
`,
);
const file = ['--file', 'halves.ts'];

describe('sluice prove', () => {
  test('lists modules with their proofs', async () => {
    const { stdout, exitCode } = await prove('--list');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^packet-fifo +packet-fifo-stall-2 packet-fifo-drop-2 /m);
    expect(stdout).toMatch(/^round-robin-arbiter +round-robin-arbiter-2 /m);
  });

  test('proves one module of the library by its Verilog name and leaves the logs', async () => {
    const { stdout, exitCode } = await prove('stream_join', '--out', 'logs');
    expect(stdout).toMatch(/^proved {3}stream-join \(\d+\.\d s\)\n +7 assertions proved \(.*\n\n1 proof: all hold$/);
    expect(exitCode).toBe(0);
    expect(readFileSync(join(folder, 'logs/stream-join/sat.log'), 'utf8')).toContain('SUCCESS');
  });

  test('fails with the sentence, the line and the waveform of what does not hold', async () => {
    const { stdout, exitCode } = await prove('half-bad', ...file);
    expect(exitCode).toBe(1);
    const waveform = 'build/proofs/half-bad/counterexample.vcd';
    expect(stdout).toMatch(
      /^refuted {2}half-bad .*\n +The assertion 'at_most' \(halves\.ts:7\) does not hold in clock 1 after reset: .*y_o = 7/,
    );
    expect(stdout).toContain(`Waveform: ${waveform}\n`);
    expect(existsSync(join(folder, waveform))).toBe(true);
    expect(stdout).toMatch(/\n1 proof: 1 failed \(half-bad\)$/);
  });

  test('fails with an assertion that no run reaches', async () => {
    const { stdout, exitCode } = await prove('half-empty', ...file);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^vacuous {2}half-empty .*\n +The assertion 'at_most' \(halves\.ts:7\) says nothing: the conditions around it do not hold together in any run\.\n/,
    );
  });

  test('proves all variants of a module, and says which failed', async () => {
    const { stdout, exitCode } = await prove('half', ...file);
    expect(stdout.match(/^(proved|refuted|vacuous) +\S+/gm)).toEqual([
      'proved   half-good',
      'refuted  half-bad',
      'vacuous  half-empty',
    ]);
    expect(stdout).toMatch(/\n3 proofs: 2 failed \(half-bad, half-empty\)$/);
    expect(exitCode).toBe(1);
  });

  test.each([
    [
      ['paket-fifo'],
      'there is no proof of \'paket-fifo\'; near are packet-fifo, fifo; see "sluice prove --list" for what there is.',
    ],
    [
      ['half-god', ...file],
      'halves.ts: there is no proof of \'half-god\'; near are half-good, half-bad, half; see "sluice prove --list" for what there is.',
    ],
    [
      ['half', '--file', 'nowhere.ts'],
      'nowhere.ts: there is no file nowhere.ts; see "sluice prove --list" for what there is.',
    ],
    [['half', ...file, '--depth', '0'], '--depth is "0"; give a whole number from 1 on.'],
  ])('refuses %j', async (args, sentence) => {
    const { stderr, exitCode } = await prove(...args);
    expect(stderr).toBe(`sluice: ${sentence}`);
    expect(exitCode).toBe(1);
  });

  test('refuses a description with a mistake at its line', async () => {
    const wrong = `import { component, input, output, u } from 'typescript-hdl';
import { proof } from 'typescript-hdl/prove';
export const wrong = proof('wrong', () =>
  component('wrong', {}, { d: input(u(4)), y: output(u(5)) }, ({ d, y }) => y.set(d as never)));
`;
    writeFileSync(join(folder, 'wrong.ts'), wrong);
    const { stderr, exitCode } = await prove('wrong', '--file', 'wrong.ts');
    expect(stderr).toMatch(/^proving 1 proof\nsluice: \S*wrong\.ts:4: HDL-WIDTH: .*; correct it there\.$/);
    expect(exitCode).toBe(1);
  });

  test('names the package that is missing', async () => {
    const settings = { reject: false, cwd: folder, env: { PATH: folder } } as const;
    const { stderr, exitCode } = await execa(process.execPath, [program, 'prove', 'half-good', ...file], settings);
    expect(stderr).toBe(
      'proving 1 proof\nsluice: yosys is not installed; proofs need the packages yosys and z3; run "make setup".',
    );
    expect(exitCode).toBe(1);
  });
});
