// SPDX-License-Identifier: Apache-2.0
/** A bit a queue with one who sets it and one who clears it: two RAMs, whose bits differ where the flag is set. */
import { bit, ram, type Val, when } from 'typescript-hdl';
import { type Config, queueCount } from '../spec/configs.ts';

interface ForQueue {
  readonly valid: Val<1>;
  readonly queue: Val;
}

/**
 * A flag named `name`, undefined until it is cleared for the first time. A queue is set and cleared in different clocks, or
 * the outcome is either. The result reads it in the same clock; every call is a read port.
 */
export const queueFlag = (
  name: string,
  config: Config,
  { set, clear }: { readonly set: ForQueue; readonly clear: ForQueue },
): ((queue: Val) => Val<1>) => {
  const spec = { shape: bit(), depth: queueCount(config), kind: 'distributed' } as const;
  const rams = ram({ [`${name}_set`]: spec, [`${name}_cleared`]: spec });
  const [sets, clears] = [rams[`${name}_set`]!, rams[`${name}_cleared`]!];
  when(set.valid, () => sets.write(set.queue, clears.read(set.queue).not()));
  when(clear.valid, () => clears.write(clear.queue, sets.read(clear.queue)));
  return queue => sets.read(queue).ne(clears.read(queue)) as Val<1>;
};
