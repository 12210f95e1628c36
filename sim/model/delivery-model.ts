// SPDX-License-Identifier: Apache-2.0
/**
 * Delivery as prose: what the receive queues and the counters must show after a list of frames, when every queue always
 * has room and posted buffers. With less than that the drops depend on timing, and no model can name them.
 */
import { type Config, queueCount } from '../../hdl/spec/configs.ts';
import { type CounterEventName, counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { counterSlots } from '../../hdl/spec/registers/registers.ts';
import { netHeaderBytes, receiveNetHeader } from '../../hdl/spec/virtio/virtqueue.ts';
import type { WireFrame } from './wire-frame.ts';

export interface Count {
  readonly frames: number;
  /** Bytes without FCS. */
  readonly bytes: number;
}

/** One counter slot, every event of it. */
export type SlotCounts = Readonly<Record<CounterEventName, Count>>;

export interface Delivery {
  /**
   * Index `function * queuesPerFunction + queue`: what the guest finds in its used buffers, oldest first. Each is the
   * 12-byte net header and the frame; the used length is that of the array.
   */
  readonly queues: readonly (readonly Uint8Array[])[];
  /** One per function, then the slot `unassigned`. */
  readonly counters: readonly SlotCounts[];
}

/** A frame with the fate that a model or oracle gave it. */
export interface JudgedFrame {
  readonly frame: WireFrame;
  readonly fate: Fate;
}

/**
 * Expected queues and counters after `frames` in wire order; `bufferBytes` is the length of every posted buffer (one
 * that holds no whole frame with its header drops that frame and stays posted).
 */
export const expectedDelivery = (
  config: Config,
  frames: readonly JudgedFrame[],
  bufferBytes = netHeaderBytes + config.maxFrameBytes,
): Delivery => {
  const queues: Uint8Array[][] = Array.from({ length: queueCount(config) }, () => []);
  const counters = Array.from({ length: counterSlots(config) }, emptySlot);
  for (const { frame, fate } of frames) {
    const buffer = guestBuffer(frame.bytes);
    const event = fate.event === 'delivered' && buffer.length > bufferBytes ? 'buffer_too_small' : fate.event;
    for (const slot of fate.functions.length > 0 ? fate.functions : [config.functions]) {
      // The ingress ends a frame that is too long at the limit, so that nothing after it sees more.
      count(counters[slot]!, event, Math.min(frame.bytes.length, config.maxFrameBytes));
      if (fate.reported)
        count(counters[slot]!, 'unreadable_passed', Math.min(frame.bytes.length, config.maxFrameBytes));
      if (event === 'delivered') queues[slot * config.queuesPerFunction + fate.queue]!.push(buffer);
    }
  }
  return { queues, counters };
};

/** What a guest reads from its buffer: the net header, then the frame. */
export const guestBuffer = (frame: Uint8Array): Uint8Array => Uint8Array.from([...receiveNetHeader, ...frame]);

type OpenSlot = Record<CounterEventName, { frames: number; bytes: number }>;

const emptySlot = (): OpenSlot =>
  Object.fromEntries(counterEvents.map(({ name }) => [name, { frames: 0, bytes: 0 }])) as OpenSlot;

const count = (slot: OpenSlot, event: CounterEventName, bytes: number): void => {
  slot[event].frames += 1;
  slot[event].bytes += bytes;
};
