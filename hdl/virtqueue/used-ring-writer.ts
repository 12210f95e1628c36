// SPDX-License-Identifier: Apache-2.0
/**
 * Used ring writer: writes used elements and used indices.
 *
 * An element goes to the next place of its queue's ring, in the order elements come; the length of one that returns its
 * buffer is 0. An index is published as given.
 * Both write exactly their bytes: 8 bytes at used + 4 + 8 * (place mod size), or 2 bytes at used + 2. An element may
 * lie across two beats, since rings are aligned to 4 bytes only: then it is one burst of two beats, or two bursts where
 * a block of 4096 bytes ends between them. Published indices go before elements.
 *
 * One write every clock, one in two for an element across beats; `bursts` and `beats` wait in FIFOs. Latency 3 clocks.
 * Logic depth 3 LUTs at 10g.
 */

import {
  bit,
  cat,
  component,
  flow,
  type Inside,
  inst,
  lit,
  master,
  mux,
  named,
  ram,
  reg,
  slave,
  stream,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { burstShape, writeBeatShape, writeKinds } from '../dma/host/host-shapes.ts';
import { lengthBits } from '../lib/frame-shapes.ts';
import { blockBits, hostAddressBits } from '../lib/host-bus.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { type Config, queueCount } from '../spec/configs.ts';
import { netHeaderBytes, usedRing } from '../spec/virtio/virtqueue.ts';
import { queueIndices } from './queue-indices.ts';
import { descriptorIdBits, ringIndexBits, usedElementShape } from './virtqueue-shapes.ts';

const wordBits = 32;
/** Addresses here count 32-bit words. */
const wordAddressBits = hostAddressBits - 2;
const writeDepth = 16;

/** One write: one word with its upper half marked alone (an index), or two words (an element). */
const smallWriteShape = {
  low: u(wordBits),
  high: u(wordBits),
  isElement: bit(),
};
type SmallWrite = { readonly low: Val; readonly high: Val; readonly isElement: Val<1> };

/** The used side of the receive DMA; see the header comment. */
export const usedRingWriter = (config: Config) =>
  component(
    'used_ring_writer',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      start: slave(flow({ queue: queueIndex(config), used: u(hostAddressBits), mask: u(descriptorIdBits) })),
      elements: slave(stream(usedElementShape(config))),
      indices: slave(stream({ queue: queueIndex(config), index: u(ringIndexBits) })),
      bursts: master(stream(burstShape(config))),
      beats: master(stream(writeBeatShape(config))),
    },
    ({ start, elements, indices, bursts, beats }) => {
      const { tables } = ram({
        tables: {
          shape: { base: u(wordAddressBits), mask: u(descriptorIdBits) },
          depth: queueCount(config),
          kind: 'distributed',
        },
      });
      const places = queueIndices('places', config);
      const { taken, ready } = reg({
        taken: {
          valid: bit(0),
          isElement: bit(),
          ...usedElementShape(config),
          index: u(ringIndexBits),
          base: u(wordAddressBits),
          mask: u(descriptorIdBits),
        },
        ready: {
          valid: bit(0),
          ...smallWriteShape,
          returned: bit(),
          queue: queueIndex(config),
          bytes: u(lengthBits),
          address: u(wordAddressBits),
        },
      });
      const outputs = writeOutputs(config, ready, bursts, beats);
      const move = named('move', ready.valid.not().or(outputs.taken));
      const load = named('load', taken.valid.not().or(move));

      const queue = mux(indices.valid, indices.payload.queue, elements.payload.queue);
      const place = places.read(elements.payload.queue);
      const table = tables.read(queue);
      indices.ready.set(load);
      elements.ready.set(load.and(indices.valid.not()));
      when(load, () => {
        taken.valid.set(indices.valid.or(elements.valid));
        taken.isElement.set(indices.valid.not());
        taken.queue.set(queue);
        taken.returned.set(elements.payload.returned);
        taken.id.set(elements.payload.id);
        taken.bytes.set(elements.payload.bytes);
        taken.index.set(mux(indices.valid, indices.payload.index, place));
        taken.base.set(table.base);
        taken.mask.set(table.mask);
      });
      when(elements.fire, () => places.write(elements.payload.queue, place.add(1)));

      const slot = taken.index.trunc(descriptorIdBits).and(taken.mask);
      const words = cat(slot, lit(0, 1))
        .zext(wordAddressBits)
        .add(usedRing.ring / 4);
      const length = mux(taken.returned, 0, taken.bytes.zext(wordBits).add(netHeaderBytes));
      when(move, () => {
        ready.valid.set(taken.valid);
        ready.isElement.set(taken.isElement);
        ready.returned.set(taken.returned);
        ready.queue.set(taken.queue);
        ready.bytes.set(taken.bytes);
        ready.address.set(taken.base.add(mux(taken.isElement, words, 0)));
        ready.low.set(
          mux(taken.isElement, taken.id.zext(wordBits), cat(taken.index, lit(0, wordBits - ringIndexBits))),
        );
        ready.high.set(length);
      });

      when(start.valid, () => {
        tables.write(start.payload.queue, {
          base: start.payload.used.slice(2, wordAddressBits),
          mask: start.payload.mask,
        });
        places.clear(start.payload.queue);
      });
    },
    { maxDepth: 3, doc: 'Used ring writer: used elements in ring order and used indices, byte-exact.' },
  );

type ReadyWrite = SmallWrite & {
  readonly valid: Val<1>;
  readonly returned: Val<1>;
  readonly queue: Val;
  readonly bytes: Val;
  readonly address: Val;
};
type Bursts = Inside<ReturnType<typeof stream<ReturnType<typeof burstShape>>>>;
type Beats = Inside<ReturnType<typeof stream<ReturnType<typeof writeBeatShape>>>>;

/** Sends the address and the data of a write their ways. `taken` is 1 when both have been passed on. */
const writeOutputs = (config: Config, ready: ReadyWrite, bursts: Bursts, beats: Beats): { taken: Val<1> } => {
  const slotBits = Math.log2(config.hostDataBits / wordBits);
  const { addresses, data } = inst({
    addresses: fifo(burstShape(config), writeDepth),
    data: fifo({ ...smallWriteShape, slot: u(slotBits), splits: bit() }, writeDepth),
  });
  unused(addresses.count, data.count);
  const r = reg({ second: bit(0) });

  const slot = ready.address.slice(0, slotBits);
  const across = named('across', ready.isElement.and(slot.andR()));
  // The second beat begins a block of its own, and a burst of its own.
  const splits = named('splits', across.and(ready.address.slice(0, blockBits(config) - 2).andR()));
  const room = addresses.up.ready.and(data.up.ready);
  const nextWord = ready.address.add(1);
  addresses.up.valid.set(ready.valid.and(data.up.ready));
  addresses.up.payload.set({
    // An index is the upper half of its word.
    address: cat(mux(r.second, nextWord, ready.address), ready.isElement.not(), lit(0, 1)),
    beats: across.and(splits.not()).zext(8),
    context: {
      kind: mux(
        ready.isElement,
        mux(ready.returned, lit(writeKinds.returned, 2), writeKinds.element),
        writeKinds.index,
      ),
      queue: ready.queue,
      final: splits.not().or(r.second),
      bytes: ready.bytes,
    },
  });
  const finished = splits.not().or(r.second);
  data.up.valid.set(ready.valid.and(addresses.up.ready).and(finished));
  data.up.payload.set({ low: ready.low, high: ready.high, isElement: ready.isElement, slot, splits });
  when(ready.valid.and(room), () => r.second.set(finished.not()));

  bursts.valid.set(addresses.down.valid);
  bursts.payload.set(addresses.down.payload);
  addresses.down.ready.set(bursts.ready);
  writeBeats(data.down, beats);
  return { taken: ready.valid.and(room).and(finished) };
};

interface Data {
  readonly valid: Val<1>;
  readonly ready: { set(value: Val<1>): void };
  readonly payload: SmallWrite & { readonly slot: Val; readonly splits: Val<1> };
}

/** The beats of a write: the first, and for an element across beats the second. */
const writeBeats = (data: Data, beats: Beats): void => {
  const { secondBeat } = reg({ secondBeat: bit(0) });
  const { low, high, isElement, slot, splits } = data.payload;
  const across = isElement.and(slot.andR());
  const lowMask = cat(lit(3, 2), isElement, isElement);
  const slots = Array.from({ length: 1 << slot.width }, (_, i) => {
    const isLow = secondBeat.not().and(slot.eq(i));
    const isHigh = i === 0 ? secondBeat : isElement.and(secondBeat.not()).and(slot.eq(i - 1));
    return {
      data: mux(isLow, low, 0).or(mux(isHigh, high, 0)),
      strobe: mux(isLow, lowMask, 0).or(isHigh.repeat(4)),
    };
  }).reverse();
  const last = across.not().or(secondBeat);
  beats.valid.set(data.valid);
  beats.payload.data.set(cat(...slots.map(part => part.data)));
  beats.payload.strobe.set(cat(...slots.map(part => part.strobe)));
  beats.payload.last.set(last.or(splits));
  data.ready.set(beats.ready.and(last));
  when(beats.fire, () => secondBeat.set(last.not()));
};
