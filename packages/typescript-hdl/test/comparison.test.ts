// SPDX-License-Identifier: Apache-2.0
/** The page of the comparison is of today's designs, and what it is meant to show. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { designs, sizeOfSource, sizeOfText } from '../bench/side-by-side/designs.ts';
import { comparisonPage, type Measured, type Record } from '../bench/side-by-side/page.ts';

const folder = join(import.meta.dirname, '..');
const record = JSON.parse(readFileSync(join(folder, 'docs/comparison.json'), 'utf8')) as Record;
const rowOf = (design: string, side: Measured['side']): Measured =>
  record.rows.find(row => row.design === design && row.side === side)!;

it('the page shows what was measured', () => {
  expect(readFileSync(join(folder, 'docs/comparison.md'), 'utf8')).toBe(comparisonPage(record));
});

it.each(designs)('$name was measured as it is now: run npm run compare --workspace typescript-hdl', one => {
  const { name, source, emit, amaranth } = one;
  const { verilog } = emit();
  const path = join(folder, 'bench/side-by-side');
  expect(rowOf(name, 'typescript-hdl')).toMatchObject({ ...sizeOfSource(join(path, source)), ...sizeOfText(verilog) });
  if (amaranth) expect(rowOf(name, 'Amaranth')).toMatchObject(sizeOfSource(join(path, 'amaranth', `${amaranth}.py`)));
});

it('no design is larger than it has to be', () => {
  const own = (design: string): Measured => rowOf(design, 'typescript-hdl');
  expect(own('crossbar 4x4x64')).toMatchObject({ flipFlops: 12, levels: 4 });
  expect(own('crossbar 4x4x64').luts).toBeLessThanOrEqual(412);
  expect(own('UART').luts).toBeLessThanOrEqual(45);
  expect(own('CRC-32 over 8 bytes').verilogLines).toBeLessThanOrEqual(200);
  expect(own('CRC-32, chain').luts).toBeLessThanOrEqual(549);
  for (const row of record.rows.filter(({ side }) => side === 'typescript-hdl'))
    expect(row.warnings, row.design).toBe(0);
});
