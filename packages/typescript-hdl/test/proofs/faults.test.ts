// SPDX-License-Identifier: Apache-2.0
/** Each proof of the library can fail: every fault is found, by the assertion that is about it, and by both engines. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prove } from 'typescript-hdl/prove';
import { afterAll, expect, test } from 'vitest';
import { withFault } from '../support/broken-library.ts';
import { libraryFaults } from './library-faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'library-faults-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(libraryFaults)('$what', async fault => {
  const { what, breaks, promised } = fault;
  const options = { only: [breaks], depth: 12, folder: join(folder, what.replaceAll(/\W+/g, '-')) };
  const result = await withFault(fault, library => prove(promised(library), options));
  expect(result.engines.map(({ outcome }) => outcome)).toEqual(['refuted', 'refuted']);
  expect(result.counterexample?.property).toBe(breaks);
  expect(existsSync(result.counterexample!.vcd)).toBe(true);
});

test('a fault whose place is not found is an error', async () => {
  await expect(withFault({ file: 'streams', edits: [['no such text', '']] }, async () => {})).rejects.toThrow(
    "src/lib/streams.ts has 'no such text' 0 times, not once",
  );
});
