// SPDX-License-Identifier: Apache-2.0
/**
 * What software asked of each queue, in RAM with one writer: whether it is to run, and what of that was not yet obeyed. A
 * request is pending while its bit differs from the one in the state of the queue, so that a stop and a start that come in
 * one breath are both obeyed, in that order.
 */
import { bit, mux, ram, type Val, when } from 'typescript-hdl';
import type { StartUpSweep } from 'typescript-hdl/lib';
import { type Config, queueCount } from '../../spec/configs.ts';
import { virtqueueField, virtqueueWord } from '../../spec/registers/virtqueue-registers.ts';
import { queueOfAddress, wordPart } from './control-shapes.ts';

/** Parities of the requests to stop and to start. */
export const requestParities = { stop: bit(), start: bit() };

interface Write {
  readonly valid: Val<1>;
  readonly payload: { readonly address: Val; readonly data: Val };
}

interface Parities {
  readonly stop: Val<1>;
  readonly start: Val<1>;
}

export interface QueueRequests {
  /** A request comes in this clock, and for which queue. */
  readonly comes: Val<1>;
  readonly queue: Val;
  /** It asks for a start. */
  readonly starts: Val<1>;
  /** What is asked of a queue; each call is a read port. `resume` says where the start is to be. */
  of(queue: Val): { readonly enable: Val<1>; readonly resume: Val<1> } & Parities;
}

/** The requests that `write` brings; `obeyed` reads what the state machine has obeyed of a queue. */
export const queueRequests = (
  config: Config,
  write: Write,
  sweep: StartUpSweep,
  obeyed: (queue: Val) => Parities,
): QueueRequests => {
  const shape = { enable: bit(), resume: bit(), ...requestParities };
  const { requests } = ram({ requests: { shape, depth: queueCount(config), kind: 'distributed' } });
  const { address, data } = write.payload;
  const comes = write.valid.and(wordPart(address).eq(virtqueueWord('control'))) as Val<1>;
  const queue = queueOfAddress(config, address);
  const enable = data.bit(virtqueueField('control', 'enable')) as Val<1>;
  const resume = data.bit(virtqueueField('control', 'resume')) as Val<1>;
  const [before, done] = [requests.read(queue), obeyed(queue)];
  const clear = sweep.active;
  when(clear.or(comes), () =>
    requests.write(mux(clear, sweep.index, queue), {
      enable: clear.not().and(enable),
      resume: clear.not().and(resume),
      stop: clear.not().and(mux(enable, before.stop, done.stop.not())),
      start: clear.not().and(mux(enable, done.start.not(), before.start)),
    }),
  );
  return { comes, queue, starts: comes.and(enable) as Val<1>, of: of => requests.read(of) };
};
