// SPDX-License-Identifier: Apache-2.0
/** What the parts of the receive DMA pass to each other. */

import { bit, indexWidth, lit, mux, u, type Val } from 'typescript-hdl';
import { faults } from '../dma/host/host-shapes.ts';
import { lengthBits } from '../lib/frame-shapes.ts';
import { hostAddressBits } from '../lib/host-bus.ts';
import { epochBits } from '../lib/queue-epoch.ts';
import { queueIndex } from '../lib/queue-number.ts';
import { errorBits } from '../lib/queue-stop.ts';

export { errorBits, stopShape } from '../lib/queue-stop.ts';

import { type Config, queueCount } from '../spec/configs.ts';
import { registerMap } from '../spec/registers/registers.ts';
import { maxQueueSize, type QueueErrorName, queueErrors } from '../spec/virtio/virtqueue.ts';

/** Ring indices count all buffers ever posted, modulo 2 ** 16. */
export const ringIndexBits = 16;
/** Width of a descriptor number, and of the mask `size - 1` of a queue. */
export const descriptorIdBits = Math.log2(maxQueueSize);
/** Width of a buffer's length; longer buffers count as the longest of this width, which is longer than any frame. */
export const bufferLengthBits = lengthBits + 1;
/** Width of an interrupt vector. */
export const vectorBits = 16;

/** Frames whose used element is not written yet. */
export const outstandingFrames = 64;

/** Error code of a name. */
export const errorCode = (name: QueueErrorName): number => queueErrors.find(e => e.name === name)!.id;

/** Error code that a queue stops with when an access of it failed. */
export const errorOfFault = (fault: Val): Val =>
  mux(fault.eq(faults.refused), lit(errorCode('refused'), errorBits), lit(errorCode('bus'), errorBits));

/** A queue alone. */
export const queueShape = (config: Config) => ({ queue: queueIndex(config) });

/** The checked settings of a queue at the moment it starts from ring index 0; `mask` is its size less one, `epoch` is new. */
export const startShape = (config: Config) => ({
  queue: queueIndex(config),
  epoch: u(epochBits),
  descriptors: u(hostAddressBits),
  avail: u(hostAddressBits),
  used: u(hostAddressBits),
  mask: u(descriptorIdBits),
  vector: u(vectorBits),
});

/** One posted receive buffer. */
export const bufferShape = { address: u(hostAddressBits), length: u(bufferLengthBits), id: u(descriptorIdBits) };

/**
 * What a used element says of the buffer that a frame took. `bytes` is the frame without its header; `returned` says that
 * it did not fit, and that nothing was written.
 */
export const usedElementShape = (config: Config) => ({
  queue: queueIndex(config),
  returned: bit(),
  id: u(descriptorIdBits),
  bytes: u(lengthBits),
});

/** A used element to be written when its frame is in memory, and the run it belongs to. */
export const recordShape = (config: Config) => ({ ...usedElementShape(config), epoch: u(epochBits) });

/** Word offset of a register of the rx_queue block, and the width of a word address in it. */
export const queueRegister = (config: Config, name: string): number => findQueueRegister(config, name).offset / 4;
export const queueAddressBits = (config: Config): number => indexWidth(queueCount(config)) + queueRegisterBits;
/** The register part of that address. */
export const queueRegisterBits = 4;

/** Lowest bit of each field of the status register. */
export const statusField = (config: Config, name: string): number =>
  findQueueRegister(config, 'status').fields.find(field => field.name === name)!.lsb;

const findQueueRegister = (config: Config, name: string) =>
  registerMap(config)
    .find(block => block.name === 'rx_queue')!
    .registers.find(register => register.name === name)!;
