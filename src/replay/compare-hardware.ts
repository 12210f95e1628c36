// SPDX-License-Identifier: Apache-2.0
/** The third answer: what the hardware delivered, counted and wrote, against what the tables demand. */
import { type Config, queueCount } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
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

/** Every difference: missing, extra or changed frames by queue, counters, writes outside the buffers. */
export const compareHardware = (config: Config, expected: Delivery, actual: HardwareResult): Mismatch[] => [
  ...Array.from({ length: queueCount(config) }, (_, i) => compareQueue(config, i, expected, actual)).flat(),
  ...expected.counters.flatMap((_, slot) => compareSlot(config, slot, expected, actual)),
  ...actual.strayWrites.map(({ address, bytes }) => ({
    where: `host memory 0x${address.toString(16)}`,
    what: `${bytes} bytes were written that belong to no ring and no buffer`,
  })),
];

const compareQueue = (config: Config, index: number, expected: Delivery, actual: HardwareResult): Mismatch[] => {
  const where = `function ${Math.floor(index / config.queuesPerFunction)} queue ${index % config.queuesPerFunction}`;
  const wanted = expected.queues[index]!.map(buffer => buffer.subarray(netHeaderBytes));
  const got = actual.queues[index]!;
  const found: Mismatch[] = [];
  if (wanted.length !== got.length) found.push({ where, what: `${wanted.length} frames were due, ${got.length} came` });
  for (let i = 0; i < Math.min(wanted.length, got.length); i++) {
    if (Buffer.compare(wanted[i]!, got[i]!) !== 0)
      found.push({ where: `${where} frame ${i + 1}`, what: firstDifference(wanted[i]!, got[i]!) });
  }
  return found;
};

const firstDifference = (wanted: Uint8Array, got: Uint8Array): string => {
  if (wanted.length !== got.length) return `${wanted.length} bytes were due, ${got.length} came`;
  const at = wanted.findIndex((byte, i) => byte !== got[i]);
  return `byte ${at} is 0x${got[at]!.toString(16)}, not 0x${wanted[at]!.toString(16)}`;
};

const compareSlot = (config: Config, slot: number, expected: Delivery, actual: HardwareResult): Mismatch[] => {
  const name = slot === config.functions ? 'unassigned' : `function ${slot}`;
  return counterEvents.flatMap(({ name: event }) => {
    const [wanted, got] = [expected.counters[slot]![event], actual.counters[slot]![event]];
    if (wanted.frames === got.frames && wanted.bytes === got.bytes) return [];
    const what = `${wanted.frames} frames and ${wanted.bytes} bytes were due, ${got.frames} and ${got.bytes} were counted`;
    return [{ where: `counter ${name} ${event}`, what }];
  });
};
