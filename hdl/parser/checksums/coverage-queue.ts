// SPDX-License-Identifier: Apache-2.0
/** What is to be judged of each frame, in order, as soon as its header vector says so. */
import {
  assert,
  bit,
  component,
  connect,
  flow,
  inst,
  lit,
  master,
  mux,
  reg,
  slave,
  stream,
  unused,
} from 'typescript-hdl';
import { delayLine, fifo } from 'typescript-hdl/lib';
import { coverageShape, factsShape } from './checksum-shapes.ts';
import { packetCoverage, packetCoverageClocks } from './packet-coverage.ts';

/** Clocks from the facts about a frame to what is to be judged, in an empty queue. */
export const coverageQueueClocks = packetCoverageClocks + 2;

/** The packets of a frame, from its header vector. */
export const framePacketsShape = { outer: factsShape, inner: factsShape };

/** The two checksums of a frame. */
export const frameCoverageShape = {
  /** The packet outside, unless its checksum is a CRC. */
  outer: coverageShape,
  /** The packet inside the tunnel, or the one outside when its checksum is a CRC: after SCTP there is no tunnel. */
  other: coverageShape,
  /** `other` is the packet outside. */
  otherIsOuter: bit(),
};

/**
 * Computes the coverage of both checksums of a frame and keeps it until it is taken. Takes a frame a clock and
 * cannot hold it back: at most `depth` frames may wait. Latency {@link coverageQueueClocks} clocks. Logic depth 3 LUTs at
 * 10g.
 */
export const coverageQueue = (depth: number) =>
  component(
    'coverage_queue',
    { depth },
    { packets: slave(flow(framePacketsShape)), frames: master(stream(frameCoverageShape)) },
    ({ packets, frames }) => {
      const { outer, inner } = packets.payload;
      const { facts } = reg({ facts: { valid: bit(0), outer: factsShape, other: factsShape, otherIsOuter: bit() } });
      facts.valid.set(packets.valid);
      facts.outer.set({ ...outer, sctp: lit(0, 1) });
      facts.other.set(mux(outer.sctp, outer, inner));
      facts.otherIsOuter.set(outer.sctp);

      const { outerCoverage, otherCoverage, queue } = inst({
        outerCoverage: packetCoverage(),
        otherCoverage: packetCoverage(),
        queue: fifo(frameCoverageShape, depth),
      });
      outerCoverage.facts.valid.set(facts.valid);
      outerCoverage.facts.payload.set(facts.outer);
      otherCoverage.facts.valid.set(facts.valid);
      otherCoverage.facts.payload.set(facts.other);
      unused(otherCoverage.coverage.valid, queue.count);

      assert('room', outerCoverage.coverage.valid.not().or(queue.up.ready));
      queue.up.valid.set(outerCoverage.coverage.valid);
      queue.up.payload.set({
        outer: outerCoverage.coverage.payload,
        other: otherCoverage.coverage.payload,
        otherIsOuter: delayLine('otherIsOuter', bit(), facts.otherIsOuter, packetCoverageClocks),
      });
      connect(frames, queue.down);
    },
    { maxDepth: 3, doc: 'The coverage of the checksums of each frame, kept until it is taken.' },
  );
