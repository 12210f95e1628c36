// SPDX-License-Identifier: Apache-2.0
/** A visit of the descriptor issue at a queue, and the reads that it makes of descriptors that lie side by side. */
import { bit, indexWidth, lit, mux, type Rd, reg, u, type Val, type Wr, when } from 'typescript-hdl';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';
import { fewOf, smaller } from './descriptor-counts.ts';
import { type EntryFetch, issueSettingsShape } from './entry-fetch.ts';
import { readCountBits, stagePositionBits, strideBits, walkViewShape } from './fetch-shapes.ts';

/** The read in the making: descriptors from `first` on, those of `entries`, which are `stride` apart; up to `limit`, and how it would go on. */
const runShape = {
  valid: bit(),
  first: u(16),
  expect: u(16),
  limit: u(readCountBits),
  total: u(readCountBits),
  entries: u(readCountBits),
  stride: u(strideBits),
};

/** What a visit knows of its queue. */
export const issueVisitShape = (config: Config) => ({
  queue: queueIndex(config),
  kick: bit(),
  live: bit(),
  repeats: bit(),
  settings: issueSettingsShape,
  walk: walkViewShape(config),
  /** Entries that wait. */
  waiting: u(16),
  free: u(stagePositionBits(config)),
  inFlight: u(stagePositionBits(config)),
  /** Packed: the place in the ring of the next descriptor, those of the ring that are not on their way, and what a read may bring. */
  place: u(16),
  whole: u(16),
  room: u(readCountBits),
  moved: bit(),
  run: runShape,
});
type Visit = Wr<ReturnType<typeof issueVisitShape>>;

/**
 * Whether the next read must wait for more places, the one that is gathered counted in. It is known when `weighed` says so, from two
 * clocks after that is cleared.
 */
export const weighPlaces = ({ run, free, waiting, inFlight, moved }: Visit) => {
  const { tight, weighed } = reg({ tight: bit(), weighed: bit() });
  const placesLeft = mux(run.valid, free.sub(run.total.zext(free.width)), free);
  const entriesLeft = mux(run.valid, waiting.sub(run.entries.zext(16)), waiting);
  const others = inFlight.ne(0).or(moved).or(run.valid);
  tight.set(others.and(fewOf(placesLeft).lt(fewOf(entriesLeft))));
  weighed.set(1);
  return { tight, weighed };
};

/** The read that the visit has gathered, to the places from `next` on. */
export const readFor = (config: Config, visit: Rd<ReturnType<typeof issueVisitShape>>, next: Val) => {
  const { settings, queue } = visit;
  const { first, stride, total } = visit.run;
  const lane = settings.table.trunc(laneBits(config)).add(first.trunc(laneBits(config)));
  return {
    queue,
    epoch: settings.epoch,
    packed: settings.packed,
    side: 0,
    position: next,
    first,
    stride,
    lane,
    count: total,
  };
};
const laneBits = (config: Config): number => indexWidth(config.hostDataBits / (8 * descriptorBytes));

/** Begins a read with the first entry, if there is room for it: for as many descriptors as the last chain of the queue had. */
export const beginRun = (visit: Visit, fetch: EntryFetch): void => {
  const { number, most } = fetch.first;
  const free = fewOf(visit.free);
  const stride = visit.walk.stride.zext(readCountBits);
  const wide = stride.le(most).and(stride.le(free));
  const step = mux(wide, visit.walk.stride, lit(1, strideBits));
  when(visit.free.ne(0), () => {
    fetch.take();
    visit.run.set({
      valid: 1,
      first: number,
      expect: number.add(step.zext(16)),
      limit: smaller(most, free),
      total: step.zext(readCountBits),
      entries: 1,
      stride: step,
    });
  });
};
