// SPDX-License-Identifier: Apache-2.0
/**
 * Verdicts on the checksums of TCP, UDP, UDP-Lite, SCTP, ICMP and ICMPv6, outside and inside a tunnel, by the rules of
 * `packetChecksumFields`.
 *
 * The beats of a frame wait in block RAM for its header vector, from which the covered bytes follow (`packet-coverage.ts`).
 * Then the frame walks by: masks leave of each beat what is covered (`coverage-mask.ts`), which two trees of adders sum up
 * (`frame-sum.ts`), one for the packet outside and one for that inside; the addresses of the pseudo-header are summed where
 * they stand in the frame. The second one also has the CRC of SCTP (`sctp-crc.ts`), and takes the packet outside if that
 * is SCTP, after which there is no tunnel.
 *
 * Flow in, flow out: never stalls, takes one beat a clock at any width and one frame a clock when frames are one beat long,
 * idle clocks anywhere. One verdict a frame, in order, at most {@link packetChecksumsTiming}`.mostClocks` after its last beat:
 * W + L + 13 + log2(bytes a beat) clocks, where W is the number of beats in the parser's window and L its latency.
 *
 * Why nothing overflows, although nothing waits: a vector comes a constant time L after the beat that ends its frame or
 * its window of W beats. A frame begins to leave the FIFO when its coverage is known, or in the clock after the frame before
 * it has left, and then leaves at a beat a clock, no slower than beats come. So at most W beats of the frame whose window
 * has just ended and those of the L clocks since then are in the FIFO, and at most W + 1 frames with a vector wait for their
 * turn. With the constant clocks on the way, the FIFOs hold W + L + 14 beats and W + 4 frames, rounded up to powers of two;
 * assertions watch both.
 *
 * Logic depth 4 LUTs at 10g.
 */
import { component, connect, connectFlow, flow, inst, master, slave, unused } from 'typescript-hdl';
import { beatShape, headerVectorShape, lengthBits, packetChecksumsShape } from '../../lib/frame-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { checksumLanes, checksumLanesClocks } from './checksum-lanes.ts';
import { factsOf } from './checksum-shapes.ts';
import { coverageQueue, coverageQueueClocks } from './coverage-queue.ts';
import { frameWalk } from './frame-walk.ts';

/** When header vectors come: a constant time after the beat that ends the frame or its first `windowBytes`. */
export interface VectorTiming {
  readonly latencyClocks: number;
  readonly windowBytes: number;
}

const powerOfTwo = (atLeast: number): number => 2 ** Math.ceil(Math.log2(atLeast));

/** Most clocks from the last beat of a frame to its verdict, and the sizes of the FIFOs, in beats and in frames. */
export const packetChecksumsTiming = ({ netDataBits }: Pick<Config, 'netDataBits'>, timing: VectorTiming) => {
  const beatBytes = netDataBits / 8;
  const windowBeats = Math.ceil(timing.windowBytes / beatBytes);
  const wait = windowBeats - 1 + timing.latencyClocks + coverageQueueClocks;
  return {
    mostClocks: wait + checksumLanesClocks(beatBytes),
    beatDepth: powerOfTwo(wait + 8),
    frameDepth: powerOfTwo(windowBeats + 4),
  };
};

/**
 * The packet checksums beside a parser that gives header vectors as `timing` says; see the header comment. Throws a
 * RangeError when frames may be longer than positions reach.
 */
export const packetChecksums = (config: Config, timing: VectorTiming) => {
  if (config.maxFrameBytes >= 1 << lengthBits) {
    throw new RangeError(`Positions of ${lengthBits} bits do not reach the end of ${config.maxFrameBytes} bytes.`);
  }
  const { beatDepth, frameDepth } = packetChecksumsTiming(config, timing);
  return component(
    'packet_checksums',
    { netDataBits: config.netDataBits, beatDepth, frameDepth },
    {
      beats: slave(flow(beatShape(config))),
      headers: slave(flow(headerVectorShape)),
      verdicts: master(flow(packetChecksumsShape)),
    },
    ({ beats, headers, verdicts }) => {
      const { queue, walk, lanes } = inst({
        queue: coverageQueue(frameDepth),
        walk: frameWalk(config, beatDepth),
        lanes: checksumLanes(config),
      });
      queue.packets.valid.set(headers.valid);
      queue.packets.payload.set(factsOf(headers.payload));
      unused(headers.payload);
      connectFlow(walk.beats, beats);
      connect(walk.frames, queue.frames);
      connectFlow(lanes.beats, walk.down);
      lanes.data.set(walk.data);
      connectFlow(verdicts, lanes.verdicts);
    },
    { maxDepth: 4, doc: 'Verdicts on the transport checksums of each frame, outside and inside a tunnel.' },
  );
};
