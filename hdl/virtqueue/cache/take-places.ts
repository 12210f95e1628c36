// SPDX-License-Identifier: Apache-2.0
/** Where the buffer take is in the ring of each queue. */
import { bit, mux, type Rd, reg, u, type Val, when } from 'typescript-hdl';
import { queueContexts } from '../../lib/queue-contexts.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { queueSizeBits } from '../queue-shapes.ts';
import type { decisionShape, takeStartShape } from './take-states.ts';

const placeShape = { index: u(16), wrap: bit() };

interface Start {
  readonly valid: Val<1>;
  readonly payload: Rd<ReturnType<typeof takeStartShape>>;
}

/**
 * Moves the place of the next entry to be taken: by buffers in a split ring, by descriptors in a packed one. Takes 2 clocks, in
 * which no other attempt of the queue can be decided. Answers a queue with its place in the same clock.
 */
export const takePlaces = (
  config: Config,
  start: Start,
  decided: Rd<ReturnType<typeof decisionShape>>,
  moves: Val<1>,
): ((queue: Val) => Rd<typeof placeShape>) => {
  const { moved, sum } = reg({
    moved: { valid: bit(0), queue: queueIndex(config), by: u(17), packed: bit(), size: u(queueSizeBits) },
    sum: { valid: bit(0), queue: queueIndex(config), to: u(17), wrap: bit(), packed: bit(), size: u(queueSizeBits) },
  });
  const past = sum.packed.and(sum.to.ge(sum.size.zext(17)));
  const word = { index: mux(past, sum.to.sub(sum.size.zext(17)), sum.to).trunc(16), wrap: sum.wrap.xor(past) };
  const { queue, index, wrap } = start.payload;
  const places = queueContexts(
    'places',
    config,
    placeShape,
    { valid: start.valid, queue, word: { index, wrap } },
    { valid: sum.valid, queue: sum.queue, word },
  );
  const { packed, size } = decided.settings;
  when(start.valid.not(), () => {
    const place = places.read(moved.queue);
    sum.set({
      valid: moved.valid,
      queue: moved.queue,
      to: place.index.zext(17).add(moved.by),
      wrap: place.wrap,
      packed: moved.packed,
      size: moved.size,
    });
    const by = mux(packed, decided.sum.slots.zext(17), decided.sum.buffers.zext(17));
    moved.set({ valid: moves, queue: decided.question.queue, by, packed, size });
  });
  return at => places.read(at);
};
