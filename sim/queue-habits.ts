// SPDX-License-Identifier: Apache-2.0
/** How the drivers of a simulated machine go about their queues, and what of it is registers. */
import { type QueueFeature, queueFeatures } from '../hdl/spec/registers/virtqueue-registers.ts';
import type { GuestDriverOptions } from './guest-driver.ts';
import { GuestSender, type GuestSenderOptions } from './guest-sender.ts';
import type { QueueShape } from './machine-layout.ts';

/** What a guest driver does of its own accord; see {@link GuestDriverOptions}. */
export type DriverHabits = Pick<
  GuestDriverOptions,
  | 'wake'
  | 'intervalCycles'
  | 'refill'
  | 'shuffle'
  | 'record'
  | 'buffers'
  | 'pieceBytes'
  | 'header'
  | 'indirect'
  | 'scatter'
  | 'eventBatch'
  | 'mergeable'
  | 'guestChecksum'
  | 'returns'
>;

/** The ring of a queue, and how its driver goes about it. */
export type QueueHabits = QueueShape & DriverHabits;

/** The ring of a transmit queue, and how its driver goes about it; see {@link GuestSenderOptions}. */
export type SenderHabits = QueueShape &
  Pick<
    GuestSenderOptions,
    'wake' | 'intervalCycles' | 'header' | 'indirect' | 'scatter' | 'eventBatch' | 'batch' | 'shuffle'
  >;

/** The registers of the queue of a driver. */
export const blockOf = (driver: object): 'rx_queue' | 'tx_queue' =>
  driver instanceof GuestSender ? 'tx_queue' : 'rx_queue';

/** The shape of a queue among the habits of its driver. */
export const shapeOf = (habits: QueueHabits): QueueShape => {
  const { queueSize, bufferBytes, bufferOffset, bufferOffsetJitter, placement } = habits;
  const { format, eventIndex, pieces, pieceGap } = habits;
  const shape = {
    ...{ queueSize, bufferBytes, bufferOffset, bufferOffsetJitter, placement },
    ...{ format, eventIndex, pieces, pieceGap },
  };
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
};

type FeatureHabits = Pick<QueueHabits, 'format' | 'mergeable' | 'indirect' | 'eventIndex' | 'guestChecksum'>;

/** What the driver of a queue negotiates, as the register says it. */
export const featuresOf = ({ format, mergeable, indirect, eventIndex, guestChecksum }: FeatureHabits): number => {
  const chosen: Partial<Record<QueueFeature, boolean>> = {
    packed: format === 'packed',
    mergeable: mergeable ?? false,
    indirect: indirect ?? false,
    event_index: eventIndex ?? false,
    guest_checksum: guestChecksum ?? false,
  };
  return queueFeatures.reduce((word, { name }, bit) => word | (Number(chosen[name] ?? false) << bit), 0);
};
