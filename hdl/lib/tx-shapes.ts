// SPDX-License-Identifier: Apache-2.0
/** What the two halves of transmit pass to each other: frames as they come out of the memory of virtual machines. */
import { bit, u } from 'typescript-hdl';
import type { Config } from '../spec/configs.ts';
import { lengthBits } from './frame-shapes.ts';
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
