// SPDX-License-Identifier: Apache-2.0
/** Why each queue stopped: a small memory for every part that can stop one, so that all can speak in one clock. */
import { priorityMux, ram, reg, u, type Val } from 'typescript-hdl';
import { type Config, queueCount } from '../spec/configs.ts';
import { errorBits } from './virtqueue-shapes.ts';

export interface QueueErrorStore<P extends string> {
  /** Notes the error of a queue when the enclosing `when`s hold; to be called once for each part. */
  note(part: P, queue: Val, error: Val): void;
  /** Forgets the error of a queue when the enclosing `when`s hold. */
  clear(queue: Val): void;
  /** The error of a queue, 0 without one; if several parts noted one, that of the first part. */
  of(queue: Val): Val;
}

/** A store for errors noted by `parts`; empty after reset. */
export const queueErrorStore = <const P extends string>(config: Config, parts: readonly P[]): QueueErrorStore<P> => {
  const count = queueCount(config);
  const stores = parts.map(part => {
    const [code, noted] = [`${part}Error`, `${part}Noted`];
    return {
      part,
      codes: ram({ [code]: { shape: u(errorBits), depth: count, kind: 'distributed' } })[code]!,
      noted: reg({ [noted]: u(count, 0) })[noted]!,
    };
  });
  return {
    note: (part, queue, error) => {
      const { codes, noted } = stores.find(store => store.part === part)!;
      codes.write(queue, error);
      noted.at(queue).set(1);
    },
    clear: queue => {
      for (const { noted } of stores) noted.at(queue).set(0);
    },
    of: queue =>
      priorityMux(
        stores.map(({ codes, noted }) => [noted.at(queue), codes.read(queue)]),
        0,
      ),
  };
};
