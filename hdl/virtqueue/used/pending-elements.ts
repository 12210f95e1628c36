// SPDX-License-Identifier: Apache-2.0
/** Used elements that wait to be written. */
import { bit, cat, mux, named, ram, reg, u, unused, type Val, when } from 'typescript-hdl';
import { underWay } from '../../lib/event-counts.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { maxBuffersPerFrame, pendingPerQueue } from '../../spec/virtio/mover-sizes.ts';
import { elementsPerBurst, usedPartShape } from '../used-shapes.ts';
import { countBits, type ForQueue, placeBits, type Sweep, type UsedLineIo } from './line-shapes.ts';

/** The longest time between two looks of the sweeper at a queue. */
const sweepSeconds = 2e-6;
const clocksPerLook = (config: Config): number =>
  Math.max(1, Math.floor((sweepSeconds * config.clockHz) / queueCount(config)));

/** Elements that wait to be written: a ring of each queue, and how far whole frames reach. */
export const collectElements = (config: Config, { elements, ask }: UsedLineIo, sweep: Sweep, takes: ForQueue) => {
  const size = { depth: queueCount(config), bits: countBits };
  const { queue, id, bytes, slots, last, more } = elements.payload;
  const comes = { valid: elements.fire, at: queue };
  const counts = underWay('pending', size, sweep, comes, { valid: takes.valid, at: takes.queue });
  const { ring, wholes } = ram({
    ring: { shape: usedPartShape, depth: queueCount(config) * pendingPerQueue },
    wholes: { shape: u(countBits), depth: queueCount(config), kind: 'distributed' },
  });
  // Who releases elements checks their run, and a run ends only when nothing of it is here.
  unused(elements.payload.epoch);
  elements.ready.set(sweep.active.not());
  const came = counts.came(queue);
  when(elements.fire, () => ring.write(cat(queue, came.slice(0, placeBits)), { id, bytes, slots, last }));
  when(sweep.active.or(elements.fire.and(last)), () =>
    wholes.write(mux(sweep.active, sweep.index, queue), mux(sweep.active, 0, came.add(1))),
  );
  ask.room.set(counts.count(ask.queue).le(pendingPerQueue - maxBuffersPerFrame - 1));
  const many = counts.count(queue).ge(elementsPerBurst - 1);
  return {
    counts,
    fills: named('fills', elements.fire.and(last).and(more.not().or(many))),
    wholesOf: (at: Val): Val => wholes.read(at),
    read: (at: Val, enable: Val<1>) => ring.read(at, enable),
  };
};
export type Pending = ReturnType<typeof collectElements>;

/** Looks at one queue after the other; one of which nothing was written between two looks is old. */
export const lookForOld = (config: Config, counts: Pending['counts'], sweep: Sweep): ForQueue => {
  const every = clocksPerLook(config);
  const r = reg({ queue: queueIndex(config), wait: u(Math.max(1, Math.ceil(Math.log2(every))), 0) });
  const { marks } = ram({
    marks: { shape: { some: bit(), went: u(countBits) }, depth: queueCount(config), kind: 'distributed' },
  });
  const looks = named('looks', r.wait.eq(0).and(sweep.active.not()));
  r.wait.set(mux(r.wait.eq(every - 1), 0, r.wait.add(1)));
  const at = r.queue;
  const some = counts.some(at);
  const mark = marks.read(at);
  when(looks, () => r.queue.set(at.add(1)));
  when(looks.or(sweep.active), () =>
    marks.write(mux(sweep.active, sweep.index, at), {
      some: some.and(sweep.active.not()),
      went: counts.went(at),
    }),
  );
  const { old } = reg({ old: { valid: bit(0), queue: queueIndex(config) } });
  old.set({
    valid: looks
      .and(some)
      .and(mark.some)
      .and(mark.went.eq(counts.went(at))),
    queue: at,
  });
  return old;
};
