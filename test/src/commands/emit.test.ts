// SPDX-License-Identifier: Apache-2.0
/** `sluice emit`: Verilog that the tools take as it is. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';

const program = new URL('../../../bin/sluice.js', import.meta.url).pathname;
const directory = mkdtempSync(join(tmpdir(), 'sluice-emit-'));
afterAll(() => rmSync(directory, { recursive: true }));

test.each(['tiny', '10g'])('the Verilog of %s is clean for Verilator, Icarus and Yosys', async config => {
  const out = join(directory, config);
  const { stdout } = await execa(process.execPath, [program, 'emit', '--config', config, '--out', out]);
  expect(stdout).toMatch(new RegExp(`^configuration ${config}: \\d+ modules, \\d+ lines, top module sluice$`, 'm'));
  const files = readFileSync(join(out, 'files.f'), 'utf8').trim().split('\n');
  // Complaints go to standard error; newer versions of Verilator report on standard output what they did.
  const verilator = await execa('verilator', ['--lint-only', '-Wall', '--top-module', 'sluice', '-f', 'files.f'], {
    cwd: out,
  });
  expect(verilator.stderr).toBe('');
  const icarus = await execa('iverilog', ['-Wall', '-g2005', '-s', 'sluice', '-t', 'null', ...files], {
    cwd: out,
    all: true,
  });
  expect(icarus.all).toBe('');
  const script = `read_verilog ${files.join(' ')}; hierarchy -check -top sluice; proc; check -assert`;
  const yosys = await execa('yosys', ['-q', '-p', script], { cwd: out, all: true });
  expect(yosys.all).toBe('');
});

test('refuses an unknown configuration and a directory that cannot be', async () => {
  const emit = (...args: readonly string[]) => execa(process.execPath, [program, 'emit', ...args], { reject: false });
  const unknown = await emit('--config', '40g');
  expect(unknown.stderr).toMatch(/^sluice: there is no configuration "40g"/);
  expect(unknown.exitCode).toBe(1);
  const nowhere = await emit('--config', 'tiny', '--out', join(program, 'below-a-file'));
  expect(nowhere.stderr).toMatch(
    /^sluice: .*a part of the path is a file, not a directory; name another place with --out\.$/,
  );
  expect(nowhere.exitCode).toBe(1);
});
