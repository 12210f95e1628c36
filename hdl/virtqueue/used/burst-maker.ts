// SPDX-License-Identifier: Apache-2.0
/** Bursts of the used lines: words go into beats, beats into a burst, and both wait in FIFOs for the write engine. */
import { bit, cat, connect, inst, lit, mux, named, reg, u, unused, type Val, when, wire } from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { writeBeatShape } from '../../dma/host/host-shapes.ts';
import { hostWriteShape } from '../../dma/host/write-shapes.ts';
import { beatBytes, hostAddressBits, laneBits } from '../../lib/host-bus.ts';
import { functionOf } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { accessKindBits, writeKind } from '../../spec/host-accesses.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';
import { elementsPerBurst, usedSteps } from '../used-shapes.ts';
import { inLanes, type Words } from './element-words.ts';
import { lineShape, type UsedLineIo, wordAddressBits } from './line-shapes.ts';

/** Words of a block of 4,096 bytes: a burst ends with it. */
const blockWordBits = 10;

/** Beats of the longest burst: a whole one of descriptors of a packed ring, which are longer than the elements of a split one. */
export const burstBeats = (config: Config): number => (elementsPerBurst * descriptorBytes) / beatBytes(config);
/** Beats that may wait: a burst is asked for when all of it does. */
const waitingBeats = (config: Config): number => Math.max(16, burstBeats(config));

/** Who a burst is for. */
interface Owner {
  readonly queue: Val;
  readonly epoch: Val;
}

/** What is put into a burst in one clock: `step` says what of a batch ends with it, if it `closes` the burst. */
interface Put {
  readonly valid: Val<1>;
  readonly closes: Val<1>;
  readonly endsBeat: Val<1>;
  readonly step: Val;
}

/** The burst of elements that is being made, and others of one word. */
export const burstMaker = (config: Config, io: UsedLineIo, { queue, epoch }: Owner) => {
  const { writes, beats } = inst({
    writes: fifo(hostWriteShape(config), 8),
    beats: fifo(writeBeatShape(config), waitingBeats(config)),
  });
  unused(writes.count);
  connect(io.writes, writes.down);
  connect(io.beats, beats.down);
  const { line } = reg({ line: lineShape(config) });
  const slotBits = laneBits(config) - 2;
  const { words, place } = wire({
    words: { low: u(32), high: u(32), lowMask: u(4), highMask: u(4) },
    place: u(slotBits),
  });
  place.set(line.address.slice(0, slotBits));
  words.set({ low: 0, high: 0, lowMask: 0, highMask: 0 });
  const placed = inLanes(config, place, words);
  const beat = { data: line.data.or(placed.data), strobe: line.strobe.or(placed.strobe) };
  const { closes, address, step } = wire({ closes: bit(), address: u(hostAddressBits), step: u(2) });
  closes.set(0);
  address.set(cat(line.start, lit(0, 2)));
  step.set(usedSteps.more);
  beats.up.valid.set(0);
  writes.up.valid.set(0);
  beats.up.payload.set({ ...beat, last: closes });
  writes.up.payload.set({
    function: functionOf(config, queue),
    address,
    beats: line.beats,
    kind: mux(step.eq(usedSteps.publish), lit(writeKind('used_index'), accessKindBits), writeKind('used_elements')),
    context: { queue, epoch, step },
  });
  return {
    room: named('burst_room', writes.up.ready.and(beats.up.ready)),
    /** The words from `place` on in their beat. */
    words,
    place,
    /** The place of the next word: its slot in the beat, and in the block. */
    slot: line.address.slice(0, slotBits),
    inBlock: line.address.slice(0, blockWordBits),
    longest: named('line_longest', line.beats.eq(burstBeats(config) - 1)),
    full: named('line_full', line.elements.eq(elementsPerBurst - 1)),
    /** Begins a burst. */
    open(at: Val): void {
      line.set({ start: at, address: at, beats: 0, elements: 0, data: 0, strobe: 0 });
    },
    /** Puts `words`, which take so many words of memory, and counts the element that ends with them. */
    put(by: Val, element: Val<1>, { valid, closes: closing, endsBeat, step: ofBurst }: Put): void {
      step.set(ofBurst);
      when(valid, () => {
        closes.set(closing);
        beats.up.valid.set(closing.or(endsBeat));
        writes.up.valid.set(closing);
        line.address.set(line.address.add(by.zext(wordAddressBits)));
        line.data.set(mux(endsBeat, 0, beat.data));
        line.strobe.set(mux(endsBeat, 0, beat.strobe));
        when(endsBeat, () => line.beats.set(line.beats.add(1)));
      });
      line.elements.set(line.elements.add(element.zext(line.elements.width)));
    },
    /** Offers a burst of the words alone; `byte` is their address. */
    offer(content: Words, byte: Val, ofBurst: number, valid: Val<1>): void {
      words.set(content);
      place.set(byte.slice(2, slotBits));
      address.set(byte);
      step.set(ofBurst);
      closes.set(1);
      beats.up.payload.set({ ...placed, last: 1 });
      writes.up.payload.beats.set(0);
      when(valid, () => {
        beats.up.valid.set(1);
        writes.up.valid.set(1);
      });
    },
  };
};
