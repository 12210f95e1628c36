// SPDX-License-Identifier: Apache-2.0
/** The entries of an avail ring on their way to the descriptor issue, with what each says of a read that begins with it. */
import {
  bit,
  cat,
  type Inside,
  input,
  lit,
  mux,
  named,
  output,
  type Rd,
  ram,
  reg,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';
import { queueSizeBits } from '../queue-shapes.ts';
import { fewOf, perBlock, smaller } from './descriptor-counts.ts';
import { maxStride, readCountBits, strideBits } from './fetch-shapes.ts';

const offsetBits = Math.log2(descriptorBytes);
const blockBits = Math.log2(perBlock);
/** Descriptors in a line of 64 bytes. */
const perLine = 4;
const lineBits = Math.log2(perLine);
/** Numbers that were fetched and wait. */
const fetchedBits = 2;

/** What the issue needs of the settings of a queue. */
export const issueSettingsShape = {
  table: u(hostAddressBits - offsetBits),
  size: u(queueSizeBits),
  packed: bit(),
  epoch: u(epochBits),
};

/** The entry with an index, of a queue; its number comes a clock later. */
export const entryPort = (config: Config) => ({
  queue: output(queueIndex(config)),
  index: output(u(16)),
  number: input(u(16)),
});
type EntryPort = Inside<ReturnType<typeof entryPort>>;

/** The queue that is visited: only the rest of a line is to be read if `short`. */
interface Visited {
  readonly queue: Val;
  readonly settings: Rd<typeof issueSettingsShape>;
  readonly short: Val<1>;
}

/** A descriptor's number with the distances from there to the end of its block, or line, and to that of the table. */
const sizedShape = { valid: bit(0), number: u(16), toBlock: u(readCountBits), toEnd: u(17) };
/**
 * The same with the longest read that may begin there; `outside` of the table there is none. `after` is the distance from
 * the number before it, 0 where that is none of 1 to 4.
 */
const measuredShape = { valid: bit(0), number: u(16), most: u(readCountBits), outside: bit(), after: u(strideBits) };

export interface EntryFetch {
  readonly first: Rd<typeof measuredShape>;
  /** Nothing comes, `first` included. */
  readonly empty: Val<1>;
  /** Begins to fetch so many entries from `index` on, and forgets what was fetched before. */
  begin(index: Val, count: Val): void;
  /** Puts the number of a descriptor in the place of an entry. */
  put(number: Val): void;
  /** Goes on to the next one. */
  take(): void;
}

/** Fetches entries ahead: one a clock, 5 clocks after `begin`. */
export const entryFetch = (entry: EntryPort, { queue, settings, short }: Visited): EntryFetch => {
  const { ahead, left, coming, head, tail, held, sized, measured } = reg({
    ahead: u(16),
    left: u(16, 0),
    coming: bit(0),
    head: u(fetchedBits),
    tail: u(fetchedBits),
    held: u(fetchedBits + 1, 0),
    sized: sizedShape,
    measured: measuredShape,
  });
  const { numbers } = ram({ numbers: { shape: u(16), depth: 2 ** fetchedBits, kind: 'distributed' } });
  const { takes } = wire({ takes: bit() });
  takes.set(0);
  // One may be on its way, and one more is asked for.
  const fetches = named('fetches', left.ne(0).and(held.lt(2 ** fetchedBits - 2)));
  entry.queue.set(queue);
  entry.index.set(ahead);
  coming.set(fetches);
  when(fetches, () => {
    ahead.set(ahead.add(1));
    left.set(left.sub(1));
  });
  const measures = named('measures', measured.valid.not().or(takes));
  const sizes = named('sizes', sized.valid.not().or(measures));
  const leaves = named('number_leaves', sizes.and(held.ne(0)));
  when(coming, () => {
    numbers.write(tail, entry.number);
    tail.set(tail.add(1));
  });
  when(leaves, () => head.set(head.add(1)));
  held.set(held.add(coming.zext(held.width)).sub(leaves.zext(held.width)));

  const size = (number: Val): void => {
    const place = settings.table.trunc(blockBits).add(number.trunc(blockBits));
    const toLine = cat(lit(0, readCountBits - lineBits), place.trunc(lineBits));
    const before = mux(short, toLine, place.zext(readCountBits));
    sized.number.set(number);
    sized.toBlock.set(mux(short, lit(perLine, readCountBits), lit(perBlock, readCountBits)).sub(before));
    sized.toEnd.set(settings.size.zext(17).sub(number.zext(17)));
  };
  when(sizes, () => {
    sized.valid.set(leaves);
    size(numbers.read(head));
  });
  const distance = sized.number.sub(measured.number);
  const isNear = distance
    .slice(strideBits, 16 - strideBits)
    .eq(0)
    .and(distance.trunc(strideBits).le(maxStride));
  when(measures, () =>
    measured.set({
      valid: sized.valid,
      number: sized.number,
      most: smaller(sized.toBlock, fewOf(sized.toEnd)),
      outside: sized.toEnd.bit(16).or(sized.toEnd.eq(0)),
      after: mux(isNear, distance.trunc(strideBits), 0),
    }),
  );
  const empty = left.eq(0).and(coming.or(sized.valid).or(measured.valid).or(held.ne(0)).not());
  return {
    first: measured,
    empty: named('empty', empty),
    begin: (index, count) => {
      ahead.set(index);
      left.set(count);
      coming.set(0);
      head.set(0);
      tail.set(0);
      held.set(0);
      sized.valid.set(0);
      measured.valid.set(0);
    },
    put: number => {
      sized.valid.set(1);
      size(number);
    },
    take: () => takes.set(1),
  };
};
