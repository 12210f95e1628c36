// SPDX-License-Identifier: Apache-2.0
/** What scheduler and packet buffer tell each other about the turns of queues. */
import { indexWidth, u } from 'typescript-hdl';
import { type Config, framesPerQueueBits } from '../spec/configs.ts';
import { lengthBits } from './frame-shapes.ts';
import { queueIndex } from './queue-number.ts';

/**
 * Width of a turn number: the scheduler numbers what it knows of wakes, and every select carries the latest number. More
 * numbers than selects can be undecided (4 attempts and what is on its way to them), and one for the next.
 */
export const turnBits = 3;

/** The scheduler's choice: the oldest frame of `queue` is next. */
export const selectShape = (config: Config) => ({ queue: queueIndex(config), turn: u(turnBits) });

/** `frames` frames of a queue came back from attempts that failed; `turn` is that of the select which failed first. */
export const parkedShape = (config: Config) => ({
  queue: queueIndex(config),
  frames: u(framesPerQueueBits(config)),
  turn: u(turnBits),
});

/** Width of what a frame costs in bytes on the bus, descriptors and used elements of all its buffers included. */
export const costBits = 16;

/** What a frame has cost: `bus` bytes of the host bus, `wire` bytes of the link. */
export const costShape = (config: Config) => ({
  function: u(indexWidth(config.functions)),
  bus: u(costBits),
  wire: u(lengthBits + 1),
});
