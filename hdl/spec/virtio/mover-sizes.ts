// SPDX-License-Identifier: Apache-2.0
/** Sizes of the data mover: what each function may have under way, and what limits a chain. Pure data. */
import { type Config, minFrameBytes, queueCount } from '../configs.ts';
import { netHeaderBytes } from './virtqueue.ts';

/** Descriptors in a chain, and in an indirect table; a longer one stops its queue. */
export const maxChainDescriptors = 32;
/** Merged buffers of a frame: NetKVM takes no more. */
export const maxBuffersPerFrame = 17;
/** Pieces of guest memory that a frame may be cut into; what would need more does not fit. */
export const maxSegmentsPerFrame = 32;
/** Bytes of the longest read: a line of descriptors, of avail entries, or an indirect table. */
export const maxReadBytes = 512;

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(least));
/** Frames of the shortest kind that come at line rate in a time: preamble, gap and FCS are 24 bytes. */
export const framesIn = ({ lineRateBps }: Config, seconds: number): number =>
  (lineRateBps / (8 * (minFrameBytes + 24))) * seconds;

/**
 * Reads that may be under way in the whole machine; each has a tag, which is its AXI id. One function may have a quarter of
 * them: at 10g two reads for each of the shortest frames that come in a microsecond, which is what a read takes, since frames are sent
 * as fast as they are received; at 25g, where AXI ids end, one, and at 10g-ecp5, too.
 */
export const readTags = (config: Config): number =>
  Math.min(
    config.mostReadTags,
    2 * Math.max(8, config.functions * Math.max(4, powerOfTwo(framesIn(config, 1e-6) / 2))),
  );
/** Tags that are set aside for each function; the others go to whoever asks first. */
export const readTagsReserved = (config: Config): number => Math.floor(readTags(config) / (2 * config.functions));
/** Reads of one function that may be under way. */
export const readTagsPerFunction = (config: Config): number => Math.max(8, readTags(config) / 4);
/** Attempts for receive buffers that may be undecided at a time. */
export const openAttempts = 4;

/**
 * Descriptors of one queue that may be on their way from memory: those of the shortest frames at line rate for the 1.3 us
 * that a read may take, and two of the longest reads at least.
 */
export const stagedDescriptors = (config: Config): number =>
  Math.max(2 * maxChainDescriptors, powerOfTwo(framesIn(config, 1.3e-6)));
/** Avail ring entries of one queue that may be on their way or wait for their descriptors: one read of the longest. */
export const stagedEntries = maxReadBytes / 2;

/** Descriptors in a line of the descriptor cache. */
export const descriptorsPerLine = 4;
/** Lines that are kept for each queue: one that is used up, and room for a frame of {@link maxSegmentsPerFrame} pieces. */
export const reservedLines = maxSegmentsPerFrame / descriptorsPerLine + 1;
/** Lines of the descriptor cache: those reserved, and at least a third as many that are shared. */
export const cacheLines = (config: Config): number => powerOfTwo((queueCount(config) * reservedLines * 4) / 3);
/** Lines beyond the reserve of its queues that one function may have: a quarter of those shared. */
export const sharedLinesPerFunction = (config: Config): number =>
  Math.max(1, (cacheLines(config) - queueCount(config) * reservedLines) >> 2);

/** Chains of one queue that the cache may hold, at least: each has a piece or more. */
export const chainsPerQueue = (config: Config): number =>
  powerOfTwo((reservedLines + sharedLinesPerFunction(config)) * descriptorsPerLine);

/**
 * Frames whose buffers are taken and wait for the segment reader. With two, VMs that send each other the shortest frames take a fifth of
 * the pace of all; each one is a frame that may still come of a function which is at a limit.
 */
export const takenFrames = 4;
/** Pieces that were read and wait to be made segments. */
export const readPieces = 4;
/** Selects that wait in the slice of the scheduler, which looked at `allowed` before. */
const waitingSelects = 2;
/**
 * What may still come of frames when a function is at a limit, since only who selects frames looks at it: all frames that were selected
 * and not read, and pieces on their way from the descriptor cache through the segment reader (one at hand, one held back) and the
 * planner.
 */
const laterFrames = waitingSelects + openAttempts + takenFrames + 1;
const laterPieces = readPieces + 2 + 1;
/** Clocks from the element or burst that reaches a limit to the last select that does not know of it; one more of each comes in each. */
const lateClocks = 5;

/** Bytes that one burst may reach: AXI4 keeps bursts inside blocks of this size. */
const burstBlockBytes = 4096;
/** Write bursts of so many bytes in so many pieces, in their worst layout: each piece lies across an edge of a block. */
const mostBursts = (bytes: number, pieces: number): number =>
  2 * pieces + Math.floor((bytes - 2 * pieces) / burstBlockBytes);
const longestWrite = (config: Config): number => config.maxFrameBytes + netHeaderBytes;
/** Bursts that may still come of frames of a function at its limit. */
export const laterBursts = (config: Config): number =>
  laterFrames * mostBursts(longestWrite(config), maxSegmentsPerFrame) +
  laterPieces * mostBursts(longestWrite(config), 1) +
  lateClocks;
/** Used elements that may still come of them. */
export const laterElements = laterFrames * maxBuffersPerFrame + laterPieces + lateClocks;
/** Used elements of a queue that may wait to be written: a batch has as many at most, and a burst for each at worst. */
export const pendingPerQueue = 64;
/**
 * Write bursts of one function that are not part of frames, under way: from so many on no batch of used elements is begun for it.
 * As many as it takes if each of the shortest frames at line rate has one.
 */
export const usedBurstsPerFunction = (config: Config): number => 64 + Math.ceil(framesIn(config, 1.3e-6));
/** What may come beyond: of each direction a batch and what waits before the list; of each queue an index and an event; of a log. */
const moreUsedBursts = (config: Config): number => 2 * (pendingPerQueue + 16) + 2 * 2 * config.queuesPerFunction + 16;
/** What is kept of the list of a function for bursts that come when it begins no more frames, and for what is not part of frames. */
const keptBursts = (config: Config): number =>
  laterBursts(config) + usedBurstsPerFunction(config) + moreUsedBursts(config);
/**
 * Places for write bursts of one function that wait for their response; each function has a list of that length, and one of its places
 * stays free. Beside what is kept it has room for the shortest frames at line rate for the 1.3 us that a write may take.
 */
export const burstsPerFunction = (config: Config): number =>
  powerOfTwo(1 + keptBursts(config) + framesIn(config, 1.3e-6));
/** Frame bursts under way from which on a function begins no more frames. */
export const frameBurstsPerFunction = (config: Config): number => burstsPerFunction(config) - 1 - keptBursts(config);

/**
 * Places for used elements of one function that wait for their frame to be in memory; each function has a list of that length, and one of
 * its places stays free. Beside what is kept it has room for the shortest frames at line rate for as long.
 */
export const elementsPerFunction = (config: Config): number => powerOfTwo(1 + laterElements + framesIn(config, 1.3e-6));
/** Such elements from which on a function begins no more frames: the rest is kept for what may still come. */
export const waitingElementsPerFunction = (config: Config): number => elementsPerFunction(config) - 1 - laterElements;

/** Questions for chains to be sent that may be open at a time. */
export const openChains = 4;
/** Pieces of chains of one function that may wait to be read, and such chains; each function has lists of that length. */
export const waitingPiecesPerFunction = 256;
export const waitingChainsPerFunction = 64;
/**
 * Waiting pieces from which on no more chains of a function are asked for: the rest of the list is kept for those that were
 * asked for, and three more that are asked for until that is known. Each chain has a piece at least, so that it holds for chains, too.
 */
export const waitingPieceLimit = waitingPiecesPerFunction - (openChains + 3) * maxChainDescriptors;
/** Bytes of the longest read of frame data: such a read ends at a multiple of them. */
export const sentReadBytes = 256;
/** Bytes that the header of an answer to a read takes of a PCIe link: TLP header 12, framing, sequence number and LCRC 8. */
export const readAnswerBytes = 20;
/** Bytes of the reorder memory for each function: the longest frame, and half as much again for the next one. */
export const sentBytesPerFunction = ({ maxFrameBytes }: Config): number => powerOfTwo(1.5 * maxFrameBytes);
/** Frames of one function that may be under way from their first read to their last word: two for each read that may be. */
export const sentFramesPerFunction = (config: Config): number => powerOfTwo(2 * readTagsPerFunction(config));
/**
 * Bytes of complete frames that wait to be sent from which on no more chains are asked for, whose frames they are: those of line rate
 * for the time that a chain takes from its choice to its last byte. So what is read ahead is little, and the scheduler decides.
 */
export const sentBytesAhead = ({ lineRateBps }: Config): number => powerOfTwo((lineRateBps / 8) * 2e-6);
/**
 * Bytes that wait for their checksum from which on no more chains are asked for. Beats leave there at little more than the pace of the wire, so
 * that a gap is never caught up with: it holds what line rate needs for the longest time that a frame takes from its choice to here.
 */
export const insertedBytesAhead = ({ lineRateBps }: Config): number => powerOfTwo((lineRateBps / 8) * 5e-6);
