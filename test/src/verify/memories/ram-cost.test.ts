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

/** Cells of each memory by type. */
const cells = new Map<string, Readonly<Record<string, number>>>();
beforeAll(async () => {
  const designs = sizes.flatMap(size => [memory(size, 'block'), memory(size, 'registered')]);
  writeFileSync(join(directory, 'design.v'), designs.map(design => emitVerilog(design).verilog).join('\n'));
  const steps = designs.map(
    ({ name }) => `design -load all; synth_ecp5 -top ${name} -run begin:map_ffram; tee -q -o ${name}.json stat -json`,
  );
  const script = `read_verilog -sv design.v; design -save all; ${steps.join('; ')}`;
  await execa('yosys', ['-q', '-p', script], { cwd: directory });
  for (const { name } of designs)
    cells.set(name, JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8')).design.num_cells_by_type);
}, 300_000);

const cellsOf = (size: RamSize, kind: string, type: string): number => cells.get(`${nameOf(size)}_${kind}`)![type] ?? 0;

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
    [128, 70],
    [1024, 10],
    [256, 128],
  ] as const;
  expect(small.map(kindOf)).toEqual(small.map(() => 'registered'));
  expect(large.map(kindOf)).toEqual(large.map(() => 'block'));
});
