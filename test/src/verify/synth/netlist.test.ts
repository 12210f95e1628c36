// SPDX-License-Identifier: Apache-2.0
/** Counting a netlist: by hand on small ones, and on what Yosys makes of designs whose size is known. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { deepestPath, logicLevels } from '../../../../src/verify/synth/logic-levels.ts';
import { type NetlistCell, resourcesOf } from '../../../../src/verify/synth/netlist.ts';
import { synthesize } from '../../../../src/verify/synth/synthesize.ts';

const cell = (type: string, inputs: Readonly<Record<string, number>>, outputs: Readonly<Record<string, number>>) => {
  const ports = { ...inputs, ...outputs };
  return {
    type,
    port_directions: Object.fromEntries(Object.keys(ports).map(name => [name, name in inputs ? 'input' : 'output'])),
    connections: Object.fromEntries(Object.entries(ports).map(([name, bit]) => [name, [bit]])),
  } as NetlistCell;
};

describe('logic levels', () => {
  test('a way ends at registers, shift registers and the data of a memory', () => {
    const cells = {
      a: cell('LUT2', { I0: 1, I1: 2 }, { O: 3 }),
      register: cell('FDRE', { D: 3, C: 0 }, { Q: 4 }),
      b: cell('LUT1', { I0: 4 }, { O: 5 }),
      shift: cell('SRL16E', { D: 5, A0: 0 }, { Q: 6 }),
      c: cell('LUT6', { I0: 6 }, { O: 7 }),
      memory: cell('RAM32M16', { ADDRA: 8, ADDRH: 7, DIA: 7, WCLK: 0 }, { DOA: 9 }),
      d: cell('LUT6', { I0: 9 }, { O: 10 }),
    };
    expect(logicLevels({ cells })).toBe(2);
  });

  test('carry chains, inverters and wide multiplexers are passed and not counted', () => {
    const cells = {
      a: cell('LUT2', { I0: 1 }, { O: 2 }),
      carry: cell('CARRY4', { S: 2 }, { O: 3, CO: 4 }),
      more: cell('CARRY4', { CI: 4 }, { O: 5 }),
      inverter: cell('INV', { I: 5 }, { O: 6 }),
      wide: cell('MUXF7', { I0: 6, I1: 3, S: 1 }, { O: 7 }),
      b: cell('LUT3', { I2: 7 }, { O: 8 }),
    };
    expect(logicLevels({ cells })).toBe(2);
  });

  test('the address of a memory that is read leads on, that of its write does not', () => {
    const read = { a: cell('LUT1', { I0: 1 }, { O: 2 }), m: cell('RAM32M', { ADDRA: 2 }, { DOA: 3 }) };
    const write = { a: cell('LUT1', { I0: 1 }, { O: 2 }), m: cell('RAM32M', { ADDRD: 2 }, { DOA: 3 }) };
    expect([logicLevels({ cells: read }), logicLevels({ cells: write })]).toEqual([2, 1]);
  });

  test('a long way does not end the search', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => [`l${i}`, cell('LUT1', { I0: i }, { O: i + 1 })] as const);
    expect(logicLevels({ cells: Object.fromEntries(chain.reverse()) })).toBe(20_000);
  });

  test('a loop is refused', () => {
    const cells = { a: cell('LUT1', { I0: 1 }, { O: 2 }), b: cell('LUT1', { I0: 2 }, { O: 1 }) };
    expect(() => logicLevels({ cells })).toThrow(/is part of a loop/);
  });
});

test('resources are counted in LUTs and RAMs of 36 kbit', () => {
  const types = [
    'LUT6',
    'LUT2',
    'SRL16E',
    'SRLC32E',
    'RAM32M16',
    'RAM32X1D',
    'FDRE',
    'FDSE',
    'RAMB18E2',
    'RAMB36E2',
    'INV',
    'DSP48E2',
  ];
  const cells = Object.fromEntries(types.map((type, i) => [`c${i}`, cell(type, {}, {})]));
  expect(resourcesOf({ cells })).toEqual({
    logic: 2,
    shift: 2,
    memory: 10,
    registers: 2,
    blockRams: 1.5,
    dsps: 1,
    controlSets: 1,
  });
});

test('flip-flops share a control set when clock, enable and reset are the same', () => {
  const flipFlop = (type: string, ce: number, reset: Readonly<Record<string, number>>) =>
    cell(type, { C: 1, CE: ce, ...reset, D: 9 }, { Q: 10 });
  const cells = {
    plain: flipFlop('FDRE', 2, { R: 3 }),
    same: flipFlop('FDRE', 2, { R: 3 }),
    sets: flipFlop('FDSE', 2, { S: 3 }),
    enabled: flipFlop('FDRE', 4, { R: 3 }),
    reset: flipFlop('FDRE', 2, { R: 5 }),
    asynchronous: flipFlop('FDCE', 2, { CLR: 3 }),
  };
  expect(resourcesOf({ cells }).controlSets).toBe(4);
});

describe('the deepest path', () => {
  const netnames = (names: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(names).map(([name, bit]) => [name, { hide_name: 0 as const, bits: [bit] }]));
  const cells = {
    start: cell('FDRE', { D: 1, C: 0 }, { Q: 2 }),
    first: cell('LUT2', { I0: 2, I1: 9 }, { O: 3 }),
    second: cell('LUT2', { I0: 3, I1: 8 }, { O: 4 }),
    end: cell('FDRE', { D: 8, CE: 4, C: 0 }, { Q: 5 }),
  };

  test('is told by names of registers and nets, with the pin where it ends', () => {
    const names = netnames({ 'a.start_q': 2, 'a.first': 3, 'a.end_q': 5 });
    expect(deepestPath({ cells, netnames: names })).toEqual({
      ...{ levels: 2, from: 'a.start_q', through: ['a.first'], to: 'a.end_q', pin: 'CE' },
    });
  });

  test('may end at an output, and a hidden name is none', () => {
    const hidden = { ...netnames({ start_q: 2 }), hidden: { hide_name: 1 as const, bits: [3] } };
    const ports = { out: { direction: 'output' as const, bits: [4] } };
    const { end: _, ...open } = cells;
    expect(deepestPath({ cells: open, ports, netnames: hidden })).toEqual({
      ...{ levels: 2, from: 'start_q', through: [], to: 'out', pin: '' },
    });
  });

  test('is none where nothing ends', () => expect(deepestPath({ cells: {} })).toBeUndefined());

  test('a cell without a name of the source is called after what it drives', () => {
    const anonymous = { ...cells, $auto$memory$1: cell('RAMB18E2', { ADDR: 4, CLK: 0 }, { DO: 7 }) };
    const path = deepestPath({ cells: anonymous, netnames: netnames({ 'b.words_q': 7, 'c.end_q': 5 }) });
    expect(path).toMatchObject({ to: 'b.words_q', pin: 'ADDR' });
  });
});

describe('Yosys', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sluice synth-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  test('registers, a multiplexer of two levels, a shift register', async () => {
    const verilog = `module probe(input clk, input [15:0] a, input [3:0] s, output reg y, input d, output q);
      reg [15:0] r; reg [3:0] t; reg [11:0] line;
      always @(posedge clk) begin r <= a; t <= s; y <= r[t]; line <= {line[10:0], d}; end
      assign q = line[11];
    endmodule`;
    const result = await synthesize({ verilog, top: 'probe' }, directory, 'probe');
    expect(result).toMatchObject({ logic: 5, shift: 1, memory: 0, registers: 21, blockRams: 0, levels: 2 });
    expect(result.megabytes).toBeGreaterThan(10);
    expect(result.processorSeconds).toBeGreaterThan(0);
    expect(result.path).toEqual({ levels: 2, from: 'r', through: [], to: 'y', pin: 'D' });
    expect(readdirSync(directory).sort()).toEqual(['probe.log', 'probe.v', 'steps']);
  });

  test('says what is wrong with a source', async () => {
    const broken = synthesize({ verilog: 'module probe(input a; endmodule', top: 'probe' }, directory, 'broken');
    await expect(broken).rejects.toThrow(/Yosys fails on .*broken\.v/);
  });
});
