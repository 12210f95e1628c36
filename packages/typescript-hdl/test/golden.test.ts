// SPDX-License-Identifier: Apache-2.0
/**
 * The Verilog of every component of the library, compared with the text in `test/golden` and held to three independent tools.
 * After a change that is meant, run `UPDATE_GOLDEN=1 npx vitest run packages/typescript-hdl/test/golden.test.ts` and read the
 * difference.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import * as library from 'typescript-hdl/lib';
import { expect, test } from 'vitest';
import { goldenComponents, goldenHelpers, helperNames } from './golden-modules.ts';
import { lintFiles } from './support/tools.ts';

const folder = join(import.meta.dirname, 'golden');
const designs = [...Object.values(goldenComponents).flat(), ...goldenHelpers].map(make => emitVerilog(make()));

test.each(designs)('$top is emitted as kept, and clean', async ({ top, verilog }) => {
  const file = join(folder, `${top}.v`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, verilog);
  expect(existsSync(file), `${top} has no golden text: run with UPDATE_GOLDEN=1`).toBe(true);
  expect(verilog).toBe(readFileSync(file, 'utf8'));
  expect(await lintFiles(top, [`${top}.v`], folder)).toBe('');
});

test('every component of the library has a golden text, and every text a component', () => {
  const known = [...Object.keys(goldenComponents), ...helperNames];
  expect(known.sort(), 'exports of the library: add new components to golden-modules.ts').toEqual(
    Object.keys(library).sort(),
  );
  const kept = readdirSync(folder).filter(name => name.endsWith('.v'));
  expect(kept.sort()).toEqual(designs.map(({ top }) => `${top}.v`).sort());
});
