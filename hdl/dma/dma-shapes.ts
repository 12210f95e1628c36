/** What the parts of the receive DMA pass to each other. */
import { bit, indexWidth, u, type Val, vec } from 'typescript-hdl';
import { type Config, queueCount } from '../layout/configs.ts';
import { registerMap } from '../layout/registers.ts';
import { descriptorBytes, maxQueueSize, type QueueErrorName, queueErrors } from '../layout/virtqueue.ts';
import { lengthBits, queueIndex } from '../lib/frame-shapes.ts';
import { hostAddressBits } from '../lib/host-bus.ts';

/** Ring indices count all buffers ever posted, modulo 2 ** 16. */
export const ringIndexBits = 16;
/** Width of a descriptor number, and of the mask `size - 1` of a queue. */
export const descriptorIdBits = Math.log2(maxQueueSize);
/** Width of a buffer's length; longer buffers count as the longest of this width, which is longer than any frame. */
export const bufferLengthBits = lengthBits + 1;
/** Width of an error code in the status register. */
export const errorBits = 4;
/** Width of an interrupt vector. */
export const vectorBits = 16;

/** Reads of each kind that may be under way: one AXI id each, answered in order. */
export const outstandingReads = { index: 16, ring: 32, descriptor: 64 } as const;
/** Writes that may be under way, and frames whose used element is not written yet. */
export const outstandingWrites = 64;
export const outstandingFrames = 64;

/** Error code of a name. */
export const errorCode = (name: QueueErrorName): number => queueErrors.find(e => e.name === name)!.id;

/** A queue alone. */
export const queueShape = (config: Config) => ({ queue: queueIndex(config) });

/** Why a queue must stop. */
export const stopShape = (config: Config) => ({ queue: queueIndex(config), error: u(errorBits) });

/** The checked settings of a queue at the moment it starts from ring index 0; `mask` is its size less one. */
export const startShape = (config: Config) => ({
  queue: queueIndex(config),
  descriptors: u(hostAddressBits),
  avail: u(hostAddressBits),
  used: u(hostAddressBits),
  mask: u(descriptorIdBits),
  vector: u(vectorBits),
});

/** The window of every function: first and last byte address it may be accessed at. */
export const windowsShape = (config: Config) =>
  vec(config.functions, { base: u(hostAddressBits), last: u(hostAddressBits) });

/** A question to the window check: may `function` be accessed at the bytes `first` to `first + span`? */
export const windowRequestShape = (config: Config) => ({
  function: u(indexWidth(config.functions)),
  first: u(hostAddressBits),
  span: u(32),
});

/** One posted receive buffer. */
export const bufferShape = { address: u(hostAddressBits), length: u(bufferLengthBits), id: u(descriptorIdBits) };

/** A read of one aligned 16-byte word, and its answer. */
export const readRequestShape = (config: Config) => ({ address: u(hostAddressBits), queue: queueIndex(config) });
export const readWordBits = descriptorBytes * 8;
export const readAnswerShape = { data: u(readWordBits), error: bit() };

/** What a write was for. */
export const writeKinds = { frame: 0, element: 1, index: 2 } as const;

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
export const responseShape = (config: Config) => ({ ...writeContextShape(config), error: bit() });

/** A beat of a write burst. */
export const writeBeatShape = (config: Config) => ({
  data: u(config.hostDataBits),
  strobe: u(config.hostDataBits / 8),
  last: bit(),
});

/** A frame that got a buffer: what its used element will say. `bytes` is the frame without its header. */
export const recordShape = (config: Config) => ({
  queue: queueIndex(config),
  id: u(descriptorIdBits),
  bytes: u(lengthBits),
});

/** Function that a queue belongs to. */
export const functionOf = (config: Config, queue: Val): Val<any> => {
  const shift = Math.log2(config.queuesPerFunction);
  if (!Number.isInteger(shift)) {
    throw new RangeError(`The queues of a function must be a power of two, not ${config.queuesPerFunction}.`);
  }
  const number = queue.width === shift ? queue.shr(shift) : queue.slice(shift, queue.width - shift);
  return number.zext(Math.max(number.width, indexWidth(config.functions))).trunc(indexWidth(config.functions));
};

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
