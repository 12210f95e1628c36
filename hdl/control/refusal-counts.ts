// SPDX-License-Identifier: Apache-2.0
/**
 * Refusal counts: how many reads and writes of each function the guards of the host bus have refused.
 *
 * 32 bits each, from 0 after reset; they wrap. They lie in a RAM each, with the guard of its direction as the only writer;
 * the start-up sweep clears both, one function a clock. One refusal of each direction a clock; it counts 2 clocks later.
 * `count` answers 1 clock after the question. Logic depth 2 LUTs at 10g.
 */
import {
  bit,
  component,
  flow,
  indexWidth,
  input,
  mux,
  output,
  type Ram,
  ram,
  reg,
  slave,
  type UInt,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { type StartUpSweep, startUpSweep } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';

const countBits = 32;

/** A question about one count, seen from the counts. */
export const refusalReadPort = (config: Config) => ({
  function: input(u(indexWidth(config.functions))),
  writes: input(bit()),
  count: output(u(countBits)),
});

/** The counts of all functions; see the header comment. */
export const refusalCounts = (config: Config) => {
  const refused = () => slave(flow({ function: u(indexWidth(config.functions)) }));
  return component(
    'refusal_counts',
    { functions: config.functions },
    { reads: refused(), writes: refused(), read: refusalReadPort(config) },
    ({ reads, writes, read }) => {
      const counts = { shape: u(countBits), depth: config.functions, kind: 'distributed' } as const;
      const { ofReads, ofWrites } = ram({ ofReads: counts, ofWrites: counts });
      const sweep = startUpSweep('sweep', config.functions);
      const event = { valid: bit(0), payload: { function: u(indexWidth(config.functions)) } };
      const { refusedRead, refusedWrite, count } = reg({
        refusedRead: event,
        refusedWrite: event,
        count: u(countBits),
      });
      refusedRead.set(reads);
      refusedWrite.set(writes);
      add(ofReads, refusedRead, sweep);
      add(ofWrites, refusedWrite, sweep);
      count.set(mux(read.writes, ofWrites.read(read.function), ofReads.read(read.function)));
      read.count.set(count);
    },
    { maxDepth: 2, doc: 'Refusal counts: accesses of each function that never reached the host bus.' },
  );
};

interface Refusals {
  readonly valid: Val<1>;
  readonly payload: { readonly function: Val };
}

const add = (counts: Ram<UInt>, { valid, payload }: Refusals, sweep: StartUpSweep): void => {
  const more = counts.read(payload.function).add(1);
  when(sweep.active.or(valid), () =>
    counts.write(mux(sweep.active, sweep.index, payload.function), mux(sweep.active, 0, more)),
  );
};
