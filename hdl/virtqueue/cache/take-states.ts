// SPDX-License-Identifier: Apache-2.0
/** What the buffer take keeps of each queue, and of the attempts on their way through it. */
import { bit, type Rd, u } from 'typescript-hdl';
import { epochBits } from '../../lib/queue-epoch.ts';
import { queueIndex } from '../../lib/queue-number.ts';
import { bufferCountBits, framePieceBits, seriesBits, takeBytesBits } from '../../lib/take-shapes.ts';
import type { Config } from '../../spec/configs.ts';
import { queueSizeBits } from '../queue-shapes.ts';
import { cursorShape, lineIndex, pieceCountBits, postedShape } from './cache-shapes.ts';

/** What moves the place in a ring depends on. */
export const placeSettingsShape = { size: u(queueSizeBits), packed: bit() };
export const takeSettingsShape = { ...placeSettingsShape, limit: u(bufferCountBits) };

/** The start of a run: what the take needs of the settings, and the first entry to be taken. */
export const takeStartShape = (config: Config) => ({
  queue: queueIndex(config),
  settings: takeSettingsShape,
  index: u(16),
  wrap: bit(),
});

/** `taken` pieces and `slots` of the ring count on from the start of the run; `seen` was published when the queue was parked. */
export const takeContextShape = (config: Config) => ({
  entered: bit(),
  cursor: cursorShape(config),
  taken: u(pieceCountBits(config)),
  slots: u(16),
  parked: bit(),
  series: u(seriesBits),
  seen: u(pieceCountBits(config)),
});
export type TakeContext = Rd<ReturnType<typeof takeContextShape>>;

/** Width of the ring slots of a frame's buffers. */
const frameSlotBits = 10;

/** An attempt, or the lines up to `tail` of a queue that are to be given up. */
export const questionShape = (config: Config) => ({
  flush: bit(),
  queue: queueIndex(config),
  series: u(seriesBits),
  bytes: u(takeBytesBits),
  tail: lineIndex(config),
});
export const askedShape = (config: Config) => ({ valid: bit(0), epoch: u(epochBits), question: questionShape(config) });

/** What an attempt takes, so far: it goes on at `cursor`. */
export const takingShape = (config: Config) => ({
  cursor: cursorShape(config),
  pieces: u(framePieceBits),
  buffers: u(bufferCountBits),
  slots: u(frameSlotBits),
  /** Of the queue from the start of the run on. */
  taken: u(pieceCountBits(config)),
  ringSlots: u(16),
});

/** The same with the bytes that are still wanted, if any are, and the pieces that gave some. */
const sumShape = (config: Config) => ({
  ...takingShape(config),
  left: u(takeBytesBits),
  wants: bit(),
  used: u(framePieceBits),
});

/** The attempt that is being decided, and what is known of its queue. */
export const visitShape = (config: Config) => ({
  question: questionShape(config),
  settings: takeSettingsShape,
  posted: postedShape(config),
  firstLine: lineIndex(config),
  live: bit(),
  /** The first clock of the visit; the attempt before was of the same queue, so that `known` is out of date. */
  fresh: bit(0),
  follows: bit(),
  /** The second clock; the attempt before was of another queue, or there was none. */
  second: bit(0),
  alone: bit(),
  known: takeContextShape(config),
  from: cursorShape(config),
  /** Nothing is to be looked at: the outcome is known. */
  early: bit(),
  outcome: u(2),
  parks: bit(),
  /** Complete pieces there are, whether there are as many as a frame may have, and how full the ring would be. */
  available: u(pieceCountBits(config)),
  many: bit(),
  inRing: u(17),
  sum: sumShape(config),
});

/** A decision that has yet to be told. */
export const decisionShape = (config: Config) => ({
  valid: bit(0),
  question: questionShape(config),
  settings: placeSettingsShape,
  live: bit(),
  known: takeContextShape(config),
  from: cursorShape(config),
  outcome: u(2),
  takes: bit(),
  parks: bit(),
  seen: u(pieceCountBits(config)),
  sum: takingShape(config),
});
