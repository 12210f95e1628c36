// SPDX-License-Identifier: Apache-2.0
/** What memories are said to cost is what Yosys makes of them for ECP5. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { component, type Definition, emitVerilog, indexWidth, input, output, ram, u } from 'typescript-hdl';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blockRams, clockedKind, lutRams, type RamSize } from '../../../../hdl/lib/ram-cost.ts';

/** Each of them in both kinds of RAM: full and nearly empty ones, odd widths, bytes and larger parts written by themselves. */
const sizes: readonly RamSize[] = [
  { depth: 512, bits: 36 },
  { depth: 512, bits: 37 },
  { depth: 64, bits: 216 },
  { depth: 1024, bits: 44 },
  { depth: 2048, bits: 44 },
  { depth: 2560, bits: 12 },
  { depth: 8192, bits: 14 },
  { depth: 512, bits: 64, partBits: 16 },
  { depth: 256, bits: 128, partBits: 16 },
  { depth: 512, bits: 64, partBits: 8 },
  { depth: 4096, bits: 32, partBits: 8 },
  { depth: 128, bits: 15 },
  { depth: 16, bits: 5 },
];

const nameOf = ({ depth, bits, partBits = 0 }: RamSize): string => `memory_${depth}_${bits}_${partBits}`;

const memory = (size: RamSize, kind: 'block' | 'registered'): Definition => {
  const { depth, bits, partBits = bits } = size;
  const at = u(indexWidth(depth));
  const ports = {
    at: input(at),
    from: input(at),
    data: input(u(bits)),
    parts: input(u(bits / partBits)),
    word: output(u(bits)),
  };
  return component(`${nameOf(size)}_${kind}`, {}, ports, ({ at: address, from, data, parts, word }) => {
    const { words } = ram({ words: { shape: u(bits), depth, kind, attributes: { no_rw_check: 1 } } });
    words.write(address, data, parts);
    word.set(words.read(from));
  });
};

const directory = mkdtempSync(join(tmpdir(), 'sluice-memories-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Cells of each module by type. */
let cells: Readonly<Record<string, { readonly num_cells_by_type: Readonly<Record<string, number>> }>>;
beforeAll(async () => {
  const designs = sizes.flatMap(size => [emitVerilog(memory(size, 'block')), emitVerilog(memory(size, 'registered'))]);
  writeFileSync(join(directory, 'design.v'), designs.map(({ verilog }) => verilog).join('\n'));
  const script = 'read_verilog -sv design.v; synth_ecp5 -run begin:map_ffram; tee -q -o stat.json stat -json';
  await execa('yosys', ['-q', '-p', script], { cwd: directory });
  cells = JSON.parse(readFileSync(join(directory, 'stat.json'), 'utf8')).modules;
}, 300_000);

const cellsOf = (size: RamSize, kind: string, type: string): number =>
  cells[`\\${nameOf(size)}_${kind}`]!.num_cells_by_type[type] ?? 0;

describe.each(sizes)('$depth words of $bits bits, parts of $partBits', size => {
  test('as block RAM', () => {
    expect(cellsOf(size, 'block', 'DP16KD')).toBe(blockRams(size));
    expect(cellsOf(size, 'block', 'TRELLIS_DPR16X4')).toBe(0);
  });
  test('as LUT RAM', () => {
    expect(cellsOf(size, 'registered', 'TRELLIS_DPR16X4')).toBe(lutRams(size));
    expect(cellsOf(size, 'registered', 'DP16KD')).toBe(0);
  });
});

test('LUT RAM where most of a block RAM would be empty', () => {
  const kindOf = ([depth, bits]: readonly [number, number]): string => clockedKind({ depth, bits });
  const small = [
    [64, 13],
    [128, 15],
    [256, 8],
    [64, 128],
    [128, 17],
  ] as const;
  const large = [
    [512, 1],
    [64, 216],
    [1024, 10],
    [256, 128],
  ] as const;
  expect(small.map(kindOf)).toEqual(small.map(() => 'registered'));
  expect(large.map(kindOf)).toEqual(large.map(() => 'block'));
});
