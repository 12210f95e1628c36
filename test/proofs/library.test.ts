/** The proofs of `hdl/lib` hold, and each of them can fail: every fault is found, by the assertion that is about it. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Definition } from 'typescript-hdl';
import { prove } from 'typescript-hdl/prove';
import { afterAll, describe, expect, test } from 'vitest';
import { arbiterFaults, brokenArbiter } from './broken-arbiters.ts';
import { blockFifoFaults, brokenBlockFifo, brokenFifo, fifoFaults } from './broken-fifos.ts';
import { brokenSkidBuffer, skidFaults } from './broken-skid-buffers.ts';
import { promisedBlockFifo, promisedFifo } from './fifo.ts';
import { libraryProofs } from './library.ts';
import { promisedArbiter } from './round-robin-arbiter.ts';
import { promisedSkidBuffer } from './skid-buffer.ts';

const folder = mkdtempSync(join(tmpdir(), 'library-proofs-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('proved', () => {
  test.each(libraryProofs)('$name', async one => {
    const result = await prove(one.component(), { ...one.options, folder: join(folder, one.name) });
    expect(result.message).toMatch(/^\d+ assertions proved \(sat, .*; z3, .*\), \d covers? reached\.$/);
    expect(result.outcome).toBe('proved');
  });
});

/** One row a fault: the candidate with the promise that it breaks. */
const rows = <F extends string>(
  name: string,
  faults: Readonly<Record<F, string>>,
  candidate: (fault: F) => Definition,
): (readonly [string, Definition, string])[] =>
  Object.entries<string>(faults).map(([fault, broken]) => [`${name} that ${fault}`, candidate(fault as F), broken]);

const faults = [
  ...rows('a FIFO', fifoFaults, fault => promisedFifo(brokenFifo(4, fault), 4)),
  ...rows('a block FIFO', blockFifoFaults, fault => promisedBlockFifo(brokenBlockFifo(4, fault), 4)),
  ...rows('a skid buffer', skidFaults, fault => promisedSkidBuffer(brokenSkidBuffer(fault))),
  ...rows('an arbiter', arbiterFaults, fault => promisedArbiter(brokenArbiter(4, fault), 4)),
];

describe('refuted', () => {
  test.each(faults)('%s', async (what, candidate, broken) => {
    // The assertion that is about the fault must find it alone, however many others find it sooner.
    const options = { only: [broken], depth: 12, folder: join(folder, what.replaceAll(/\W+/g, '-')) };
    const result = await prove(candidate, options);
    expect(result.engines.map(({ outcome }) => outcome)).toEqual(['refuted', 'refuted']);
    expect(result.counterexample?.property).toBe(broken);
    expect(existsSync(result.counterexample!.vcd)).toBe(true);
  });
});
