// SPDX-License-Identifier: Apache-2.0
/** `sluice fit` as a user meets it: the answer, JSON, and refusals. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import type { Fit } from '../../../firmware/compile/fit.ts';

const root = new URL('../../../', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-fit-'));
afterAll(() => rmSync(directory, { recursive: true }));

const sluiceFit = async (...args: readonly string[]) => {
  const run = await execa(process.execPath, [join(root, 'bin/sluice.js'), 'fit', ...args], {
    reject: false,
    cwd: root,
  });
  return { exitCode: run.exitCode, stdout: run.stdout, stderr: run.stderr };
};

const file = (name: string, text: string): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

describe('a policy that fits', () => {
  test('is told so, with what it takes', async () => {
    const { exitCode, stdout, stderr } = await sluiceFit('firmware/examples/tenants.yaml');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^firmware\/examples\/tenants\.yaml: 16 rules fit configuration 10g$/m);
    expect(stdout).toMatch(/^rule slots +\d+ +of 16384/m);
    expect(stdout).toMatch(/receiver 7/);
  });

  test('is verified when asked for', async () => {
    const { exitCode, stdout } = await sluiceFit('firmware/examples/tenants.yaml', '--verify');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^verified: \d+ entries, \d{3,} headers at corners of rules$/m);
  });

  test('as JSON, for another configuration', async () => {
    const { exitCode, stdout } = await sluiceFit('firmware/examples/tenants.yaml', '--config', '25g', '--json');
    const answer = JSON.parse(stdout) as Fit;
    expect([exitCode, answer.config, answer.fits, answer.rules]).toEqual([0, '25g', true, 16]);
  });
});

describe('a ClassBench filter set', () => {
  const filters = (count: number): string =>
    Array.from({ length: count }, (_, i) => `@0.0.0.0/0\t0.0.0.0/0\t0 : 65535\t${i} : ${i + 40_000}\t0x06/0xFF\n`).join(
      '',
    );

  test('is refused when it has no room, with the key and the lines', async () => {
    const { exitCode, stdout, stderr } = await sluiceFit(file('any', filters(300)), '--config', 'tiny');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/300 rules do not fit configuration tiny/);
    expect(stdout).toMatch(/rules for all: \d+ rules without room, of 300 entries that share the key "protocol tcp"/);
    expect(stdout).toMatch(/lines \d+, \d+/);
    expect(stdout).toMatch(/with 10g-ecp5 \d+ rules would have no room/);
    expect(stderr).toMatch(/the policy does not fit configuration tiny; see above what has no room\.$/);
  });

  test('with a mistake is refused at its place', async () => {
    const path = file('faulty', '@1.2.3.4/32\t1.2.3.4/40\n');
    const { exitCode, stdout, stderr } = await sluiceFit(path);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr.split('\n')).toEqual([
      `sluice: ${path}:1:21: 40 is too great for a prefix length, which is 32 at most`,
      expect.stringMatching(/^ {4}1 \| @1\.2\.3\.4/),
      expect.stringMatching(/^ {6}\| +\^\^$/),
    ]);
  });
});

test('a policy with mistakes is refused with all of them', async () => {
  const { exitCode, stderr } = await sluiceFit(
    file('faulty.yaml', 'vms:\n  - { name: a, mac: "52:54:00:00:00:01" }\nrules:\n  - { to: b, action: allow }\n'),
  );
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/faulty\.yaml:4:\d+: to "b" names no VM/);
});
