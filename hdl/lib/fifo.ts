/** First-in first-out queues on ready/valid streams. */
import {
  bit,
  component,
  indexWidth,
  master,
  mux,
  output,
  ram,
  reg,
  type Shape,
  slave,
  stream,
  u,
  when,
  wire,
} from 'typescript-hdl';

/**
 * FIFO in LUT RAM for up to 64 or so words. Throughput 1 word a clock, latency 1 clock; `up.ready` falls when `depth` words
 * are held, `down.payload` stays until taken. `count` is the number of words held. `depth` is a power of two.
 */
export const fifo = <S extends Shape>(payload: S, depth: number) =>
  component(
    'fifo',
    { payload, depth },
    { up: slave(stream(payload)), down: master(stream(payload)), count: output(u(indexWidth(depth) + 1)) },
    ({ up, down, count }) => {
      const bits = checkedDepth(depth);
      const { words } = ram({ words: { shape: payload, depth, kind: 'distributed' } });
      const r = reg({ head: u(bits + 1, 0), tail: u(bits + 1, 0) });
      const held = wire({ held: u(bits + 1) }).held;
      held.set(r.tail.sub(r.head));
      count.set(held);
      up.ready.set(held.bit(bits).not());
      down.valid.set(held.ne(0));
      down.payload.set(words.read(r.head.slice(0, bits)));
      when(up.fire, () => {
        words.write(r.tail.slice(0, bits), up.payload);
        r.tail.set(r.tail.add(1));
      });
      when(down.fire, () => r.head.set(r.head.add(1)));
    },
    { doc: 'FIFO in LUT RAM: one word a clock, latency one clock.' },
  );

/**
 * FIFO in block RAM with a registered output. Throughput 1 word a clock, latency 2 clocks; it holds `depth` words besides
 * the one at the output. `count` is the number of words in the RAM. `depth` is a power of two.
 */
export const blockFifo = <S extends Shape>(payload: S, depth: number) =>
  component(
    'block_fifo',
    { payload, depth },
    { up: slave(stream(payload)), down: master(stream(payload)), count: output(u(indexWidth(depth) + 1)) },
    ({ up, down, count }) => {
      const bits = checkedDepth(depth);
      const { words } = ram({ words: { shape: payload, depth } });
      const r = reg({ head: u(bits + 1, 0), tail: u(bits + 1, 0), loaded: bit(0) });
      const w = wire({ held: u(bits + 1), load: bit() });
      w.held.set(r.tail.sub(r.head));
      count.set(w.held);
      up.ready.set(w.held.bit(bits).not());
      // The RAM's own output register is the output stage: it loads whenever it is empty or being taken.
      w.load.set(w.held.ne(0).and(r.loaded.not().or(down.ready)));
      down.valid.set(r.loaded);
      down.payload.set(words.read(r.head.slice(0, bits), w.load));
      when(up.fire, () => {
        words.write(r.tail.slice(0, bits), up.payload);
        r.tail.set(r.tail.add(1));
      });
      when(w.load, () => r.head.set(r.head.add(1)));
      r.loaded.set(mux(w.load, 1, r.loaded.and(down.ready.not())));
    },
    { doc: 'FIFO in block RAM: one word a clock, latency two clocks.' },
  );

const checkedDepth = (depth: number): number => {
  const bits = indexWidth(depth);
  if (1 << bits !== depth) throw new RangeError(`A FIFO depth is a power of two of at least 2, not ${depth}.`);
  return bits;
};
