// SPDX-License-Identifier: Apache-2.0
/** What the tools make of the examples: lint in three of them, cells after synthesis for an ECP5, proofs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Definition, emitVerilog, type ModuleDefinition } from 'typescript-hdl';
import { prove } from 'typescript-hdl/prove';
import { afterAll, describe, expect, it } from 'vitest';
import { digitCounter } from '../../examples/counter.ts';
import { packetWordFifo } from '../../examples/fifo.ts';
import { filter512 } from '../../examples/packet-filter.ts';
import { counterProof, fifoProof, filterProof, uartProof } from '../../examples/proofs.ts';
import { uart115200 } from '../../examples/uart.ts';
import { lint } from '../support/tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Cells by kind after synthesis; fails when a latch was inferred. */
const cellsOf = async (definition: Definition): Promise<ReadonlyMap<string, number>> => {
  const { top, verilog } = emitVerilog(definition);
  writeFileSync(join(folder, `${top}.v`), verilog);
  const script = `read_verilog ${top}.v; proc; select -assert-none t:$dlatch; synth_ecp5 -top ${top}; tee -q -o ${top}.stat stat`;
  await execa('yosys', ['-q', '-p', script], { cwd: folder });
  const counts = readFileSync(join(folder, `${top}.stat`), 'utf8').matchAll(/^ +([A-Z]\w+) +(\d+)$/gm);
  return new Map([...counts].map(([, cell, count]) => [cell!, Number(count)]));
};

const page = readFileSync(new URL('../../examples/README.md', import.meta.url), 'utf8');

/** Flip-flops and RAM of an example, as its page says. */
const shownCells = (file: string): string[] => {
  const row = page.split('\n').find(line => line.includes(`(${file})`))!;
  return row
    .split('|')
    .slice(-3, -1)
    .map(text => text.trim());
};

/** Bits of all registers of a description, instances included. */
const registerBits = (definition: ModuleDefinition): number => {
  const { signals, instances } = definition.elaborate();
  const own = signals.filter(({ kind }) => kind === 'reg').reduce((sum, { width }) => sum + width, 0);
  return instances.reduce((sum, instance) => sum + registerBits(instance.definition), own);
};

describe.each([
  // Flip-flops that the mapping adds: copies of the address of LUT RAM, one-hot states; and for a block RAM of 73 bits, whose
  // ports on this device keep no old word, registers for a read in the clock of a write.
  { file: 'counter.ts', definition: digitCounter, more: 0, luts: 12 },
  { file: 'fifo.ts', definition: packetWordFifo, more: 4, luts: 40 },
  { file: 'uart.ts', definition: uart115200, more: 1, luts: 200 },
  { file: 'packet-filter.ts', definition: filter512, more: 2 * 73 + 20, luts: 800 },
])('$file', ({ file, definition, more, luts }) => {
  it('is clean for Verilator, Icarus and Yosys', async () => {
    expect(await lint(emitVerilog(definition))).toBe('');
  });
  it('becomes about the cells that its page says, and not more than its registers ask for', async () => {
    const cells = await cellsOf(definition);
    const [shownFlops, shownRam] = shownCells(file);
    const ram = [...cells].filter(([cell]) => ['DP16KD', 'TRELLIS_DPR16X4'].includes(cell));
    expect(ram.map(([cell, count]) => `${count} ${cell}`).join(', ')).toBe(shownRam);
    const flops = cells.get('TRELLIS_FF')!;
    expect(Math.abs(flops - Number(shownFlops)) / flops).toBeLessThan(0.1);
    // It may drop those that nothing reads.
    const bits = registerBits(definition);
    expect(flops).toBeGreaterThanOrEqual(0.9 * bits);
    expect(flops).toBeLessThanOrEqual(bits + more);
    expect(cells.get('LUT4')).toBeLessThanOrEqual(luts);
  });
});

it.each([
  ['counter', counterProof],
  ['fifo', fifoProof],
  ['uart', uartProof],
  ['packet-filter', filterProof],
])('the promise of %s is proved', async (name, one) => {
  const { outcome, message } = await prove(one.component(), { ...one.options, folder: join(folder, name) });
  expect(`${outcome}: ${message}`).toMatch(/^proved: /);
});
