// SPDX-License-Identifier: Apache-2.0
/** One ring index a queue, in LUT RAM, that can be set back to 0 in one clock whatever else is being written. */
import { ram, reg, u, type Val } from 'typescript-hdl';
import { type Config, queueCount } from '../spec/configs.ts';
import { ringIndexBits } from './virtqueue-shapes.ts';

export interface QueueIndices {
  /** The index of a queue in this clock; every call is a read port. */
  read(queue: Val): Val;
  /** Writes the index of a queue when the enclosing `when`s hold; to be called once. */
  write(queue: Val, index: Val): void;
  /** Sets the index of a queue to 0 when the enclosing `when`s hold; wins over a write if it comes after it. */
  clear(queue: Val): void;
}

/** Indices named `name`; all are 0 after reset. */
export const queueIndices = (name: string, config: Config): QueueIndices => {
  const count = queueCount(config);
  const words = ram({ [name]: { shape: u(ringIndexBits), depth: count, kind: 'distributed' } })[name]!;
  const freshName = `${name}Fresh`;
  // A RAM has one write port and no reset: a bit a queue says that its word is to be read as 0.
  const fresh = reg({ [freshName]: u(count, (1n << BigInt(count)) - 1n) })[freshName]!;
  return {
    read: queue => fresh.at(queue).not().repeat(ringIndexBits).and(words.read(queue)),
    write: (queue, index) => {
      words.write(queue, index);
      fresh.at(queue).set(0);
    },
    clear: queue => fresh.at(queue).set(1),
  };
};
