// SPDX-License-Identifier: Apache-2.0
/** What the two halves of transmit pass to each other: frames as they come out of the memory of virtual machines. */
import { bit, indexWidth, u } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { transmitEventBits } from '../spec/events/transmit-events.ts';
import { wireClassBits } from '../spec/wire-classes.ts';
import { beatShape, lengthBits, lookUpVerdictShape, verdictShape } from './frame-shapes.ts';
import { epochBits } from './queue-epoch.ts';
import { queueIndex } from './queue-number.ts';

/**
 * A frame to be sent, without its virtio header; one word or more of `wordShape` follow on a stream of their own, in the
 * order of the frames: byte 0 of the frame in lane 0, every word whole but the last.
 *
 * With `checksum` the header asked for a checksum (VIRTIO_NET_HDR_F_NEEDS_CSUM, virtio 1.3 section 5.1.6.2): the sum of the
 * bytes from `start` (csum_start) to the end of the frame belongs into the two bytes at `place` (csum_start + csum_offset).
 * Both are counted from byte 0 of the frame, and both bytes at `place` lie inside it. Without `checksum` neither means anything.
 */
export const sentFrameShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  /** In bytes, at least 14 and at most `config.maxFrameBytes`. */
  length: u(lengthBits),
  checksum: bit(),
  start: u(lengthBits),
  place: u(lengthBits),
});

/**
 * A beat of a frame on its way out. `source` is the function that sends it and `length` the bytes of the whole frame; both
 * stand still during a frame. Bytes after the last one of a frame are zeros.
 */
export const sentBeatShape = (config: Config) => ({
  ...beatShape(config),
  source: u(indexWidth(config.functions)),
  length: u(lengthBits),
});

/** What became of a frame that a function sent: an event number of `transmitEvents`, and its bytes. */
export const sentEventShape = (config: Config) => ({
  source: u(indexWidth(config.functions)),
  event: u(transmitEventBits),
  bytes: u(lengthBits),
});

/**
 * What becomes of a sent frame, in the order of the frames: it goes to the wire in a class of `wireClasses`, to functions of
 * this card as `delivery` says, both, or neither, for `reason`: an event number of `transmitEvents`.
 */
export const sentVerdictShape = (config: Config) => ({
  wire: bit(),
  wireClass: u(wireClassBits),
  local: bit(),
  /** Its destination is a group address. */
  group: bit(),
  delivery: verdictShape(config),
  reason: u(transmitEventBits),
});

/** Who sent a frame, whether it may say so (`reason` if not), in what class its frames leave, and whether it sent to a group. */
export const senderShape = (config: Config) => ({
  source: u(indexWidth(config.functions)),
  allowed: bit(),
  reason: u(transmitEventBits),
  wireClass: u(wireClassBits),
  group: bit(),
});

/** A sender whose frame was looked up; the verdict means something only if it is `allowed`. */
export const lookedUpShape = (config: Config) => ({ sender: senderShape(config), verdict: lookUpVerdictShape(config) });

/**
 * Where a frame that is looked up comes from: function `source` if it was `sent`, else the network. `egressDenied`: what no rule of its
 * sender decides is dropped.
 */
export const originShape = (config: Config) => ({
  sent: bit(),
  source: u(indexWidth(config.functions)),
  egressDenied: bit(),
});

/** A beat on its way to functions of this card, with the verdict on its frame beside. */
export const localBeatShape = (config: Config) => ({
  ...sentBeatShape(config),
  group: bit(),
  delivery: verdictShape(config),
});

/** A beat on its way to the wire. */
export const wireBeatShape = (config: Config) => ({ ...sentBeatShape(config), wireClass: u(wireClassBits) });
