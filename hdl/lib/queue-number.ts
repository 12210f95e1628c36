// SPDX-License-Identifier: Apache-2.0
/** Numbers of queues. Each direction counts for itself: the queues of function 0 come first, then those of function 1, and so on. */
import { cat, indexWidth, u, type Val } from 'typescript-hdl';
import { type Config, queueCount } from '../spec/configs.ts';

/** The queues that a part serves: guests post buffers to be filled, or frames to be sent. */
export const directions = ['receive', 'transmit'] as const;
export type Direction = (typeof directions)[number];

/** Something for each direction. */
export const eachDirection = <T>(make: (direction: Direction) => T): { readonly [K in Direction]: T } => ({
  receive: make('receive'),
  transmit: make('transmit'),
});

/** Number of a queue among all those of its direction. */
export const queueIndex = (config: Config) => u(indexWidth(queueCount(config)));

/** Number of a queue of the whole machine from its function and its number inside the function. */
export const queueOf = (config: Config, owner: Val, local: Val): Val =>
  config.queuesPerFunction === 1 ? owner : cat(owner, local);

/** Function that a queue belongs to. */
export const functionOf = (config: Config, queue: Val): Val => {
  const shift = Math.log2(config.queuesPerFunction);
  if (!Number.isInteger(shift)) {
    throw new RangeError(`The queues of a function must be a power of two, not ${config.queuesPerFunction}.`);
  }
  const number = queue.width === shift ? queue.shr(shift) : queue.slice(shift, queue.width - shift);
  return number.zext(Math.max(number.width, indexWidth(config.functions))).trunc(indexWidth(config.functions));
};
