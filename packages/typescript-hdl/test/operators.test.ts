// SPDX-License-Identifier: Apache-2.0
/** Random expressions: the emitted Verilog run by Icarus, and the built-in simulator, against plain bigint arithmetic. */
import fc from 'fast-check';
import { emitVerilog, Simulator } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { dutFor, inputWidths, type Tree, tree, vectors } from './support/expressions.ts';
import { lint, simulate } from './support/tools.ts';

const benchFor = (trees: readonly Tree[], rows: readonly (readonly bigint[])[]): string => {
  const declarations = inputWidths.map((width, i) => `reg [${width - 1}:0] x${i};`);
  const outputs = trees.map(({ width }, i) => `wire [${width - 1}:0] y${i};`);
  const ports = [...inputWidths.map((_, i) => `.x${i}_i(x${i})`), ...trees.map((_, i) => `.y${i}_o(y${i})`)];
  const steps = rows.map(row => {
    const drive = row.map((value, i) => `x${i} = ${inputWidths[i]}'d${value};`).join(' ');
    return `${drive} #1; $display("${trees.map(() => '%h').join(' ')}", ${trees.map((_, i) => `y${i}`).join(', ')});`;
  });
  return `module bench; ${declarations.join(' ')} ${outputs.join(' ')} dut d(${ports.join(', ')});
    initial begin ${steps.join('\n')} $finish(0); end endmodule`;
};

const trees = fc.sample(tree, { seed: 20, numRuns: 300 });
const rows = fc.sample(vectors, { seed: 21, numRuns: 4 }).flat();

describe('operators', () => {
  it('mean in Verilog what they say', async () => {
    const output = await simulate(emitVerilog(dutFor(trees)), benchFor(trees, rows));
    const lines = output.trim().split('\n');
    expect(lines).toHaveLength(rows.length);
    lines.forEach((line, row) => {
      const got = line.split(' ').map(word => BigInt(`0x${word}`));
      expect(got).toEqual(trees.map(one => one.number(rows[row]!)));
    });
  });

  it('mean the same in the built-in simulator', () => {
    const simulator = new Simulator(dutFor(trees));
    for (const row of rows) {
      row.forEach((value, i) => {
        simulator.poke(`x${i}_i`, value);
      });
      expect(trees.map((_, i) => simulator.peek(`y${i}_o`))).toEqual(trees.map(one => one.number(row)));
    }
  });

  it('emit text that Verilator, Icarus and Yosys accept without a word', async () => {
    expect(await lint(emitVerilog(dutFor(fc.sample(tree, { seed: 30, numRuns: 150 }))))).toBe('');
  });
});
