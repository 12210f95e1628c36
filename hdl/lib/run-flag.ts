// SPDX-License-Identifier: Apache-2.0
/**
 * A bit a queue that is set in its run and lasts to the end of it: two RAMs with one writer each, whose bits differ where the
 * flag is set.
 */
import { bit, ram, type Val, when } from 'typescript-hdl';
import { type Config, queueCount } from '../spec/configs.ts';

interface ForQueue {
  readonly valid: Val<1>;
  readonly queue: Val;
}

interface Change {
  readonly valid: Val<1>;
  readonly payload: { readonly queue: Val; readonly running: Val<1>; readonly beginning: Val<1> };
}

/**
 * A flag named `name`, undefined until control tells of the queue for the first time. It is cleared when the queue starts or no
 * longer runs, and not when it ends in order: then it still finishes what it has begun. Nothing of a queue comes in the clock in
 * which it starts. The result reads it in the same clock; every call is a read port.
 */
export const runFlag = (name: string, config: Config, set: ForQueue, change: Change): ((queue: Val) => Val<1>) => {
  const spec = { shape: bit(), depth: queueCount(config), kind: 'distributed' } as const;
  const rams = ram({ [`${name}_set`]: spec, [`${name}_cleared`]: spec });
  const [sets, clears] = [rams[`${name}_set`]!, rams[`${name}_cleared`]!];
  const { queue, running, beginning } = change.payload;
  const ends = running.and(beginning.not());
  when(set.valid, () => sets.write(set.queue, clears.read(set.queue).not()));
  when(change.valid.and(ends.not()), () => clears.write(queue, sets.read(queue)));
  return of => sets.read(of).ne(clears.read(of)) as Val<1>;
};
