/** Delays by a constant number of clocks. */
import {
  component,
  input,
  inst,
  output,
  pack,
  type Rd,
  reg,
  type Shape,
  type Src,
  u,
  unpack,
  vec,
} from 'typescript-hdl';

/**
 * A word that leaves `clocks` clocks (at least 1) after it came. No reset and no enable, so that synthesis may build it
 * from shift-register LUTs.
 */
export const delayLine = (bits: number, clocks: number) =>
  component(
    'delay_line',
    { bits, clocks },
    { up: input(u(bits)), down: output(u(bits)) },
    ({ up, down }) => {
      const { stage } = reg({ stage: vec(clocks, u(bits)) });
      stage.get(0).set(up);
      for (let i = 1; i < clocks; i++) stage.get(i).set(stage.get(i - 1));
      down.set(stage.get(clocks - 1));
    },
    { doc: `Delays a word by ${clocks} clock${clocks === 1 ? '' : 's'}.` },
  );

/** The value of any shape `clocks` clocks later, by an instance of {@link delayLine} called `name`; 0 clocks are free. */
export const delayed = <S extends Shape>(name: string, shape: S, value: Src<S> | Rd<S>, clocks: number): Rd<S> => {
  const packed = pack(shape, value);
  if (clocks === 0) return unpack(shape, packed);
  const line = inst({ [name]: delayLine(packed.width, clocks) })[name]!;
  line.up.set(packed);
  return unpack(shape, line.down);
};
