// SPDX-License-Identifier: Apache-2.0
/** The proofs of the library hold, of one size of each component, by both engines. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prove } from 'typescript-hdl/prove';
import { afterAll, describe, expect, test } from 'vitest';
import { libraryProofs } from './library.ts';

const folder = mkdtempSync(join(tmpdir(), 'library-proofs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** One size of each component; `make prove` proves the others too. */
const chosen = new Set([
  'fifo-4',
  'block-fifo-4',
  'forward-slice',
  'backward-slice',
  'full-slice',
  'round-robin-arbiter-5',
  'weighted-arbiter-3-1-2',
  'stream-fork-3',
  'stream-join',
  'stream-mux-3',
  'stream-demux-3',
  'stream-merge-2',
  'packet-fifo-stall-4',
  'packet-fifo-drop-4',
  'packet-arbiter-2',
  'stream-arbiter-3',
  'widen-16-by-2',
  'narrow-16-by-2',
  'register-decoder',
  'async-fifo-4',
  'handshake-crossing',
  'pulse-crossing',
  'synchroniser-2',
  'register-decoder-events',
  'crc-step-atm',
  'crc-step-one-wire',
  'toeplitz',
]);

describe('proved', () => {
  const some = libraryProofs.filter(({ name }) => chosen.has(name));
  test('one of each component', () => expect(some).toHaveLength(chosen.size));
  test.each(some)('$name', async one => {
    const result = await prove(one.component(), { ...one.options, folder: join(folder, one.name) });
    expect(result.message).toMatch(
      /^\d+ assertions? proved \(sat, .*; z3, .*\), \d covers? reached\.$|^\d assertions proved \(sat, .*; z3, .*\)\.$/,
    );
    expect(result.outcome).toBe('proved');
  });
});
