// SPDX-License-Identifier: Apache-2.0
/** The parts of egress, and the check of senders before them, are clean for Verilator and keep to their declared depth at the widths of every card. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import { componentsOf, exceededBounds } from 'typescript-hdl/depth';
import { describe, expect, test } from 'vitest';
import { identityCheck } from '../../../hdl/classifier/identity/identity-check.ts';
import { checksumInserter } from '../../../hdl/egress/checksum-inserter.ts';
import { verdictStore } from '../../../hdl/egress/verdict-store.ts';
import { wireSide } from '../../../hdl/egress/wire-side.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { lintWithVerilator } from '../../../src/tools/verilator.ts';

const identity = (config: Config) => identityCheck(config, 128);

/** Levels of LUTs between registers that no part may exceed, at any width. */
const mostLevels = 6;
const folder = mkdtempSync(join(tmpdir(), 'egress-'));

describe.each([configs['10g'], configs['10g-ecp5'], configs['25g'], configs['100g']])('at $name', config => {
  test.each([checksumInserter, identity, verdictStore, wireSide])('%o is clean and shallow', async part => {
    const { top, verilog } = emitVerilog(part(config));
    const file = join(folder, `${top}.v`);
    writeFileSync(file, verilog);
    expect(await lintWithVerilator(file, top)).toMatchObject({ ok: true });
    const bounds = [...componentsOf(part(config))].map(({ options }) => options.maxDepth ?? mostLevels);
    expect(Math.max(...bounds)).toBeLessThanOrEqual(mostLevels);
    expect(exceededBounds(part(config)).filter(({ depth }) => depth.levels > mostLevels)).toEqual([]);
  });
});
