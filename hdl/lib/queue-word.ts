// SPDX-License-Identifier: Apache-2.0
/** A word a queue that its start sets and one other writes: RAMs with one writer each. */
import { bit, mux, pack, type Rd, ram, type Shape, type Src, unpack, type Val, when } from 'typescript-hdl';
import { type Config, queueCount } from '../spec/configs.ts';

export interface WordWrite<S extends Shape> {
  readonly valid: Val<1>;
  readonly queue: Val;
  readonly value: Src<S> | Rd<S>;
}

/**
 * The words named `name`, undefined before the first start of their queue. A word is started and written in different clocks.
 * The result reads one in the same clock; every call is a read port.
 */
export const queueWord = <S extends Shape>(
  name: string,
  config: Config,
  shape: S,
  { start, write }: { readonly start: WordWrite<S>; readonly write: WordWrite<S> },
): ((queue: Val) => Rd<S>) => {
  const spec = { depth: queueCount(config), kind: 'distributed' } as const;
  const marks = { shape: bit(), ...spec };
  const word = (what: string) => ram({ [`${name}_${what}`]: { shape, ...spec } })[`${name}_${what}`]!;
  const mark = (what: string) => ram({ [`${name}_${what}`]: marks })[`${name}_${what}`]!;
  const [started, written] = [word('started'), word('written')];
  // The bits of a queue differ from its start to the first write.
  const [starts, seen] = [mark('starts'), mark('seen')];
  when(start.valid, () => {
    started.write(start.queue, start.value);
    starts.write(start.queue, seen.read(start.queue).not());
  });
  when(write.valid, () => {
    written.write(write.queue, write.value);
    seen.write(write.queue, starts.read(write.queue));
  });
  return queue => {
    const fresh = starts.read(queue).ne(seen.read(queue)) as Val<1>;
    return unpack(shape, mux(fresh, pack(shape, started.read(queue)), pack(shape, written.read(queue))));
  };
};
