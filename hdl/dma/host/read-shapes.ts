// SPDX-License-Identifier: Apache-2.0
/** What clients of the read engine exchange with it, and its parts with each other. */
import { bit, indexWidth, u } from 'typescript-hdl';
import { beatBytes, hostAddressBits } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';
import { accessKindBits } from '../../spec/host-accesses.ts';
import { maxReadBytes, readTags } from '../../spec/virtio/mover-sizes.ts';
import { faultBits } from './host-shapes.ts';

/** Width of a number of bytes to be read, 1 to {@link maxReadBytes}. */
const readBytesBits = Math.log2(maxReadBytes) + 1;
/** Beats of the longest read. */
export const beatsPerRead = (config: Config): number => maxReadBytes / beatBytes(config);

/**
 * A read of `bytes` bytes from `address` on for `function`. It comes in whole beats of the bus, from the beat that holds its
 * first byte to the beat that holds its last. These are at most `beatsPerRead`, lie in one block of 4,096 bytes and inside the
 * window of the function, or the read is refused: a client cuts what is longer. `kind` says what it is counted as (`readKinds`).
 * `context` is the client's own, and comes back with the answer.
 */
export const hostReadShape = (config: Config, contextBits: number) => ({
  function: u(indexWidth(config.functions)),
  address: u(hostAddressBits),
  bytes: u(readBytesBits),
  kind: u(accessKindBits),
  context: u(contextBits),
});

/**
 * A beat of an answer, as it came from the bus: byte i of `data` is that of address i modulo the bytes of a beat. The beats of a
 * read come in order, and no beat of another read between them. `context` is the same in all of them; `fault` (of `faults`)
 * is that of the whole read and the same in all of them, too. With a fault the data is zeros; a read that was refused has
 * one beat.
 */
export const hostReadBeatShape = (config: Config, contextBits: number) => ({
  data: u(config.hostDataBits),
  last: bit(),
  context: u(contextBits),
  fault: u(faultBits),
});

/** What the read engine must know of a client. */
export interface ReadClient {
  readonly name: string;
  /** Width of the context that it gives with a read. */
  readonly contextBits: number;
  /** Reads for a function that it may still offer after `allowed` of that function has fallen. */
  readonly ahead: number;
  /** Its reads have one beat: it gets one every {@link slowBeatClocks} clocks at most, from a register; others get one a clock, from a FIFO. */
  readonly slow?: true | undefined;
}

/** Clocks from a beat to a slow client to the next, if it takes the first at once. */
export const slowBeatClocks = 5;

/** Width of the number of a tag, which is the AXI id of its read. */
export const tagBits = (config: Config): number => indexWidth(readTags(config));
/** Width of a number of beats less one. */
export const readBeatBits = (config: Config): number => indexWidth(beatsPerRead(config));

/** Reads that are inside the engine, on their way to a tag, when the first of a function finds none. */
const readsInside = 8;

/** Sizes of an engine that follow from its clients. */
export const readSizes = (clients: readonly ReadClient[]) => ({
  contextBits: Math.max(...clients.map(({ contextBits }) => contextBits)),
  clientBits: indexWidth(clients.length),
  /** Places for reads of a function that wait for a tag: for what is inside, what clients may still offer, and a gap. */
  waiting: 2 ** indexWidth(1 + readsInside + clients.reduce((sum, { ahead }) => sum + ahead, 0) + 1),
});

/** A read inside the engine, with the number of its client. */
export const engineReadShape = (config: Config, clients: readonly ReadClient[]) => {
  const { contextBits, clientBits } = readSizes(clients);
  return { ...hostReadShape(config, contextBits), client: u(clientBits) };
};

/** What must be known of a read on the bus to take its answer: `beats` is their number less one. */
export const expectedReadShape = (config: Config, clients: readonly ReadClient[]) => ({
  tag: u(tagBits(config)),
  beats: u(readBeatBits(config)),
  client: u(readSizes(clients).clientBits),
});

/** A read that has its tag; its context stays behind. */
export const taggedReadShape = (config: Config, clients: readonly ReadClient[]) => {
  const { context: _, ...read } = engineReadShape(config, clients);
  return { tag: u(tagBits(config)), ...read };
};

/** The same in beats: `address` is that of the first byte of the first, `beats` their number less one. */
export const placedReadShape = (config: Config, clients: readonly ReadClient[]) => {
  const { bytes: _, ...read } = taggedReadShape(config, clients);
  return { ...read, beats: u(readBeatBits(config)) };
};

/** A beat on its way to its place in the slot of its tag. */
export const storedBeatShape = (config: Config) => ({
  tag: u(tagBits(config)),
  beat: u(readBeatBits(config)),
  data: u(config.hostDataBits),
});

/** A read all of which has come, or that was refused. `lost` says that its tag must not be used again before a reset. */
export const endedReadShape = (config: Config, clients: readonly ReadClient[]) => ({
  ...expectedReadShape(config, clients),
  fault: u(faultBits),
  lost: bit(),
});

/** Whose a tag is: of the function alone or, with `shared`, of all. */
export const tagOwnerShape = (config: Config) => ({ function: u(indexWidth(config.functions)), shared: bit() });

/** What is kept of a read until its answer is delivered. */
export const tagContextShape = (config: Config, clients: readonly ReadClient[]) => ({
  tag: u(tagBits(config)),
  context: u(readSizes(clients).contextBits),
  ...tagOwnerShape(config),
});
