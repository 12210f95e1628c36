// SPDX-License-Identifier: Apache-2.0
/**
 * Functions of which a queue runs, drains or is about to start: a bit each, found by whoever goes through the queues in order. A
 * function counts from the clock of a request on, and until a whole round has found nothing of it.
 */
import { bit, indexWidth, reg, u, type Val, when } from 'typescript-hdl';
import { functionOf } from '../../lib/queue-number.ts';
import type { Config } from '../../spec/configs.ts';

export interface Round {
  /** `queue` was looked at, and is occupied if `active`; after this clock it is the turn of the next. */
  readonly looked: Val<1>;
  readonly queue: Val;
  readonly active: Val<1>;
  /** A queue is to be occupied from now on: two sources. */
  readonly claims: readonly { readonly valid: Val<1>; readonly queue: Val }[];
}

/** The bits of all functions. */
export const occupiedFunctions = (config: Config, { looked, queue, active, claims }: Round): Val => {
  const { occupied, some } = reg({ occupied: u(config.functions, 0), some: bit(0) });
  const bits = indexWidth(config.queuesPerFunction);
  const isLast =
    config.queuesPerFunction === 1 ? looked : looked.and(queue.slice(0, bits).eq(config.queuesPerFunction - 1));
  when(looked, () => some.set(some.or(active)));
  when(isLast, () => {
    occupied.at(functionOf(config, queue)).set(some.or(active));
    some.set(0);
  });
  // They win. The rest of the round is of that function too, or was before the request showed.
  for (const { valid, queue: claimed } of claims) {
    when(valid, () => {
      occupied.at(functionOf(config, claimed)).set(1);
      when(functionOf(config, claimed).eq(functionOf(config, queue)).and(isLast.not()), () => some.set(1));
    });
  }
  return occupied;
};
