// SPDX-License-Identifier: Apache-2.0
/** Areas by part: cells go to the instance that they belong to, and to all that it is inside. */
import { describe, expect, test } from 'vitest';
import { partLines } from '../../../../src/generate/part-table.ts';
import { type NetlistCell, type NetlistModule, ultrascaleArea } from '../../../../src/verify/synth/netlist.ts';
import { greatParts, partAreas } from '../../../../src/verify/synth/part-areas.ts';

const cell = (type: string, inputs: readonly number[], outputs: readonly number[]): NetlistCell => ({
  type,
  port_directions: { I: 'input', O: 'output' },
  connections: { I: inputs, O: outputs },
});

const netlist = (
  cells: Readonly<Record<string, NetlistCell>>,
  nets: Readonly<Record<string, number>> = {},
): NetlistModule => ({
  cells,
  netnames: Object.fromEntries(Object.entries(nets).map(([name, bit]) => [name, { hide_name: 0, bits: [bit] }])),
});

const instances = new Set(['dma', 'dma.writer', 'port']);
const reading = { areaOf: ultrascaleArea, instances };
const lutsOf = (module: NetlistModule, prefix = ''): Readonly<Record<string, number>> =>
  Object.fromEntries(partAreas(module, { ...reading, prefix }).map(({ part, luts }) => [part, luts]));

test('a cell counts in its instance and in those around it, its memory and registers apart', () => {
  const cells = {
    'dma.writer.sum_q_LUT6_O': cell('LUT6', [], [1]),
    'dma.writer.words.0.0': cell('RAM32M16', [], [2]),
    'dma.state_q': cell('FDRE', [], [3]),
    'port.beats.0': cell('RAMB18E2', [], [4]),
    alone: cell('LUT2', [], [5]),
  };
  const none = { luts: 0, memory: 0, registers: 0, blockRams: 0 };
  expect(partAreas(netlist(cells), reading)).toEqual([
    { part: '', luts: 10, memory: 8, registers: 1, blockRams: 0.5 },
    { ...none, part: 'dma', luts: 9, memory: 8, registers: 1 },
    { ...none, part: 'dma.writer', luts: 9, memory: 8 },
    { ...none, part: 'port', blockRams: 0.5 },
  ]);
});

describe('a cell whose name is that of a tool', () => {
  test('is where the net is that it drives: of two names that of the driver', () => {
    const cells = { $abc$1: cell('LUT2', [9], [1]), $abc$2: cell('LUT2', [9], [2]) };
    expect(lutsOf(netlist(cells, { 'dma.writer.up_i': 1, 'port.down_o': 1, 'dma.busy': 2 }))).toEqual({
      ...{ '': 2, dma: 1, port: 1 },
    });
  });

  test('without such a net it is where the cell is that it feeds', () => {
    const cells = {
      $abc$1: cell('LUT2', [9], [1]),
      $abc$2: cell('LUT2', [1], [2]),
      'port.state_q': cell('FDRE', [2], [3]),
    };
    expect(lutsOf(netlist(cells))).toEqual({ '': 2, port: 2 });
  });

  test('that feeds nothing is of the whole alone', () => {
    expect(lutsOf(netlist({ $abc$1: cell('LUT2', [9], [1]) }))).toEqual({ '': 1 });
  });
});

test('what is around the design does not count', () => {
  const cells = { 'inner.dma.a': cell('LUT2', [], [1]), edge: cell('LUT2', [], [2]) };
  expect(lutsOf(netlist(cells), 'inner.')).toEqual({ '': 1, dma: 1 });
});

test('parts below a hundredth of the LUTs and of the block RAMs are left out, and the rest is shown below each other', () => {
  const area = (part: string, luts: number, blockRams: number) => ({ part, luts, memory: 1, registers: 2, blockRams });
  const parts = greatParts([area('', 1000, 50), area('dma', 10, 0), area('dma.writer', 9, 1), area('port', 9, 0)]);
  expect(parts.map(({ part }) => part)).toEqual(['', 'dma', 'dma.writer']);
  expect(partLines(parts, 'COMB', 'EBR').map(line => line.split(/ {2,}(?=\S)/))).toEqual([
    ['part', 'COMB', 'of LUT RAM', 'FF', 'EBR'],
    ['all of it', '1000', '1', '2', '50'],
    ['dma', '10', '1', '2', '0'],
    ['', 'writer', '9', '1', '2', '1'],
  ]);
});
