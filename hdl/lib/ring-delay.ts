// SPDX-License-Identifier: Apache-2.0
/** Delays many bits by many clocks in LUT RAM, which holds 14 bits where shift registers hold 8. */
import {
  component,
  indexWidth,
  input,
  inst,
  output,
  pack,
  type Rd,
  ram,
  reg,
  type Shape,
  type Src,
  u,
  unpack,
} from 'typescript-hdl';
import { delayLine } from 'typescript-hdl/lib';

/** A RAM is worth its two address counters from this many bits on. */
const leastBits = 14;
const leastClocks = 4;
/** One clock in the output register, the others in a RAM of 32 words: what one LUT of UltraScale+ holds of a bit, and two of ECP5. */
const mostClocks = 33;

/**
 * A word that leaves `clocks` clocks (at least 2) after it came: a RAM that is written and read in a circle, with its output
 * registered. What leaves before the first word came through is undefined. The RAM has 16 words at least, which all LUT RAMs have.
 */
export const ringDelay = (bits: number, clocks: number) =>
  component(
    'ring_delay',
    { bits, clocks },
    { up: input(u(bits)), down: output(u(bits)) },
    ({ up, down }) => {
      const width = Math.max(4, indexWidth(clocks - 1));
      const depth = 2 ** width;
      const { words } = ram({ words: { shape: u(bits), depth, kind: 'distributed' } });
      const { write, read, out } = reg({
        write: u(width, 0),
        read: u(width, (depth + 1 - clocks) % depth),
        out: u(bits),
      });
      write.set(write.add(1));
      read.set(read.add(1));
      words.write(write, up);
      out.set(words.read(read));
      down.set(out);
    },
    { shared: true, doc: `Delays a word by ${clocks} clocks in LUT RAM.` },
  );

/** The value of any shape `clocks` clocks later, in LUT RAM where that is smaller than shift registers: rings in a row if need be. */
export const delayedLong = <S extends Shape>(name: string, shape: S, value: Src<S> | Rd<S>, clocks: number): Rd<S> => {
  const packed = pack(shape, value);
  if (packed.width < leastBits || clocks < leastClocks) return delayLine(name, shape, value, clocks);
  const line = inst({ [name]: ringDelay(packed.width, Math.min(clocks, mostClocks)) })[name]!;
  line.up.set(packed);
  const down = unpack(shape, line.down);
  return clocks > mostClocks ? delayedLong(`${name}_on`, shape, down, clocks - mostClocks) : down;
};
