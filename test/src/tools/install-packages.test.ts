// SPDX-License-Identifier: Apache-2.0
/** The installer behind `make setup`, with a made-up PATH whose apt-get and sudo only write down what they were asked. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findProof, neededPackages } from '../../../src/tools/needed-packages.ts';

const installer = new URL('../../../src/tools/install-packages.sh', import.meta.url).pathname;
const needed = await neededPackages();
const programs = needed.map(({ proof }) => proof).filter(proof => !proof.startsWith('/'));

let bin: string;
let calls: string;

/** Makes a program of each package that is to be installed. */
const bringsPrograms = (): string => `
[[ $1 == install ]] || exit 0
for name in "\${@:4}"; do echo > "${bin}/$name"; "${findProof('chmod')}" +x "${bin}/$name"; done`;

const script = (name: string, body: string): void => {
  writeFileSync(join(bin, name), `#!/bin/bash\n${body}\n`);
  chmodSync(join(bin, name), 0o755);
};

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'sluice-installer-'));
  calls = join(bin, 'calls');
  for (const tool of ['mkdir', 'env', 'tail']) symlinkSync(findProof(tool)!, join(bin, tool));
  for (const program of programs) script(program, 'exit 0');
  script('apt-get', `echo "$DEBIAN_FRONTEND apt-get $*" >> ${calls}\n${bringsPrograms()}`);
  script('sudo', 'exec "$@"');
});

afterEach(() => rmSync(bin, { recursive: true }));

const install = (...args: readonly string[]) =>
  execa('/bin/bash', [installer, ...args], { extendEnv: false, env: { PATH: bin }, reject: false });

describe('install-packages.sh', () => {
  test('does nothing when everything is there', async () => {
    const { exitCode, stdout } = await install();
    expect([exitCode, stdout, existsSync(calls)]).toEqual([0, '', false]);
  });

  test('installs what is missing and only that', async () => {
    for (const program of ['mold', 'yosys']) rmSync(join(bin, program));
    const { exitCode, stdout } = await install();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('missing: mold, which links the co-simulation quickly');
    expect(readFileSync(calls, 'utf8')).toBe(
      'noninteractive apt-get update\nnoninteractive apt-get install -y --no-install-recommends mold yosys\n',
    );
  });

  test('--check only says what is missing', async () => {
    rmSync(join(bin, 'verilator'));
    const { exitCode, stdout } = await install('--check');
    expect(stdout).toMatch(/^missing: verilator, which .*$/);
    expect([exitCode, existsSync(calls)]).toEqual([1, false]);
  });

  test('a package without its program fails it', async () => {
    for (const program of ['mold', 'yosys']) rmSync(join(bin, program));
    script('apt-get', `[[ $1 == install ]] || exit 0\necho > "${bin}/mold"; "${findProof('chmod')}" +x "${bin}/mold"`);
    const { exitCode, stdout, stderr } = await install();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^setup: the package yosys is installed, but yosys is not there: /);
    expect(stdout).not.toContain('installed');
  });

  test('a failing apt-get fails it, with the end of its output', async () => {
    rmSync(join(bin, 'verilator'));
    script('apt-get', 'echo "E: no network"; exit 100');
    const { exitCode, stderr } = await install();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^E: no network\nsetup: 'apt-get update' failed; the lines above are the end of build/);
  });
});

test('packages.txt gives each package a proof and a reason', () => {
  expect(needed.map(({ debianPackage }) => debianPackage)).toContain('verilator');
  for (const { reason } of needed) expect(reason).toMatch(/^[a-z].{15,}/);
});
