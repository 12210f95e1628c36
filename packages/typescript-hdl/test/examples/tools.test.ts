/** What the tools make of the examples: lint in three of them, cells after synthesis for an ECP5, proofs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Definition, emitVerilog } from 'typescript-hdl';
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

describe.each([
  // Registers of the description, and how many more the mapping may take (one-hot states, copies of memory addresses).
  { name: 'counter', definition: digitCounter, flops: 4, more: 0, luts: 12, memory: {} },
  { name: 'FIFO', definition: packetWordFifo, flops: 10, more: 4, luts: 40, memory: { TRELLIS_DPR16X4: 9 } },
  { name: 'UART', definition: uart115200, flops: 51, more: 1, luts: 200, memory: {} },
  { name: 'packet filter', definition: filter512, flops: 449, more: 4, luts: 700, memory: { DP16KD: 3 } },
])('the $name', ({ definition, flops, more, luts, memory }) => {
  it('is clean for Verilator, Icarus and Yosys', async () => {
    expect(await lint(emitVerilog(definition))).toBe('');
  });
  it('becomes the cells that its description says', async () => {
    const cells = await cellsOf(definition);
    expect(cells.get('TRELLIS_FF')).toBeGreaterThanOrEqual(flops);
    expect(cells.get('TRELLIS_FF')).toBeLessThanOrEqual(flops + more);
    expect(cells.get('LUT4')).toBeLessThanOrEqual(luts);
    const memories = ['DP16KD', 'TRELLIS_DPR16X4'].filter(cell => cells.has(cell));
    expect(Object.fromEntries(memories.map(cell => [cell, cells.get(cell)]))).toEqual(memory);
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
