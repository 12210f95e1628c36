// SPDX-License-Identifier: Apache-2.0
/** Runs a clocked component on Icarus and on the built-in simulator, which must agree. */
import { type Definition, type EmittedPort, emitVerilog, Simulator } from 'typescript-hdl';
import { expect } from 'vitest';
import { lint, simulate } from './tools.ts';

/** One clock of stimulus: input port to value. */
export type Step = Readonly<Record<string, number>>;

/** The same steps on the built-in simulator. */
const onBuiltIn = (
  definition: Definition,
  steps: readonly Step[],
  inputs: readonly EmittedPort[],
  outputs: readonly EmittedPort[],
): Record<string, number>[] => {
  const simulator = new Simulator(definition);
  simulator.reset();
  return steps.map(step => {
    for (const { name } of inputs) simulator.poke(name, step[name.replace(/_i$/, '')] ?? 0);
    const row = Object.fromEntries(outputs.map(({ name }) => [name.replace(/_o$/, ''), simulator.peekNumber(name)]));
    simulator.step();
    return row;
  });
};

/** Runs one step a clock after a reset, on Icarus and on the built-in simulator; returns the outputs sampled just before each clock edge. */
export const runClocked = async (definition: Definition, steps: readonly Step[]): Promise<Record<string, number>[]> => {
  const design = emitVerilog(definition);
  expect(await lint(design)).toBe('');
  const data = design.ports.filter(port => port.name !== 'clk' && port.name !== 'rst');
  const inputs = data.filter(port => port.direction === 'input');
  const outputs = data.filter(port => port.direction === 'output');
  const signed = new Set(definition.words.filter(word => word.isSigned).map(word => word.name));
  const declare = data.map(
    ({ name, width, direction }) =>
      `${direction === 'input' ? 'reg' : 'wire'} ${signed.has(name) ? 'signed ' : ''}[${width - 1}:0] ${name};`,
  );
  const drive = (step: Step): string =>
    inputs.map(({ name }) => `${name} = ${step[name.replace(/_i$/, '')] ?? 0};`).join(' ');
  const show = `$display("${outputs.map(() => '%d').join(' ')}", ${outputs.map(({ name }) => name).join(', ')});`;
  const text = await simulate(
    design,
    `module bench; reg clk = 0; reg rst = 1; ${declare.join(' ')}
    ${design.top} d(${design.ports.map(({ name }) => `.${name}(${name})`).join(', ')});
    initial begin ${drive({})} #1 clk = 1; #1 clk = 0; rst = 0;
    ${steps.map(step => `${drive(step)} #1 ${show} clk = 1; #1 clk = 0;`).join('\n')} $finish(0); end endmodule`,
  );
  const icarus = text
    .trim()
    .split('\n')
    .map(line => {
      const values = line.trim().split(/\s+/).map(Number);
      return Object.fromEntries(outputs.map(({ name }, i) => [name.replace(/_o$/, ''), values[i]!]));
    });
  // What Icarus calls unknown, the two-valued simulator may call anything.
  const builtIn = onBuiltIn(definition, steps, inputs, outputs).map((row, i) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, Number.isNaN(icarus[i]![name]) ? NaN : value]),
    ),
  );
  expect(builtIn).toEqual(icarus);
  return icarus;
};
