// SPDX-License-Identifier: Apache-2.0
/** Where the guests of a simulated machine have their memory. */
import type { Config } from '../hdl/spec/configs.ts';
import { netHeaderBytes } from '../hdl/spec/virtio/virtqueue.ts';
import { planQueue, type QueueSpace, type RingFormat } from './guest-queue.ts';

/** Shape of a queue of the machine. */
export interface QueueShape {
  /** Descriptors a queue; default 256. */
  readonly queueSize?: number;
  /** Bytes of a buffer; default the network header and the longest frame. */
  readonly bufferBytes?: number;
  readonly bufferOffset?: number;
  readonly bufferOffsetJitter?: number;
  readonly placement?: 'page' | 'tight';
  /** See {@link QueueSpace}. */
  readonly format?: RingFormat;
  readonly eventIndex?: boolean;
  readonly pieces?: number;
  readonly pieceGap?: number;
}

/** Memory of one function: what it may be written at or read from, and the queues inside. */
export interface FunctionMemory {
  readonly first: bigint;
  readonly last: bigint;
  /** One per receive queue of the function. */
  readonly queues: readonly QueueSpace[];
  /** One per transmit queue that has a driver, by its number. */
  readonly sendQueues: ReadonlyMap<number, QueueSpace>;
}

/** Distance of one function's memory from the next. */
const functionStride = 1n << 36n;
/** Windows start this far below a multiple of 2^32, so that rings and buffers straddle it and carries show. */
const belowCarry = 0x8000n;

const windowStart = (fn: number): bigint => BigInt(fn + 1) * functionStride + (1n << 32n) - belowCarry;

/** Gives function `fn` a window that holds all its queues; a transmit queue without a shape has no driver. */
export const functionMemory = (
  config: Config,
  fn: number,
  shapeOf: (queue: number) => QueueShape,
  sendShapeOf: (queue: number) => QueueShape | undefined = () => undefined,
): FunctionMemory => {
  const queues: QueueSpace[] = [];
  const sendQueues = new Map<number, QueueSpace>();
  let base = windowStart(fn);
  const place = ({ queueSize = 256, bufferBytes = netHeaderBytes + config.maxFrameBytes, ...rest }: QueueShape) => {
    const space: QueueSpace = { base, size: queueSize, bufferBytes, ...rest };
    base = planQueue(space).end;
    return space;
  };
  for (let queue = 0; queue < config.queuesPerFunction; queue++) queues.push(place(shapeOf(queue)));
  for (let queue = 0; queue < config.queuesPerFunction; queue++) {
    const shape = sendShapeOf(queue);
    if (shape) sendQueues.set(queue, place(shape));
  }
  return { first: windowStart(fn), last: base - 1n, queues, sendQueues };
};
