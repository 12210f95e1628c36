// SPDX-License-Identifier: Apache-2.0
/** Waveforms of the built-in simulator against those that Icarus dumps of the emitted Verilog under the same stimulus. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import {
  bit,
  clockDomain,
  component,
  type Definition,
  emitVerilog,
  inDomain,
  input,
  inst,
  defaultDomain as main,
  output,
  ram,
  reg,
  Simulator,
  u,
  vec,
  when,
  wire,
} from 'typescript-hdl';
import { expect, it } from 'vitest';
import { random } from './support/streams.ts';
import { withFolder } from './support/tools.ts';
import { readWaveform } from './support/waveform.ts';

const fast = clockDomain('fast', { reset: { kind: 'async', active: 'low' } });

const leaf = component('leaf', {}, { d: input(u(40)), go: input(bit()), q: output(u(40)) }, ({ d, go, q }) => {
  const r = reg({ held: u(40, 5) });
  when(go, () => r.held.set(d.add(r.held)));
  const { words } = ram({ words: { shape: u(40), depth: 4, kind: 'distributed', init: [1n, 2n, 3n, 4n] } });
  words.write(d.slice(0, 2), r.held);
  q.set(r.held.xor(words.read(d.slice(2, 2))));
});

const dut = component(
  'dut',
  {},
  { d: input(u(40)), go: input(bit()), lanes: input(vec(4, u(20))), q: output({ a: u(40), b: u(40), wide: u(80) }) },
  ({ d, go, lanes, q }) => {
    const { first } = inst({ first: leaf });
    const { second } = inDomain(fast, () => inst({ second: leaf }));
    first.d.set(d.not());
    first.go.set(go);
    second.d.set(40);
    second.go.set(1);
    const w = wire({ wide: u(80) });
    w.wide.set(lanes.get(3).zext(80).shl(13));
    q.set({ a: first.q, b: second.q, wide: w.wide });
  },
);

/** Lines of a bench: the same pokes, waits and edges that {@link runBuiltIn} makes. */
interface Event {
  readonly pokes: Readonly<Record<string, bigint>>;
  /** Clocks that rise; none lets half a period pass without an edge. */
  readonly clocks: readonly ('clk' | 'fast_clk')[];
}

const events = (): Event[] => {
  const next = random(77);
  const bits = (width: number): bigint =>
    BigInt(Math.floor(next() * 2 ** 32)) * (1n << BigInt(Math.max(0, width - 32))) + 3n;
  return Array.from({ length: 60 }, (_, i) => ({
    pokes: {
      rst: i === 1 || i === 20 ? 1n : 0n,
      fast_rst_n: i === 1 || i === 31 ? 0n : 1n,
      d_i: BigInt.asUintN(40, bits(40)),
      go_i: BigInt(Math.floor(next() * 2)),
      lanes_i: BigInt.asUintN(80, bits(80)),
    },
    clocks: i === 5 ? [] : i % 3 === 0 ? ['clk', 'fast_clk'] : i % 3 === 1 ? ['fast_clk'] : ['clk'],
  }));
};

const runBuiltIn = (definition: Definition, file: string): void => {
  const simulator = new Simulator(definition);
  const trace = simulator.trace(file);
  for (const { pokes, clocks } of events()) {
    for (const [name, value] of Object.entries(pokes)) simulator.poke(name, value);
    if (clocks.length === 0) simulator.wait(5);
    else if (clocks.length === 2) simulator.tick(main, fast);
    else if (clocks[0] === 'clk') simulator.step();
    else simulator.tick(fast);
  }
  trace.close();
};

const bench = (): string => {
  const { ports } = emitVerilog(dut);
  const declared = ports.map(({ name, width, direction }) =>
    direction === 'input'
      ? `reg [${width - 1}:0] ${name} = ${name === 'fast_rst_n' ? 1 : 0};`
      : `wire [${width - 1}:0] ${name};`,
  );
  const steps = events().map(({ pokes, clocks }) => {
    const drive = Object.entries(pokes)
      .map(([name, value]) => `${name} = 80'h${value.toString(16)};`)
      .join(' ');
    if (clocks.length === 0) return `${drive} #5;`;
    return `${drive} #5 ${clocks.map(name => `${name} = 1;`).join(' ')} #5 ${clocks.map(name => `${name} = 0;`).join(' ')}`;
  });
  return `\`timescale 1ns/1ns
module bench; ${declared.join(' ')}
dut dut(${ports.map(({ name }) => `.${name}(${name})`).join(', ')});
initial begin dut.first.held_q = 0; $dumpfile("icarus.vcd"); $dumpvars(0, dut);
${steps.join('\n')} #1 $finish(0); end endmodule`;
};

it('has the names, widths, values and times of the Verilog', async () =>
  withFolder(async folder => {
    runBuiltIn(dut, join(folder, 'own.vcd'));
    writeFileSync(join(folder, 'design.v'), emitVerilog(dut).verilog);
    writeFileSync(join(folder, 'bench.v'), bench());
    await execa('iverilog', ['-g2005', '-s', 'bench', '-o', 'b.vvp', 'design.v', 'bench.v'], { cwd: folder });
    await execa('vvp', ['-n', 'b.vvp'], { cwd: folder });
    const text = readFileSync(join(folder, 'own.vcd'), 'utf8');
    expect(text).toContain('$timescale 1ns $end');
    expect(text).not.toMatch(/^[bB]?[xzXZ]/m);
    const own = readWaveform(text);
    const icarus = readWaveform(readFileSync(join(folder, 'icarus.vcd'), 'utf8'), 'bench.');
    const names = [...own.keys()];
    expect(names).toEqual(
      expect.arrayContaining([
        'dut.clk',
        'dut.fast_clk',
        'dut.fast_rst_n',
        'dut.first.held_q',
        'dut.second.rst_n',
        'dut.second.words_rdata',
        'dut.wide',
      ]),
    );
    for (const name of names) {
      expect(icarus.get(name), name).toBeDefined();
      expect({ name, ...own.get(name) }).toEqual({ name, ...icarus.get(name) });
    }
    // The sink of unread bits is no signal of the author's.
    const others = [...icarus.keys()].filter(name => !own.has(name));
    expect(others).toEqual(['dut.unused']);
  }));

it('writes to anything that takes text, with a time scale and a period of choice, and ends with close()', () => {
  const pieces: string[] = [];
  const simulator = new Simulator(leaf);
  const trace = simulator.trace({ write: text => pieces.push(text) }, { timescale: '1ps', period: 7 });
  simulator.poke('go_i', 1);
  simulator.poke('d_i', 1);
  simulator.step(2);
  trace.close();
  simulator.step(5);
  const text = pieces.join('');
  expect(text).toContain('$timescale 1ps $end');
  expect(text.match(/^#\d+$/gm)).toEqual(['#0', '#3', '#7', '#10', '#14']);
  trace.close();
  expect(pieces.join('')).toBe(text);
});
