/** What the users of the host bus exchange with its arbiters and with the window check. */
import { bit, indexWidth, u, vec } from 'typescript-hdl';
import { lengthBits } from '../../lib/frame-shapes.ts';
import { hostAddressBits } from '../../lib/host-bus.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';
import { descriptorBytes } from '../../spec/virtio/virtqueue.ts';

/** Reads of each kind that may be under way: one AXI id each, answered in order. */
export const outstandingReads = { index: 16, ring: 32, descriptor: 64 } as const;
/** Writes that may be under way. */
export const outstandingWrites = 64;

/** The window of every function: first and last byte address it may be accessed at. */
export const windowsShape = (config: Config) =>
  vec(config.functions, { base: u(hostAddressBits), last: u(hostAddressBits) });

/** A question to the window check: may `function` be accessed at the bytes `first` to `first + span`? */
export const windowRequestShape = (config: Config) => ({
  function: u(indexWidth(config.functions)),
  first: u(hostAddressBits),
  span: u(32),
});

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
