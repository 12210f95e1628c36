// SPDX-License-Identifier: Apache-2.0
/** Joins several streams of one shape into one, fairly. */
import {
  bit,
  cat,
  component,
  type Flip,
  type Inside,
  inst,
  master,
  oneHotMux,
  pack,
  reg,
  type Shape,
  type Stream,
  slave,
  stream,
  unpack,
  when,
} from '../index.ts';
import { roundRobinArbiter } from './arbiters.ts';
import { checkCount } from './parameters.ts';

/** One slave stream of `payload` for each name: the ports of {@link streamMerge}'s inputs. */
export const streamPorts = <S extends Shape, const N extends string>(
  payload: S,
  names: readonly N[],
): { readonly [K in N]: Flip<Stream<S>> } =>
  Object.fromEntries(names.map(name => [name, slave(stream(payload))])) as { [K in N]: Flip<Stream<S>> };

/**
 * Passes on one transfer a clock, round robin among the streams that offer one; a stream waits for at most one transfer
 * of each other. Order is kept inside a stream, not between them. Latency 1 clock: the output is a register, and `ready`
 * of a stream depends on `down.ready` and on the `valid` of all. Logic depth: the arbiter and an AND-OR multiplexer.
 * Throws HDL-PARAMETER without a name.
 */
export const streamMerge = <S extends Shape, const N extends string>(payload: S, names: readonly N[]) => {
  checkCount('The number of streams that are merged', names.length);
  return component(
    'stream_merge',
    { payload, names: names.join(' ') },
    { ups: streamPorts(payload, names), down: master(stream(payload)) },
    ({ ups, down }) => {
      const all = names.map(name => (ups as { [name: string]: Inside<Flip<Stream<S>>> })[name]!);
      const { arbiter } = inst({ arbiter: roundRobinArbiter(names.length) });
      const r = reg({ held: bit(0), payload });
      const free = r.held.not().or(down.ready);
      arbiter.requests.set(cat(...all.map(up => up.valid).reverse()));
      arbiter.accept.set(free);
      for (const [i, up] of all.entries()) up.ready.set(arbiter.grants.bit(i).and(free));
      const chosen = oneHotMux(all.map((up, i) => [arbiter.grants.bit(i), pack(payload, up.payload)]));
      when(free, () => {
        r.held.set(arbiter.grants.orR());
        r.payload.set(unpack(payload, chosen));
      });
      down.valid.set(r.held);
      down.payload.set(r.payload);
    },
    { shared: true, doc: `Joins ${names.length} streams round robin; one transfer a clock, latency one clock.` },
  );
};
