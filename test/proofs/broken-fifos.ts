/** FIFOs with one fault each, which the promise of a FIFO must expose. */
import {
  bit,
  component,
  indexWidth,
  master,
  mux,
  output,
  ram,
  reg,
  slave,
  stream,
  u,
  type Val,
  when,
  wire,
} from 'typescript-hdl';
import { type Fifo, payload } from './fifo.ts';

const ports = (depth: number) => ({
  up: slave(stream(payload)),
  down: master(stream(payload)),
  count: output(u(indexWidth(depth) + 1)),
});

/** Faults of `fifo`, each with an assertion that it breaks. */
export const fifoFaults = {
  'accepts a word too many': 'order_holds_at_most_4',
  'accepts a word too few': 'order_accepts',
  'loses a word that comes while one goes': 'order_word_is_right',
  'swaps neighbours': 'order_word_is_right',
  'offers a word too early': 'order_word_is_right',
  'counts the words of the last clock': 'count_is_true',
} as const;
type FifoFault = keyof typeof fifoFaults;

/** `fifo` with a fault. */
export const brokenFifo = (depth: number, fault: FifoFault): Fifo =>
  component('broken_fifo', { payload, depth, fault }, ports(depth), ({ up, down, count }) => {
    const bits = indexWidth(depth);
    const has = (one: FifoFault): boolean => one === fault;
    const { words } = ram({ words: { shape: payload, depth, kind: 'distributed' } });
    const r = reg({ head: u(bits + 1, 0), tail: u(bits + 1, 0) });
    const { held } = wire({ held: u(bits + 1) });
    held.set(r.tail.sub(r.head));
    if (has('counts the words of the last clock')) {
      const { late } = reg({ late: u(bits + 1, 0) });
      late.set(held);
      count.set(late);
    } else count.set(held);
    const most = has('accepts a word too many') ? depth + 1 : has('accepts a word too few') ? depth - 1 : depth;
    up.ready.set(held.lt(most));
    down.valid.set(has('offers a word too early') ? held.ne(0).or(up.valid) : held.ne(0));
    const at = r.head.slice(0, bits);
    down.payload.set(words.read(has('swaps neighbours') ? at.xor(1) : at));
    when(up.fire, () => {
      const kept = has('loses a word that comes while one goes') ? down.fire.not() : down.fire.or(down.fire.not());
      when(kept, () => words.write(r.tail.slice(0, bits), up.payload));
      r.tail.set(r.tail.add(1));
    });
    when(down.fire, () => r.head.set(r.head.add(1)));
  });

/** Faults of `blockFifo`, each with an assertion that it breaks. */
export const blockFifoFaults = {
  'reads on while the output waits': 'order_word_is_right',
  'keeps the output after it is taken': 'order_word_is_right',
  'accepts a word too many': 'order_holds_at_most_5',
  'never reads the last word': 'order_silent_at_most_1',
} as const;
type BlockFifoFault = keyof typeof blockFifoFaults;

/** `blockFifo` with a fault. */
export const brokenBlockFifo = (depth: number, fault: BlockFifoFault): Fifo =>
  component('broken_block_fifo', { payload, depth, fault }, ports(depth), ({ up, down, count }) => {
    const bits = indexWidth(depth);
    const has = (one: BlockFifoFault): boolean => one === fault;
    const { words } = ram({ words: { shape: payload, depth } });
    const r = reg({ head: u(bits + 1, 0), tail: u(bits + 1, 0), loaded: bit(0) });
    const w = wire({ held: u(bits + 1), load: bit() });
    w.held.set(r.tail.sub(r.head));
    count.set(w.held);
    up.ready.set(w.held.lt(has('accepts a word too many') ? depth + 1 : depth));
    const some: Val<1> = has('never reads the last word') ? w.held.gt(1) : w.held.ne(0);
    const free = r.loaded.not().or(down.ready);
    w.load.set(has('reads on while the output waits') ? some : some.and(free));
    down.valid.set(r.loaded);
    down.payload.set(words.read(r.head.slice(0, bits), w.load));
    when(up.fire, () => {
      words.write(r.tail.slice(0, bits), up.payload);
      r.tail.set(r.tail.add(1));
    });
    when(w.load, () => r.head.set(r.head.add(1)));
    const stays = has('keeps the output after it is taken') ? r.loaded : r.loaded.and(down.ready.not());
    r.loaded.set(mux(w.load, 1, stays));
  });
