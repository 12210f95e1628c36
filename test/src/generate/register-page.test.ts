// SPDX-License-Identifier: Apache-2.0
/** docs/registers.md is what the declaration yields, and says everything that the declaration says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configNames, configs } from '../../../hdl/spec/configs.ts';
import { registerMap } from '../../../hdl/spec/registers/registers.ts';
import { registerPage } from '../../../src/generate/register-page.ts';

test('docs/registers.md is up to date (npx sluice registers --format markdown --out docs/registers.md)', () => {
  expect(readFileSync(new URL('../../../docs/registers.md', import.meta.url), 'utf8')).toBe(registerPage());
});

describe('the page', () => {
  const page = registerPage();

  test('has a section for each block and a line for each register and field of the default configuration', () => {
    for (const block of registerMap(configs['10g'])) {
      const section = page.split(`\n## ${block.name}\n`)[1]?.split('\n## ')[0];
      expect(section, block.name).toContain(block.doc);
      for (const register of block.registers) {
        expect(section).toContain(
          `| \`${register.name}\` | 0x${register.offset.toString(16).padStart(2, '0')} | ${register.access}${register.guarded ? ', guarded' : ''} |`,
        );
        for (const field of register.fields) expect(section).toContain(`| \`${register.name}.${field.name}\` |`);
      }
    }
  });

  test('gives the entries of each block in every configuration', () => {
    const names = configNames.map(name => `entries in \`${name}\``).join(' | ');
    expect(page).toContain(`| block | base | stride | ${names} | meaning |`);
    expect(page).toContain('| [`function`](#function) | 0x001000 | 0x20 | 2 | 8 | 8 | 16 | 64 |');
    expect(page).toContain('| [`counter`](#counter) | 0x040000 | 0x10 | 96 | 288 | 288 | 544 | 2080 |');
  });

  test('names the configurations whose entries differ', () => {
    expect(page).toContain('\nIn `25g`: `rx2_notify` (');
    expect(page).toContain('| 0 | `forwarding` | 16 x 2 | 512 x 3 | 4096 x 3 | 4096 x 3 | 4096 x 4 |');
  });

  test('names the fields that are narrower elsewhere', () => {
    expect(page).toContain('| `quota_cells.cells` |  |  |  | 11:0 |');
    expect(page).toContain('\nIn `tiny`: `quota_cells` (cells in bits 7:0).\n');
  });

  test('has tables with as many cells in every row', () => {
    const blocks = page.split('\n\n').filter(block => block.startsWith('|'));
    expect(blocks.length).toBeGreaterThan(10);
    for (const block of blocks) {
      const widths = block
        .trim()
        .split('\n')
        .map(row => row.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});
