// SPDX-License-Identifier: Apache-2.0
/** A small design whose critical path is known: from a block RAM through an adder into a register. */
import { bit, component, input, inst, output, ram, reg, u, when } from 'typescript-hdl';

const ports = { address: input(u(9)), write: input(bit()), data: input(u(4)) };

const store = component('store', {}, { ...ports, word: output(u(4)) }, ({ address, write, data, word }) => {
  const { words } = ram({ words: { shape: u(4), depth: 512 } });
  when(write, () => words.write(address, data));
  word.set(words.read(address));
});

/** Adds up the words that are read. */
export const probe = component('probe', {}, { ...ports, sum: output(u(4)) }, ({ address, write, data, sum }) => {
  const parts = inst({ store });
  parts.store.address.set(address);
  parts.store.write.set(write);
  parts.store.data.set(data);
  const r = reg({ sum: u(4, 0) });
  when(parts.store.word.ne(0), () => r.sum.set(r.sum.add(parts.store.word)));
  sum.set(r.sum);
});
