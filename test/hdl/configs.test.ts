// SPDX-License-Identifier: Apache-2.0
/** Every configuration: its machine is generated and passes the linter, and its name is checked by the compiler. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitVerilog } from 'typescript-hdl';
import { afterAll, describe, expect, test } from 'vitest';
import { type ConfigName, configNames, configs, findConfig } from '../../hdl/spec/configs.ts';
import { framesIn, readTagsPerFunction } from '../../hdl/spec/virtio/mover-sizes.ts';
import { top } from '../../hdl/top.ts';
import { lintWithVerilator } from '../../src/tools/verilator.ts';

const directory = mkdtempSync(join(tmpdir(), 'sluice-configs-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe.each(configNames)('%s', name => {
  test('has a machine that Verilator takes without a warning', { timeout: 240_000 }, async () => {
    const file = join(directory, `${name}.v`);
    writeFileSync(file, emitVerilog(top(configs[name])).verilog);
    expect(await lintWithVerilator(file, 'sluice')).toMatchObject({ output: '' });
  });

  // At 100g a driver that posts its descriptors in table order is served by far fewer.
  test.skipIf(configs[name].functions < 8 || name === '100g')(
    'may read each descriptor of a function by itself',
    () => {
      expect(readTagsPerFunction(configs[name])).toBeGreaterThanOrEqual(framesIn(configs[name], 1e-6));
    },
  );

  test('is found by its name', () => expect(findConfig(name)).toBe(configs[name]));
});

test('a name that is no configuration is none, whatever objects inherit', () => {
  for (const name of ['10G', '', 'toString', '__proto__', '100']) expect(findConfig(name)).toBeUndefined();
  // @ts-expect-error A misspelt name does not compile.
  const misspelt: ConfigName = '10gg';
  // @ts-expect-error Nor does it as a key.
  expect(configs[misspelt] ?? configs.tinny).toBeUndefined();
});
