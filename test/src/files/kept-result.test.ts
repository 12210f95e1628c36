// SPDX-License-Identifier: Apache-2.0
/** Steps that are finished are not repeated; what is half written or damaged is. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keptResult, originHash } from '../../../src/files/kept-result.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-kept-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('a second run takes what the first has made, and another origin is made anew', async () => {
  const make = vi.fn(async () => ({ luts: 7 }));
  expect(await keptResult(directory, ['yosys', 1], make)).toEqual({ luts: 7 });
  expect(await keptResult(directory, ['yosys', 1], make)).toEqual({ luts: 7 });
  expect(make).toHaveBeenCalledTimes(1);
  await keptResult(directory, ['yosys', 2], make);
  await keptResult(directory, ['yosys', '1'], make);
  expect(make).toHaveBeenCalledTimes(3);
});

test('a step that fails leaves nothing, and is tried again', async () => {
  const failing = async (): Promise<number> => {
    throw new Error('out of memory');
  };
  await expect(keptResult(directory, ['a'], failing)).rejects.toThrow('out of memory');
  expect(readdirSync(directory)).toEqual([]);
  expect(await keptResult(directory, ['a'], async () => 3)).toBe(3);
});

test('a file that was cut short counts as none', async () => {
  writeFileSync(join(directory, `${originHash(['a'])}.json`), '{"luts": ');
  expect(await keptResult(directory, ['a'], async () => 4)).toBe(4);
  expect(await keptResult(directory, ['a'], async () => 5)).toBe(4);
});
