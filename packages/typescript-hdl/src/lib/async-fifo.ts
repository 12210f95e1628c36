// SPDX-License-Identifier: Apache-2.0
/** A FIFO between two clock domains. */
import {
  attribute,
  type ClockDomain,
  cat,
  component,
  crossing,
  inDomain,
  master,
  ram,
  reg,
  type Shape,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from '../index.ts';
import { depthBits, offerFrom } from './fifo-parts.ts';

/**
 * FIFO of `depth` words (a power of two of at least 4) in block RAM, written in `from` and read in `to`. A word is offered
 * after the third edge of `to` since it was written (after the fourth when a flip-flop was metastable), and its room can be
 * used as many edges of `from` after it was taken into the output register. Throughput one word a clock of the slower
 * domain from a depth of 8 on; with 4 words and equal clocks two in three clocks. It holds `depth` words besides the one
 * at the output. Pointers cross as Gray codes, so that an observer sees the old or the new value and never a mixture.
 * Reset both domains together.
 */
export const asyncFifo = <S extends Shape>(payload: S, depth: number, from: ClockDomain, to: ClockDomain) =>
  component(
    'async_fifo',
    { payload, depth, from: from.name, to: to.name },
    { up: slave(stream(payload)), down: master(stream(payload)) },
    ({ up, down }) => {
      const bits = depthBits('an asynchronous FIFO', depth, 4);
      const tail = inDomain(from, () => reg({ tail: u(bits + 1, 0), tailGray: u(bits + 1, 0) }));
      const head = inDomain(to, () => reg({ head: u(bits + 1, 0), headGray: u(bits + 1, 0) }));
      const { words } = ram({
        words: { shape: payload, depth, betweenClocks: 'A word is read after the pointer past it has crossed.' },
      });
      inDomain(from, () => {
        const { tailNext } = wire({ tailNext: u(bits + 1) });
        const seen = grayInto('headSeen', head.headGray, bits + 1);
        // Full: the Gray codes differ in just their two highest bits.
        const fullAt = cat(seen.slice(bits - 1, 2).not(), seen.slice(0, bits - 1)) as Val;
        up.ready.set((tail.tailGray as Val).ne(fullAt));
        tailNext.set(tail.tail.add(up.fire.zext(bits + 1) as Val));
        tail.tail.set(tailNext);
        tail.tailGray.set(toGray(tailNext));
        when(up.fire, () => words.write(tail.tail.slice(0, bits), up.payload));
      });
      inDomain(to, () => {
        const { headNext } = wire({ headNext: u(bits + 1) });
        const seen = grayInto('tailSeen', tail.tailGray, bits + 1);
        const load = offerFrom(words, head.head.slice(0, bits) as Val, seen.ne(head.headGray), down);
        headNext.set(head.head.add(load.zext(bits + 1) as Val));
        head.head.set(headNext);
        head.headGray.set(toGray(headNext));
      });
    },
    { doc: 'FIFO between two clock domains, with Gray pointers.' },
  );

/** The Gray code of a number: neighbours differ in one bit. */
export const toGray = (value: Val): Val => value.xor(value.shr(1));

/** A Gray-coded register of another domain, seen from the domain in force two clocks later. */
const grayInto = (name: string, source: Val, width: number): Val => {
  const [meta, sync] = [`${name}Meta`, `${name}Sync`];
  const flops = reg({ [meta]: u(width, 0), [sync]: u(width, 0) });
  const [first, second] = [flops[meta]!, flops[sync]!];
  attribute(flops, { async_reg: 'true' });
  first.set(crossing(name, source, { kind: 'max-delay', from: source, to: first }));
  second.set(first);
  return second;
};
