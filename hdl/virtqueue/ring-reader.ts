// SPDX-License-Identifier: Apache-2.0
/**
 * Ring reader: knows how far each avail ring has been filled and fetches its entries, up to eight with one 16-byte
 * word.
 *
 * A read takes as many entries as the word, the end of the ring, the known avail index and the free places of the
 * queue's prefetch FIFO allow; the places are taken at once, so that every answer has room. Less than the whole rest of
 * a word is fetched only while the queue holds less than half of what it may hold: a queue in good supply costs one
 * read for eight buffers. An avail index more than the queue size ahead of the entries taken stops the queue
 * (`avail_index`), a failed read of it too (`bus` or `refused`).
 *
 * One ring read every 6 clocks at most; queues take turns. Logic depth 6 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  fsm,
  type Inside,
  input,
  inst,
  lit,
  master,
  mux,
  named,
  oneHotIndex,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  type Wr,
  when,
} from 'typescript-hdl';
import { roundRobinArbiter } from 'typescript-hdl/lib';
import { faultBits, readRequestShape, readWordBits } from '../dma/host/host-shapes.ts';
import { hostAddressBits } from '../lib/host-bus.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { availRing } from '../spec/virtio/virtqueue.ts';
import { queueIndices } from './queue-indices.ts';
import {
  descriptorIdBits,
  errorBits,
  errorCode,
  errorOfFault,
  queueShape,
  ringIndexBits,
  stopShape,
} from './virtqueue-shapes.ts';

/** Entries in the 16-byte word of a read. */
const lanes = readWordBits / (availRing.elementBytes * 8);
const laneBits = Math.log2(lanes);
const countBits = laneBits + 1;

/** Which entries of a word were asked for, in which run. */
export const ringContextShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  lane: u(laneBits),
  count: u(countBits),
});

const ports = (config: Config) => ({
  enabled: input(u(queueCount(config))),
  start: slave(
    flow({ queue: queueIndex(config), epoch: u(epochBits), avail: u(hostAddressBits), mask: u(descriptorIdBits) }),
  ),
  seen: slave(flow({ queue: queueIndex(config), index: u(ringIndexBits), fault: u(faultBits) })),
  taken: slave(flow(queueShape(config))),
  takenIndex: { queue: output(queueIndex(config)), index: input(u(ringIndexBits)) },
  requestedIndex: { queue: input(queueIndex(config)), index: output(u(ringIndexBits)) },
  request: master(stream(readRequestShape(config))),
  issued: master(stream(ringContextShape(config))),
  stop: master(flow(stopShape(config))),
});
type Io = Inside<ReturnType<typeof ports>>;

/** Reader of avail ring entries; see the header comment. */
export const ringReader = (config: Config) =>
  component(
    'ring_reader',
    { config: config.name, prefetchDepth: config.prefetchDepth },
    ports(config),
    io => {
      const rings = ringState(config);
      chooseReads(config, io, rings);
      followIndex(config, io, rings);
      when(io.taken.valid, () => rings.wanted.at(io.taken.payload.queue).set(1));
      when(io.start.valid, () => {
        const { queue, epoch, avail, mask } = io.start.payload;
        rings.avail.write(queue, avail);
        rings.masks.write(queue, mask);
        rings.epochs.write(queue, epoch);
        rings.known.clear(queue);
        rings.requested.clear(queue);
      });
      io.requestedIndex.index.set(rings.requested.read(io.requestedIndex.queue));
    },
    {
      maxDepth: 6,
      doc: 'Ring reader: fetches avail ring entries, as many as word, ring, avail index and prefetch space allow.',
    },
  );

/**
 * What is known of every ring: its place and size, how far it is filled, how far its entries have been requested, and
 * whether it may be worth a look.
 */
const ringState = (config: Config) => {
  const depth = queueCount(config);
  const { avail, masks, epochs } = ram({
    avail: { shape: u(hostAddressBits), depth, kind: 'distributed' },
    masks: { shape: u(descriptorIdBits), depth, kind: 'distributed' },
    epochs: { shape: u(epochBits), depth, kind: 'distributed' },
  });
  const { wanted } = reg({ wanted: u(depth, 0) });
  return {
    avail,
    masks,
    epochs,
    wanted,
    known: queueIndices('known', config),
    requested: queueIndices('requested', config),
  };
};
type Rings = ReturnType<typeof ringState>;

/** The ring under consideration: a copy of its state, then what can be read of it. */
const candidateShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  known: u(ringIndexBits),
  requested: u(ringIndexBits),
  taken: u(ringIndexBits),
  mask: u(descriptorIdBits),
  base: u(hostAddressBits),
  address: u(hostAddressBits),
  left: u(countBits),
  space: u(countBits),
  toEnd: u(countBits),
  low: bit(),
  worth: bit(),
  count: u(countBits),
});
type Candidate = Wr<ReturnType<typeof candidateShape>>;

/** Picks a ring in turn, works out in three clocks what can be read of it, and reads it if that is worth a read. */
const chooseReads = (config: Config, { enabled, takenIndex, request, issued }: Io, rings: Rings): void => {
  const { arbiter } = inst({ arbiter: roundRobinArbiter(queueCount(config)) });
  const ring = reg({ ring: candidateShape(config) }).ring;
  const { out } = reg({ out: { valid: bit(0), request: readRequestShape(config) } });
  const state = fsm('state', ['pick', 'fetch', 'measure', 'decide', 'commit', 'issue'], {
    pick: goto => {
      ring.queue.set(oneHotIndex(arbiter.grants, ring.queue.width));
      when(arbiter.grants.orR(), () => goto('fetch'));
    },
    fetch: goto => {
      copyRing(ring, rings, takenIndex.index);
      goto('measure');
    },
    measure: goto => {
      measure(config, ring);
      goto('decide');
    },
    decide: goto => {
      decide(ring);
      goto('commit');
    },
    commit: goto => {
      // From here on the entries count as requested, so that a stop waits for them.
      when(ring.worth.and(enabled.at(ring.queue)), () => {
        rings.requested.write(ring.queue, ring.requested.add(ring.count.zext(ringIndexBits)));
        rings.wanted.at(ring.queue).set(1);
        goto('issue');
      }).otherwise(() => goto('pick'));
    },
    issue: goto => {
      when(issued.fire, () => goto('pick'));
    },
  });
  arbiter.requests.set(rings.wanted.and(enabled));
  arbiter.accept.set(state.is('pick'));
  takenIndex.queue.set(ring.queue);

  issued.valid.set(state.is('issue').and(out.valid.not()));
  issued.payload.set({
    queue: ring.queue,
    epoch: ring.epoch,
    lane: ring.address.slice(1, laneBits),
    count: ring.count,
  });
  request.valid.set(out.valid);
  request.payload.set(out.request);
  when(request.ready, () => out.valid.set(0));
  when(issued.fire, () => {
    const word = ring.address.slice(laneBits + 1, hostAddressBits - laneBits - 1);
    out.set({ valid: 1, request: { queue: ring.queue, address: cat(word, lit(0, laneBits + 1)) } });
  });
};

const copyRing = (ring: Candidate, rings: Rings, taken: Val): void => {
  // What asked until now is served by what is read now.
  rings.wanted.at(ring.queue).set(0);
  ring.known.set(rings.known.read(ring.queue));
  ring.requested.set(rings.requested.read(ring.queue));
  ring.taken.set(taken);
  ring.mask.set(rings.masks.read(ring.queue));
  ring.epoch.set(rings.epochs.read(ring.queue));
  ring.base.set(rings.avail.read(ring.queue));
};

/** Address of the next entry, and how many entries each limit allows. */
const measure = (config: Config, ring: Candidate): void => {
  const slot = ring.requested.trunc(descriptorIdBits).and(ring.mask);
  const held = ring.requested.sub(ring.taken);
  ring.address.set(ring.base.add(cat(slot, lit(0, 1)).zext(hostAddressBits)).add(availRing.ring));
  ring.left.set(atMost(lanes, ring.known.sub(ring.requested)));
  // By order: whatever the indices say, never more than there are places.
  const free = lit(config.prefetchDepth, ringIndexBits).sub(held);
  ring.space.set(mux(held.lt(config.prefetchDepth), atMost(lanes, free), 0));
  ring.toEnd.set(atMost(lanes, ring.mask.sub(slot).addWide(1)));
  ring.low.set(held.lt(config.prefetchDepth / 2));
};

/** How many entries to read, and whether they are worth a read: all that is left of a word, or any for a low queue. */
const decide = (ring: Candidate): void => {
  const toWordEnd = lit(lanes, countBits).sub(ring.address.slice(1, laneBits).zext(countBits));
  const whole = smaller(toWordEnd, ring.toEnd);
  const possible = smaller(whole, smaller(ring.left, ring.space));
  ring.count.set(possible);
  ring.worth.set(possible.ne(0).and(possible.eq(whole).or(ring.low)));
};

/** Takes over avail indices that were read, unless they are impossible. */
const followIndex = (config: Config, { enabled, seen, stop }: Io, rings: Rings): void => {
  const shape = { valid: bit(0), queue: queueIndex(config), index: u(ringIndexBits), fault: u(faultBits) };
  const { told, ahead } = reg({ told: shape, ahead: { ...shape, by: u(ringIndexBits), mask: u(descriptorIdBits) } });
  told.set({ valid: seen.valid, ...seen.payload });
  ahead.set({
    valid: told.valid,
    queue: told.queue,
    index: told.index,
    fault: told.fault,
    by: told.index.sub(rings.requested.read(told.queue)),
    mask: rings.masks.read(told.queue),
  });
  const tooFar = named('too_far', ahead.by.gt(ahead.mask.zext(ringIndexBits).add(1)));
  const wrong = named('wrong', ahead.fault.orR().or(tooFar));
  const live = named('live', ahead.valid.and(enabled.at(ahead.queue)));
  stop.valid.set(live.and(wrong));
  stop.payload.queue.set(ahead.queue);
  stop.payload.error.set(mux(ahead.fault.orR(), errorOfFault(ahead.fault), lit(errorCode('avail_index'), errorBits)));
  when(live.and(wrong.not()), () => {
    rings.known.write(ahead.queue, ahead.index);
    rings.wanted.at(ahead.queue).set(1);
  });
};

/** The value, but at most `limit`, in just the bits of the limit. */
const atMost = (limit: number, value: Val): Val => mux(value.gt(limit), lit(limit, countBits), value.trunc(countBits));

const smaller = (a: Val, b: Val): Val => mux(a.lt(b), a, b);
