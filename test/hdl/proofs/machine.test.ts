// SPDX-License-Identifier: Apache-2.0
/** The proofs of the machine hold. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prove } from 'typescript-hdl/prove';
import { afterAll, expect, test } from 'vitest';
import { machineProofs } from './machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'machine-proofs-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(machineProofs)('$name', { timeout: 1_800_000 }, async one => {
  const result = await prove(one.component(), { ...one.options, folder: join(folder, one.name) });
  expect(result.message).toMatch(/^\d+ assertions proved \(/);
  expect(result.outcome).toBe('proved');
});
