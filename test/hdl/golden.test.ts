// SPDX-License-Identifier: Apache-2.0
/**
 * The Verilog of each module, compared with the text in `test/golden` and held to three independent tools. After a change
 * that is meant, run `UPDATE_GOLDEN=1 npx vitest run test/hdl/golden.test.ts` and read the difference.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { lintWithIverilog } from '../../src/tools/iverilog.ts';
import { lintWithVerilator } from '../../src/tools/verilator.ts';
import { checkWithYosys } from '../../src/tools/yosys.ts';
import { goldenModules } from './golden-modules.ts';

const directory = join(import.meta.dirname, '../golden');
const fileOf = (name: string): string => join(directory, `${name}.v`);

test.each(goldenModules)('%s is emitted as kept, and clean', async (name, definition) => {
  const { top, verilog } = emitVerilog(definition());
  expect(top).toBe(name);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(directory, { recursive: true });
    writeFileSync(fileOf(name), verilog);
  }
  expect(existsSync(fileOf(name)), `${name} has no golden text: run with UPDATE_GOLDEN=1`).toBe(true);
  expect(verilog).toBe(readFileSync(fileOf(name), 'utf8'));
  for (const lint of [lintWithVerilator, lintWithIverilog, checkWithYosys]) {
    expect(await lint(fileOf(name), top)).toMatchObject({ ok: true });
  }
});

test('every golden text belongs to a module', () => {
  const kept = readdirSync(directory).filter(file => file.endsWith('.v'));
  expect(kept.sort()).toEqual(goldenModules.map(([name]) => `${name}.v`).sort());
});
