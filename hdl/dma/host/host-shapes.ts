// SPDX-License-Identifier: Apache-2.0
/** What the users of the host bus exchange with its arbiters and with the window check. */
import { bit, indexWidth, input, output, u } from 'typescript-hdl';
import { lengthBits } from '../../lib/frame-shapes.ts';
import { hostAddressBits, hostIdBits } from '../../lib/host-bus.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';

/** Reads of each kind that may be under way: one AXI id each, answered in order. */
export const outstandingReads = { index: 16, ring: 32, descriptor: 64 } as const;
/** Kinds of reads, and the AXI id of each. */
export const readKinds = ['index', 'ring', 'descriptor'] as const;
export const readIds = { index: 0, ring: 1, descriptor: 2 } as const;
/** Writes that may be under way. */
export const outstandingWrites = 64;

/** A window: first and last byte address at which a function may be accessed. */
export const windowShape = { base: u(hostAddressBits), last: u(hostAddressBits) };

/** Where a part looks a window up: answered in the same clock. */
export const windowLookup = (config: Config) => ({
  function: output(u(indexWidth(config.functions))),
  window: input(windowShape),
});

/** A question to the window check: may `function` be accessed at the bytes `first` to `first + span`? */
export const windowRequestShape = (config: Config) => ({
  function: u(indexWidth(config.functions)),
  first: u(hostAddressBits),
  span: u(32),
});

/** How an access failed: the host answered it with an error, or it was refused right before the bus. */
export const faults = { none: 0, bus: 1, refused: 2 } as const;
export const faultBits = 2;

/** Number of a function. */
export const functionShape = (config: Config) => ({ function: u(indexWidth(config.functions)) });

/** A read of one aligned 16-byte word, and its answer. */
export const readRequestShape = (config: Config) => ({ address: u(hostAddressBits), queue: queueIndex(config) });
export const readWordBits = descriptorBytes * 8;
export const readAnswerShape = { data: u(readWordBits), fault: u(faultBits) };

/** What a write was for; `returned` is a used element that gives a buffer back without a frame. */
export const writeKinds = { frame: 0, element: 1, index: 2, returned: 3 } as const;

/** A write burst: `beats` is their number less one; `final` marks the last burst of a frame or used element. */
export const burstShape = (config: Config) => ({
  address: u(hostAddressBits),
  beats: u(8),
  context: writeContextShape(config),
});
export const writeContextShape = (config: Config) => ({
  kind: u(2),
  queue: queueIndex(config),
  final: bit(),
  bytes: u(lengthBits),
});

/** The answer to a burst. */
export const responseShape = (config: Config) => ({ ...writeContextShape(config), fault: u(faultBits) });

/** A beat of a write burst. */
export const writeBeatShape = (config: Config) => ({
  data: u(config.hostDataBits),
  strobe: u(config.hostDataBits / 8),
  last: bit(),
});

/** A burst on its way to the bus: `beats` is their number less one. */
export const guardedBurstShape = (config: Config) => ({
  address: u(hostAddressBits),
  beats: u(8),
  ...functionShape(config),
});

/** What became of a burst: it was sent, and it was refused in whole or in part. */
export const writeOutcomeShape = (config: Config) => ({ ...functionShape(config), sent: bit(), bad: bit() });

/** A read on its way to the bus: one word, under the id of its kind. */
export const guardedReadShape = (config: Config) => ({
  id: u(hostIdBits),
  address: u(hostAddressBits),
  ...functionShape(config),
});

/** The answer to a read: the beat as it came from the bus, all zeros if the read was refused. */
export const guardedAnswerShape = (config: Config) => ({
  id: u(hostIdBits),
  beat: u(config.hostDataBits),
  fault: u(faultBits),
});
