// SPDX-License-Identifier: Apache-2.0
/** An arbiter of streams whose grant is a number, so that a choice between four words is one LUT a bit. */
import {
  array,
  attribute,
  bit,
  component,
  indexWidth,
  lit,
  master,
  match,
  mux,
  output,
  reg,
  type Shape,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from '../index.ts';
import { checkCount, checkPacket } from './parameters.ts';

/** What ends a turn: a transfer, or the transfer whose `last` is 1. */
export type ArbiterLock = 'transfer' | 'last';

/**
 * Passes one of `count` streams, round robin: the next one above the last that had a turn. An offer that was made keeps its turn
 * until it is taken, with the lock `last` until the beat whose `last` is taken. `source` is the number of the stream. Latency 0. The choice is written out for each
 * owner of the last turn, `count` times `count` arms. Throws HDL-PARAMETER unless `count` is a whole number of at least 1, and
 * for the lock `last` on a payload without that bit.
 */
export const streamArbiter = <S extends Shape>(payload: S, count: number, lock: ArbiterLock) => {
  checkCount('The number of streams that are arbitrated', count);
  if (lock === 'last') checkPacket('an arbiter with the lock last', payload);
  const width = indexWidth(count);
  const number = (i: number): Val => lit(i, width) as Val;
  return component(
    'stream_arbiter',
    { payload, count, lock },
    { ups: array(count, slave(stream(payload))), down: master(stream(payload)), source: output(u(width)) },
    ({ ups, down, source }) => {
      const r = reg({ locked: bit(0), owner: u(width, count - 1) });
      // A number on purpose: tools that take it for a state machine would make a flip-flop of every stream.
      attribute(r.owner, { fsm_encoding: 'none' });
      const { next, grant } = wire({ next: u(width), grant: u(width) });
      /** The first that offers among those after `last`, which comes last itself. */
      const after = (last: number): Val =>
        Array.from({ length: count - 1 }, (_, k) => (last + 1 + k) % count).reduceRight<Val>(
          (rest, i) => mux(ups[i]!.valid, number(i), rest) as Val,
          number(last),
        );
      const forEach = (body: (i: number) => void): object =>
        Object.fromEntries([
          ...Array.from({ length: count - 1 }, (_, i) => [i, () => body(i)] as const),
          ['default', () => body(count - 1)] as const,
        ]);
      match(r.owner as Val, forEach(last => next.set(after(last))) as never);
      grant.set(mux(r.locked, r.owner, next as never) as never);
      source.set(grant as never);
      for (const [i, up] of ups.entries()) up.ready.set((grant as Val).eq(i).and(down.ready) as Val<1>);
      match(
        grant as Val,
        forEach(i => {
          down.valid.set(ups[i]!.valid);
          down.payload.set(ups[i]!.payload as never);
        }) as never,
      );
      const { last = lit(1, 1) } = down.payload as unknown as { readonly last?: Val<1> };
      when(down.valid, () => {
        r.owner.set(grant as never);
        r.locked.set((lock === 'last' ? down.ready.and(last as Val<1>) : down.ready).not());
      });
    },
    { doc: 'Stream arbiter: round robin, the grant a number.' },
  );
};
