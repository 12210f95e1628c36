// SPDX-License-Identifier: Apache-2.0
/** Sizes of the data mover: what each function may have under way, and what limits a chain. Pure data. */
import type { Config } from '../configs.ts';

/** Descriptors in a chain, and in an indirect table; a longer one stops its queue. */
export const maxChainDescriptors = 32;
/** Merged buffers of a frame: NetKVM takes no more. */
export const maxBuffersPerFrame = 17;
/** Pieces of guest memory that a frame may be cut into; what would need more does not fit. */
export const maxSegmentsPerFrame = 32;
/** Bytes of the longest read: a line of descriptors, of avail entries, or an indirect table. */
export const maxReadBytes = 512;

/** Reads that may be under way in the whole machine; each has a tag, which is its AXI id. */
export const readTags = (config: Config): number => Math.min(256, Math.max(16, 8 * config.functions));
/** Tags that are set aside for each function; the others go to whoever asks first. */
export const readTagsReserved = (config: Config): number => Math.floor(readTags(config) / (2 * config.functions));
/** Reads of one function that may be under way. */
export const readTagsPerFunction = (config: Config): number => Math.max(8, readTags(config) / 4);
/** Write bursts of one function that may wait for their response; each function has a list of that length. */
export const burstsPerFunction = 256;
/** Used elements of one function that may wait for their frame to be in memory; each function has a list of that length. */
export const elementsPerFunction = 128;
/** Attempts for receive buffers that may be undecided at a time. */
export const openAttempts = 4;
