// SPDX-License-Identifier: Apache-2.0
/** Writes through a port that is a flow, one a clock, on a bench that does not drive it. */
import type { Bench } from '../../sim/bench.ts';

/** Runs one clock a write and leaves the port at rest. Names of fields and port are those of the emitted Verilog. */
export const pokeWrites = async (
  bench: Bench,
  port: string,
  writes: readonly Readonly<Record<string, number | bigint>>[],
): Promise<void> => {
  for (const write of writes) {
    for (const [field, value] of Object.entries(write)) await bench.poke(`${port}_${field}`, value);
    await bench.poke(`${port}_valid`, 1);
    await bench.run(1);
  }
  await bench.poke(`${port}_valid`, 0);
};

/** The four words of the window of a function. */
export const windowWords = (owner: number, first: bigint, last: bigint) =>
  [first, first >> 32n, last, last >> 32n].map((half, word) => ({ function: owner, word, data: half & 0xffff_ffffn }));
