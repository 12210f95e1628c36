// SPDX-License-Identifier: Apache-2.0
/**
 * What an engine that serves all queues in turn keeps of each: a LUT RAM with one write port, that the start of a run and the
 * engine's visits share.
 */
import { lit, mux, pack, type Rd, ram, type Shape, type Src, unpack, type Val, when } from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import { type Config, queueCount } from '../spec/configs.ts';

/** A word for a queue, to be written when `valid`. */
export interface QueueWrite<S extends Shape> {
  readonly valid: Val<1>;
  readonly queue: Val;
  readonly word: Src<S> | Rd<S>;
}

export interface QueueContexts<S extends Shape> {
  /** The context of a queue, in the same clock. Every call is a read port. */
  read(queue: Val): Rd<S>;
  /** 1 in the clocks after reset in which contexts are cleared; what is written then is lost. */
  readonly clearing: Val<1>;
}

/**
 * Contexts named `name`: all zeros after a sweep of one clock a queue; `start` goes before `save`, which must then be
 * made again in the next clock.
 */
export const queueContexts = <S extends Shape>(
  name: string,
  config: Config,
  shape: S,
  start: QueueWrite<S>,
  save: QueueWrite<S>,
): QueueContexts<S> => {
  const depth = queueCount(config);
  const words = ram({ [name]: { shape, depth, kind: 'distributed' } })[name]!;
  const sweep = startUpSweep(`${name}Sweep`, depth);
  when(sweep.active.or(start.valid).or(save.valid), () => {
    const queue = mux(sweep.active, sweep.index, mux(start.valid, start.queue, save.queue));
    const [started, saved] = [pack(shape, start.word), pack(shape, save.word)];
    const word = mux(sweep.active, lit(0, started.width), mux(start.valid, started, saved));
    words.write(queue, unpack(shape, word));
  });
  return { read: queue => words.read(queue) as Rd<S>, clearing: sweep.active };
};
