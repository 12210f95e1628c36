// SPDX-License-Identifier: Apache-2.0
/** The three Verilog readers accept a sound module and refuse each planted defect that is theirs to find. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from 'typescript-hdl/command-line';
import { afterAll, describe, expect, test } from 'vitest';
import { iverilogVersion, lintWithIverilog } from '../../../src/tools/iverilog.ts';
import { lintWithVerilator, verilatorVersion } from '../../../src/tools/verilator.ts';
import { checkWithYosys, yosysVersion } from '../../../src/tools/yosys.ts';

const directory = mkdtempSync(join(tmpdir(), 'sluice lint-'));
afterAll(() => rmSync(directory, { recursive: true }));

const file = (name: string, body: string): string => {
  const path = join(directory, `${name}.v`);
  writeFileSync(path, `module top(input wire clk, input wire [3:0] a, output wire [3:0] y);\n${body}\nendmodule\n`);
  return path;
};

const sound = file('sound', 'reg [3:0] r; always @(posedge clk) r <= a; assign y = r;');
const narrow = file('narrow', "reg [2:0] r; always @(posedge clk) r <= a; assign y = {1'b0, r};");
const latch = file('latch', 'reg [3:0] r; always @(*) if (clk) r = a; assign y = r;');
const twoDrivers = file('two drivers', "wire u = clk; assign y = a; assign y = {3'b0, u};");
const unknownName = file('unknown_name', 'assign y = missing(a, clk);');

describe('a sound module', () => {
  test.each([
    ['Verilator', lintWithVerilator],
    ['Icarus', lintWithIverilog],
    ['Yosys', checkWithYosys],
  ])('passes %s', async (_, lint) => {
    expect(await lint(sound, 'top')).toMatchObject({ ok: true, output: expect.any(String) });
  });
});

describe('a broken module', () => {
  test.each([
    ['a lost bit', 'Verilator', lintWithVerilator, narrow, 'WIDTH'],
    ['a latch', 'Verilator', lintWithVerilator, latch, 'LATCH'],
    ['a latch', 'Yosys', checkWithYosys, latch, 'dlatch'],
    ['two drivers', 'Yosys', checkWithYosys, twoDrivers, 'multiple conflicting drivers'],
    ['an unknown name', 'Icarus', lintWithIverilog, unknownName, 'missing'],
  ])('with %s is refused by %s', async (_defect, _tool, lint, path, complaint) => {
    const { ok, output } = await lint(path, 'top');
    expect(ok).toBe(false);
    expect(output).toContain(complaint);
  });
});

describe('the programs', () => {
  test('tell their versions', async () => {
    expect(await verilatorVersion()).toMatch(/^Verilator \d/);
    expect(await iverilogVersion()).toMatch(/^Icarus Verilog version \d/);
    expect(await yosysVersion()).toMatch(/^Yosys \d/);
  });

  test.each([
    ['verilator', lintWithVerilator],
    ['iverilog', lintWithIverilog],
    ['yosys', checkWithYosys],
  ])('without %s on the PATH, the error says what installs it', async (program, lint) => {
    const error = await lint(sound, 'top', { path: directory }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toBe(
      `the program "${program}" is not installed (it is not on the PATH); run "make setup", which installs it.`,
    );
  });
});
