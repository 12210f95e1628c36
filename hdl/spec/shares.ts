// SPDX-License-Identifier: Apache-2.0
/** Shares and rate limits of functions: units and widths that scheduler, firmware and models share. Pure data. */
import type { Config } from './configs.ts';

/** Bytes that a function of weight 1 earns in each of its turns. */
export const quantumBytes = 2048;
/** Clocks that each piece of a received frame takes of what all functions share, its reader above all; the first piece takes one less. */
export const receivedPieceClocks = 3;

/** Clocks that a chain that is sent takes of the reader of chains, and each of its pieces of reader and planner. */
export const sentChainClocks = 2;
export const sentPieceClocks = 2;

/** Width of a weight; a weight of 0 counts as 1. */
export const weightBits = 8;

/** Clocks from one payment of tokens to the next. */
export const tokenStepClocks = 128;
/** Tokens per byte on the wire. */
export const tokensPerByte = 4096;
/** Width of a rate in tokens a step; 0 is no limit. */
export const rateBits = 25;
/** Bytes that a function which was idle may send before its rate holds: more than a frame. */
export const burstBytes = 16384;

/** Bytes that a frame takes on the wire besides its own without FCS: preamble 8, FCS 4, gap 12 (IEEE 802.3). */
export const wireOverheadBytes = 24;

/** A rate limit in bit/s, all bytes on the wire counted, as tokens a step: exact to 1 % from 250 kbit/s on. */
export const tokensOfRate = (config: Config, bitsPerSecond: number): number =>
  Math.round(((bitsPerSecond / 8) * tokensPerByte * tokenStepClocks) / config.clockHz);
