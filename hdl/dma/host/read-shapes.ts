/** What clients of the read engine exchange with it. */
import { bit, indexWidth, u } from 'typescript-hdl';
import { beatBytes, hostAddressBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { maxReadBytes } from '../../spec/virtio/mover-sizes.ts';
import { faultBits } from './host-shapes.ts';

/** Width of a number of bytes to be read, 1 to {@link maxReadBytes}. */
export const readBytesBits = Math.log2(maxReadBytes) + 1;
/** Beats of the longest read. */
export const beatsPerRead = (config: Config): number => maxReadBytes / beatBytes(config);

/**
 * A read of `bytes` bytes from `address` on for `function`. It comes in whole beats of the bus, from the beat that holds its
 * first byte to the beat that holds its last. These are at most `beatsPerRead` and lie in one block of 4,096 bytes, or the read
 * is refused: a client cuts what is longer. `context` is the client's own, and comes back with the answer.
 */
export const hostReadShape = (config: Config, contextBits: number) => ({
  function: u(indexWidth(config.functions)),
  address: u(hostAddressBits),
  bytes: u(readBytesBits),
  context: u(contextBits),
});

/**
 * A beat of an answer, as it came from the bus: byte i of `data` is that of address i modulo the bytes of a beat. The beats of a
 * read come in order, and no beat of another read between them. `context` is the same in all of them; `fault` (of `faults`)
 * is that of the whole read and the same in all of them, too. A read that failed has all its beats; the data is zeros where
 * nothing came from the bus.
 */
export const hostReadBeatShape = (config: Config, contextBits: number) => ({
  data: u(config.hostDataBits),
  last: bit(),
  context: u(contextBits),
  fault: u(faultBits),
});
