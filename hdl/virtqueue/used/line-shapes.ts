// SPDX-License-Identifier: Apache-2.0
/** What the parts of the used lines share. */
import {
  bit,
  type Flip,
  type Flow,
  flow,
  type Inside,
  input,
  master,
  type Outside,
  output,
  type Rd,
  type Stream,
  slave,
  stream,
  u,
  type Val,
} from 'typescript-hdl';
import type { startUpSweep } from 'typescript-hdl/lib';
import { writeBeatShape } from '../../dma/host/host-shapes.ts';
import { hostWriteAnswerShape, hostWriteShape } from '../../dma/host/write-shapes.ts';
import { eventShape } from '../../lib/frame-shapes.ts';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { queueChangeFlow } from '../../lib/queue-state.ts';
import { takeBytesBits } from '../../lib/take-shapes.ts';
import { workShape } from '../../lib/work-list.ts';
import type { Config } from '../../spec/configs.ts';
import { pendingPerQueue } from '../../spec/virtio/mover-sizes.ts';
import { positionDrainPort, queueStartShape, ringPlaceBits, runStopShape } from '../queue-shapes.ts';
import { batchesPerQueue, elementsPerBurst, queueElementShape, usedStateShape } from '../used-shapes.ts';

export const countBits = 16;
export const placeBits = Math.log2(pendingPerQueue);
export const batchBits = Math.log2(batchesPerQueue) + 1;
/** Addresses here count 32-bit words. */
export const wordAddressBits = hostAddressBits - 2;

/** The ports of the used lines. */
export const usedLinePorts = (config: Config) => ({
  start: slave(flow(queueStartShape(config))),
  change: slave(queueChangeFlow(config)),
  elements: slave(stream({ ...queueElementShape(config), more: bit() })),
  ask: { queue: input(queueIndex(config)), room: output(bit()) },
  /** A bit a function: a batch of it may be begun. */
  allowed: input(u(config.functions)),
  writes: master(stream(hostWriteShape(config))),
  beats: master(stream(writeBeatShape(config))),
  answers: slave(flow(hostWriteAnswerShape(config))),
  published: master(flow(workShape(config))),
  state: { queue: input(queueIndex(config)), used: output(usedStateShape) },
  stop: master(flow(runStopShape(config))),
  events: master(stream(eventShape(config))),
  drain: positionDrainPort(config),
});
export type UsedLineIo = Inside<ReturnType<typeof usedLinePorts>>;
export type Sweep = ReturnType<typeof startUpSweep>;
export interface ForQueue {
  readonly valid: Val<1>;
  readonly queue: Val;
}
export type Push = Outside<Flip<Flow<ReturnType<typeof workShape>>>>;
export type Pop = Outside<Stream<ReturnType<typeof workShape>>>;

/** What a run says of its ring. */
export const ringShape = {
  base: u(wordAddressBits),
  /** The number of the last entry: the size less one. */
  last: u(ringPlaceBits),
  packed: bit(),
  epoch: u(epochBits),
};
export type Ring = Rd<typeof ringShape>;

/** What the visit of a queue found, and where it is. */
export const visitShape = (config: Config) => ({
  queue: queueIndex(config),
  ring: ringShape,
  used: usedStateShape,
  runs: bit(),
  // A batch is to be written now, or was to be when there were too many under way.
  wanted: bit(),
  publishing: bit(),
  allowed: bit(),
  issued: u(batchBits),
  done: u(batchBits),
  settled: u(batchBits),
  // Elements of whole frames that are still to be written, and the place of the one after the next among those that wait.
  left: u(countBits),
  at: u(placeBits),
  first: bit(),
  single: bit(),
  sum: u(takeBytesBits),
});

/** The burst that is being made. */
export const lineShape = (config: Config) => ({
  start: u(wordAddressBits),
  address: u(wordAddressBits),
  beats: u(8),
  elements: u(Math.log2(elementsPerBurst)),
  data: u(config.hostDataBits),
  strobe: u(config.hostDataBits / 8),
});
