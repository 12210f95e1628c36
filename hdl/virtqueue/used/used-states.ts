// SPDX-License-Identifier: Apache-2.0
/** Where the ring of each queue lies, and how far it was written and published. */
import { bit, lit, mux, ram, unused, type Val, when, wire } from 'typescript-hdl';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueWord } from '../../lib/queue-word.ts';
import { type Config, queueCount } from '../../spec/configs.ts';
import { ringPlaceBits } from '../queue-shapes.ts';
import { usedStateShape } from '../used-shapes.ts';
import type { Batches } from './batch-progress.ts';
import { ringShape, type UsedLineIo, wordAddressBits } from './line-shapes.ts';

/** The rings from the start of their runs on; `written` by batches, and then in memory and published. */
export const usedStates = (config: Config, { start, state, answers }: UsedLineIo, batches: Batches) => {
  const from = start.payload;
  const { packed, ...features } = from.features;
  unused(from.driver, from.vector, from.available.index, from.available.wrap, from.mergeLimit);
  unused(...Object.values(features));
  const { rings } = ram({ rings: { shape: ringShape, depth: queueCount(config), kind: 'distributed' } });
  when(start.valid, () =>
    rings.write(from.queue, {
      base: mux(packed, from.descriptors, from.device).slice(2, wordAddressBits),
      last: from.size.sub(1).trunc(ringPlaceBits),
      packed,
      epoch: from.epoch,
    }),
  );
  const first = { valid: start.valid, queue: from.queue, value: { position: from.used, total: lit(0, ringPlaceBits) } };
  const { moves } = wire({ moves: { valid: bit(), queue: queueIndex(config), state: usedStateShape } });
  const { valid, queue, state: moved } = moves;
  const written = queueWord('written', config, usedStateShape, { start: first, write: { valid, queue, value: moved } });
  const inMemory = queueWord('in_memory', config, usedStateShape, {
    start: first,
    write: { valid: batches.good, queue: answers.payload.queue, value: batches.offered(answers.payload.queue) },
  });
  state.used.set(inMemory(state.queue));
  return { ring: (at: Val) => rings.read(at), moves, written, inMemory };
};
