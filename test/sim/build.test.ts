// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BuildError, buildSimulation } from '../../sim/build.ts';
import type { Design } from '../../sim/design.ts';
import { designOf, loadFixture } from './fixtures/load-fixture.ts';

const skidBuffer = loadFixture('skid-buffer');
/** The same design under a text nobody has built before. */
const fresh = (design: Design): Design => ({ ...design, verilog: `// ${randomUUID()}\n${design.verilog}` });

const failureOf = async (build: Promise<unknown>): Promise<BuildError> => {
  const error = await build.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BuildError);
  return error as BuildError;
};

describe('the build cache', () => {
  it('compiles a design once', async () => {
    const design = fresh(skidBuffer);
    const first = await buildSimulation(design);
    const second = await buildSimulation(design);
    expect([first.hit, second.hit]).toEqual([false, true]);
    expect(second.program).toBe(first.program);
    expect(existsSync(first.program)).toBe(true);
  });

  it('compiles once when several ask at the same time', async () => {
    const design = fresh(skidBuffer);
    const builds = await Promise.all([1, 2, 3].map(() => buildSimulation(design)));
    expect(builds.filter(build => !build.hit)).toHaveLength(1);
    expect(new Set(builds.map(build => build.program)).size).toBe(1);
  });

  it('tells designs and variants apart', async () => {
    const plain = await buildSimulation(skidBuffer);
    const traced = await buildSimulation(skidBuffer, { trace: true });
    const other = await buildSimulation({ ...skidBuffer, verilog: `${skidBuffer.verilog}\n// edited\n` });
    expect(new Set([plain.program, traced.program, other.program]).size).toBe(3);
  });
});

describe('a design Verilator warns about', () => {
  it('is refused with the warning and the kept file', async () => {
    const design = designOf(
      'narrow',
      [
        'module narrow (',
        '  input wire [7:0] a_i,',
        '  output wire [3:0] b_o',
        ');',
        '  assign b_o = a_i;',
        'endmodule',
        '',
      ].join('\n'),
    );
    const { message } = await failureOf(buildSimulation(design));
    expect(message).toContain('Verilator refuses narrow');
    expect(message).toMatch(/%Warning-WIDTH.*narrow\.v:5:/);
    const kept = /\((\/.*narrow\.v)\)/.exec(message)![1]!;
    expect(readFileSync(kept, 'utf8')).toBe(design.verilog);
    await failureOf(buildSimulation(design));
  });

  it('is refused for a combinational loop', async () => {
    const text = `module loop (\n  input wire a_i,\n  output wire b_o\n);\n  wire [1:0] x;\n  assign x[0] = x[1] ^ a_i;\n  assign x[1] = !x[0];\n  assign b_o = x[1];\nendmodule\n`;
    const { message } = await failureOf(buildSimulation(designOf('loop', text)));
    expect(message).toContain('UNOPTFLAT');
  });

  it('is refused for a syntax error', async () => {
    const text = 'module broken (\n  input wire a_i\n);\n  assign = ;\nendmodule\n';
    expect((await failureOf(buildSimulation(designOf('broken', text)))).message).toContain('syntax error');
  });
});

describe('a port list that does not fit the Verilog', () => {
  const withPort = (name: string, width: number): Design => ({
    ...skidBuffer,
    ports: skidBuffer.ports.map(port => (port.name === 'up_data_i' ? { ...port, name, width } : port)),
  });

  it('is refused by its storage size, its name, or an impossible width', async () => {
    expect((await failureOf(buildSimulation(withPort('up_data_i', 32)))).message).toContain(
      'port up_data_i is not 32 bits wide in the Verilog',
    );
    expect((await failureOf(buildSimulation(withPort('up_date_i', 64)))).message).toContain('up_date_i');
    expect((await failureOf(buildSimulation(withPort('up data', 64)))).message).toContain(
      'not a plain Verilog identifier',
    );
    expect((await failureOf(buildSimulation(withPort('up_data_i', 0)))).message).toContain('has width 0');
  });
});

describe('a machine without the tools', () => {
  it('is told what to install', async () => {
    const { message } = await failureOf(buildSimulation(skidBuffer, { path: '/nonexistent' }));
    expect(message).toBe(
      'The co-simulation needs verilator, which is not on the PATH; install it with "apt-get install verilator".',
    );
    const directory = mkdtempSync(join(tmpdir(), 'sluice-tools-'));
    writeFileSync(join(directory, 'verilator'), '#!/bin/sh\n', { mode: 0o755 });
    const withoutClang = await failureOf(buildSimulation(skidBuffer, { path: directory }));
    rmSync(directory, { recursive: true });
    expect(withoutClang.message).toContain(
      'needs clang++, which is not on the PATH; install it with "apt-get install clang"',
    );
  });
});
