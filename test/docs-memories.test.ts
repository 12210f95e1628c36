// SPDX-License-Identifier: Apache-2.0
/** docs/synthesis.md shows what the memories of the machine take, as the elaborated design says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configs } from '../hdl/spec/configs.ts';
import { top } from '../hdl/top.ts';
import { sumTable } from '../src/generate/memory-table.ts';
import { machineMemories, stageSums } from '../src/verify/memories/machine-memories.ts';

const path = new URL('../docs/synthesis.md', import.meta.url).pathname;
const part = /(<!-- generated: memories -->\n)[\s\S]*?(<!-- end -->)/;

test('the table of memories is that of the design; UPDATE_GOLDEN=1 writes it anew', () => {
  const all = (['10g', '10g-ecp5'] as const).map(config => ({
    config,
    sums: stageSums(machineMemories(top(configs[config]))),
  }));
  const page = readFileSync(path, 'utf8');
  expect(page).toMatch(part);
  const fresh = page.replace(part, (_, head: string, end: string) => `${head}\n${sumTable(all)}\n\n${end}`);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, fresh);
  expect(readFileSync(path, 'utf8')).toBe(fresh);
});
