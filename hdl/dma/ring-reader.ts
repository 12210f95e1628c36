/**
 * Ring reader: knows how far each avail ring has been filled and fetches its entries, up to eight with one 16-byte word.
 *
 * A read takes as many entries as the word, the end of the ring, the known avail index and the free places of the queue's
 * prefetch FIFO allow; the places are taken at once, so that every answer has room. Less than the whole rest of a word is
 * fetched only while the queue holds less than half of what it may hold: a queue in good supply costs one read for eight
 * buffers. An avail index more than the queue size ahead of the entries taken stops the queue (`avail_index`), a failed
 * read of it too (`bus`).
 *
 * One ring read every 6 clocks at most; queues take turns. Logic depth about 6 LUTs and a carry chain between registers.
 */
import {
  bit,
  cat,
  component,
  flow,
  fsm,
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
  when,
} from 'typescript-hdl';
import { type Config, queueCount } from '../layout/configs.ts';
import { availRing } from '../layout/virtqueue.ts';
import { hostAddressBits } from '../lib/axi.ts';
import { queueIndex } from '../lib/frame-shapes.ts';
import { roundRobinArbiter } from '../lib/round-robin-arbiter.ts';
import {
  descriptorIdBits,
  errorBits,
  errorCode,
  queueShape,
  readRequestShape,
  readWordBits,
  ringIndexBits,
  stopShape,
} from './dma-shapes.ts';
import { queueIndices } from './queue-indices.ts';

/** Entries in the 16-byte word of a read. */
const lanes = readWordBits / (availRing.elementBytes * 8);
const laneBits = Math.log2(lanes);
const countBits = laneBits + 1;

/** Which entries of a word were asked for. */
export const ringContextShape = (config: Config) => ({
  queue: queueIndex(config),
  lane: u(laneBits),
  count: u(countBits),
});

/** Reader of avail ring entries; see the header comment. */
export const ringReader = (config: Config) =>
  component(
    'ring_reader',
    { config: config.name },
    {
      enabled: input(u(queueCount(config))),
      start: slave(flow({ queue: queueIndex(config), avail: u(hostAddressBits), mask: u(descriptorIdBits) })),
      seen: slave(flow({ queue: queueIndex(config), index: u(ringIndexBits), error: bit() })),
      taken: slave(flow(queueShape(config))),
      takenIndex: { queue: output(queueIndex(config)), index: input(u(ringIndexBits)) },
      requestedIndex: { queue: input(queueIndex(config)), index: output(u(ringIndexBits)) },
      request: master(stream(readRequestShape(config))),
      issued: master(stream(ringContextShape(config))),
      stop: master(flow(stopShape(config))),
    },
    ({ enabled, start, seen, taken, takenIndex, requestedIndex, request, issued, stop }) => {
      const count = queueCount(config);
      const { avail, masks } = ram({
        avail: { shape: u(hostAddressBits), depth: count, kind: 'distributed' },
        masks: { shape: u(descriptorIdBits), depth: count, kind: 'distributed' },
      });
      const known = queueIndices('known', config);
      const requested = queueIndices('requested', config);
      const { wanted } = reg({ wanted: u(count, 0) });
      const { arbiter } = inst({ arbiter: roundRobinArbiter(count) });
      arbiter.requests.set(wanted.and(enabled));
      const picked = oneHotIndex(arbiter.grants, queueIndex(config).width);

      const r = reg({
        queue: queueIndex(config),
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
      const { out } = reg({ out: { valid: bit(0), request: readRequestShape(config) } });
      const state = fsm('state', ['pick', 'fetch', 'measure', 'decide', 'commit', 'issue'], {
        pick: goto => {
          r.queue.set(picked);
          when(arbiter.grants.orR(), () => goto('fetch'));
        },
        fetch: goto => {
          // What asked until now is served by what is read now.
          wanted.at(r.queue).set(0);
          r.known.set(known.read(r.queue));
          r.requested.set(requested.read(r.queue));
          r.taken.set(takenIndex.index);
          r.mask.set(masks.read(r.queue));
          r.base.set(avail.read(r.queue));
          goto('measure');
        },
        measure: goto => {
          const slot = r.requested.trunc(descriptorIdBits).and(r.mask);
          const held = r.requested.sub(r.taken);
          r.address.set(r.base.add(cat(slot, lit(0, 1)).zext(hostAddressBits)).add(availRing.ring));
          r.left.set(atMost(lanes, r.known.sub(r.requested)));
          r.space.set(atMost(lanes, lit(config.prefetchDepth, ringIndexBits).sub(held)));
          r.toEnd.set(atMost(lanes, r.mask.sub(slot).addWide(1)));
          r.low.set(held.lt(config.prefetchDepth / 2));
          goto('decide');
        },
        decide: goto => {
          const whole = smaller(lit(lanes, countBits).sub(r.address.slice(1, laneBits).zext(countBits)), r.toEnd);
          const possible = smaller(whole, smaller(r.left, r.space));
          r.count.set(possible);
          r.worth.set(possible.ne(0).and(possible.eq(whole).or(r.low)));
          goto('commit');
        },
        commit: goto => {
          // From here on the entries count as requested, so that a stop waits for them.
          when(r.worth.and(enabled.at(r.queue)), () => {
            requested.write(r.queue, r.requested.add(r.count.zext(ringIndexBits)));
            wanted.at(r.queue).set(1);
            goto('issue');
          }).otherwise(() => goto('pick'));
        },
        issue: goto => {
          when(issued.fire, () => goto('pick'));
        },
      });
      arbiter.accept.set(state.is('pick'));
      takenIndex.queue.set(r.queue);

      issued.valid.set(state.is('issue').and(out.valid.not()));
      issued.payload.set({ queue: r.queue, lane: r.address.slice(1, laneBits), count: r.count });
      request.valid.set(out.valid);
      request.payload.set(out.request);
      when(request.ready, () => out.valid.set(0));
      when(issued.fire, () => {
        out.valid.set(1);
        const wordBits = hostAddressBits - laneBits - 1;
        out.request.set({
          queue: r.queue,
          address: cat(r.address.slice(laneBits + 1, wordBits), lit(0, laneBits + 1)),
        });
      });

      const { told, ahead } = reg({
        told: { valid: bit(0), queue: queueIndex(config), index: u(ringIndexBits), error: bit() },
        ahead: {
          valid: bit(0),
          queue: queueIndex(config),
          index: u(ringIndexBits),
          error: bit(),
          by: u(ringIndexBits),
          mask: u(descriptorIdBits),
        },
      });
      told.set({ valid: seen.valid, ...seen.payload });
      ahead.set({
        valid: told.valid,
        queue: told.queue,
        index: told.index,
        error: told.error,
        by: told.index.sub(requested.read(told.queue)),
        mask: masks.read(told.queue),
      });
      const tooFar = named('too_far', ahead.by.gt(ahead.mask.zext(ringIndexBits).add(1)));
      const wrong = ahead.error.or(tooFar);
      stop.valid.set(ahead.valid.and(wrong).and(enabled.at(ahead.queue)));
      stop.payload.queue.set(ahead.queue);
      stop.payload.error.set(mux(ahead.error, lit(errorCode('bus'), errorBits), errorCode('avail_index')));
      when(ahead.valid.and(wrong.not()).and(enabled.at(ahead.queue)), () => {
        known.write(ahead.queue, ahead.index);
        wanted.at(ahead.queue).set(1);
      });
      when(taken.valid, () => wanted.at(taken.payload.queue).set(1));
      when(start.valid, () => {
        avail.write(start.payload.queue, start.payload.avail);
        masks.write(start.payload.queue, start.payload.mask);
        known.clear(start.payload.queue);
        requested.clear(start.payload.queue);
      });
      requestedIndex.index.set(requested.read(requestedIndex.queue));
    },
    { doc: 'Ring reader: fetches avail ring entries, as many as word, ring, avail index and prefetch space allow.' },
  );

/** The value, but at most `limit`, in just the bits of the limit. */
const atMost = (limit: number, value: Val): Val<any> =>
  mux(value.gt(limit), lit(limit, countBits), value.trunc(countBits));

const smaller = (a: Val, b: Val): Val<any> => mux(a.lt(b), a, b);
