// SPDX-License-Identifier: Apache-2.0
/** The third answer: what the hardware delivered, counted and wrote, against what the tables demand. */
import { type Config, queueCount } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import { counterSlots } from '../../hdl/spec/registers/registers.ts';
import { netHeaderBytes } from '../../hdl/spec/virtio/virtqueue.ts';
import type { MemoryRange } from '../../sim/host-memory.ts';
import type { Delivery } from '../../sim/model/delivery-model.ts';
import type { SlotValues } from '../../sim/register-access.ts';
import type { Mismatch } from './mismatch.ts';

/** What the hardware did. */
export interface HardwareResult {
  /**
   * Frames that the drivers took from their used rings, oldest first; index `function * queuesPerFunction + queue`. The
   * drivers check the network header before each.
   */
  readonly queues: readonly (readonly Uint8Array[])[];
  /** One slot a function, then the slot of frames that address none. */
  readonly counters: readonly SlotValues[];
  /** Ranges of host memory that the device wrote outside its rings and buffers. */
  readonly strayWrites: readonly MemoryRange[];
}

/**
 * Every difference: missing, extra or changed frames by queue, counters, writes outside the buffers. What is due may come from
 * several sources, the wire and VMs that send: their frames mix in a queue, but those of each keep their order.
 */
export const compareHardware = (
  config: Config,
  expected: Delivery | readonly Delivery[],
  actual: HardwareResult,
): Mismatch[] => {
  const sources = 'queues' in expected ? [expected] : expected;
  return [
    ...Array.from({ length: queueCount(config) }, (_, i) => compareQueue(config, i, sources, actual)).flat(),
    ...Array.from({ length: counterSlots(config) }, (_, slot) => compareSlot(config, slot, sources, actual)).flat(),
    ...actual.strayWrites.map(({ address, bytes }) => ({
      where: `host memory 0x${address.toString(16)}`,
      what: `${bytes} bytes were written that belong to no ring and no buffer`,
    })),
  ];
};

const compareQueue = (
  config: Config,
  index: number,
  sources: readonly Delivery[],
  actual: HardwareResult,
): Mismatch[] => {
  const where = `function ${Math.floor(index / config.queuesPerFunction)} queue ${index % config.queuesPerFunction}`;
  const waiting = sources.map(({ queues }) => queues[index]!.map(buffer => buffer.subarray(netHeaderBytes)));
  const due = waiting.reduce((sum, { length }) => sum + length, 0);
  const got = actual.queues[index]!;
  const found: Mismatch[] = [];
  if (due !== got.length) found.push({ where, what: `${due} frames were due, ${got.length} came` });
  for (const [i, frame] of got.entries()) {
    const source = waiting.find(([next]) => next && Buffer.compare(next, frame) === 0);
    const [next] = source ?? waiting.find(({ length }) => length > 0) ?? [];
    if (next && !source) found.push({ where: `${where} frame ${i + 1}`, what: firstDifference(next, frame) });
    (source ?? waiting.find(({ length }) => length > 0))?.shift();
  }
  return found;
};

const firstDifference = (wanted: Uint8Array, got: Uint8Array): string => {
  if (wanted.length !== got.length) return `${wanted.length} bytes were due, ${got.length} came`;
  const at = wanted.findIndex((byte, i) => byte !== got[i]);
  return `byte ${at} is 0x${got[at]!.toString(16)}, not 0x${wanted[at]!.toString(16)}`;
};

const compareSlot = (
  config: Config,
  slot: number,
  sources: readonly Delivery[],
  actual: HardwareResult,
): Mismatch[] => {
  const name = slot === config.functions ? 'unassigned' : `function ${slot}`;
  return counterEvents.flatMap(({ name: event }) => {
    const due = (of: 'frames' | 'bytes'): number =>
      sources.reduce((sum, { counters }) => sum + counters[slot]![event][of], 0);
    const [frames, bytes, got] = [due('frames'), due('bytes'), actual.counters[slot]![event]];
    if (frames === got.frames && bytes === got.bytes) return [];
    const what = `${frames} frames and ${bytes} bytes were due, ${got.frames} and ${got.bytes} were counted`;
    return [{ where: `counter ${name} ${event}`, what }];
  });
};
