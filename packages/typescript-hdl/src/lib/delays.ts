// SPDX-License-Identifier: Apache-2.0
/** Values as they were a constant number of clocks ago. */

import { arrivesLate } from '../delayed-words.ts';
import {
  always,
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
  type Val,
  vec,
} from '../index.ts';
import { checkCount } from './parameters.ts';

/**
 * `value` as it was `clocks` clocks ago, through the registers `<name>_1_q`, `<name>_2_q`, ... of the component at hand; 0
 * clocks is the value itself. Words of the shape with an initial value are reset to it; the others suit shift-register
 * LUTs. No logic. Throws HDL-PARAMETER unless `clocks` is a whole number.
 */
export const delayed = <S extends Shape>(name: string, shape: S, value: Rd<S>, clocks: number): Rd<S> => {
  checkCount('The number of clocks of a delay', clocks, 0);
  return Array.from({ length: clocks }, (_, i) => `${name}_${i + 1}`).reduce<Rd<S>>((earlier, stageName) => {
    const stage = reg({ [stageName]: shape })[stageName]!;
    always(() => stage.set(earlier));
    arrivesLate(shape, stage, earlier, 1);
    return stage;
  }, value);
};

/**
 * As {@link delayed}, in an instance called `name`, so that all delays of as many bits and clocks share a module: for wide
 * words and many clocks. Never reset, whatever the shape says, so that synthesis may build it from shift-register LUTs.
 */
export const delayLine = <S extends Shape>(name: string, shape: S, value: Src<S> | Rd<S>, clocks: number): Rd<S> => {
  checkCount('The number of clocks of a delay', clocks, 0);
  const packed = pack(shape, value);
  if (clocks === 0) return unpack(shape, packed);
  const line = inst({ [name]: lineOf(packed.width, clocks) })[name]!;
  always(() => line.up.set(packed));
  arrivesLate(u(packed.width), line.down, packed, clocks);
  return unpack(shape, line.down);
};

const lineOf = (bits: number, clocks: number) =>
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
    { shared: true, doc: `Delays a word by ${clocks} clock${clocks === 1 ? '' : 's'}.` },
  );

/** Registers `values` under `name`: the same group, of the same widths, one clock later, without what is undefined. Not reset. */
export const registered = <T extends { readonly [key: string]: Val | undefined }>(name: string, values: T): T => {
  const present = Object.entries(values).filter((entry): entry is [string, Val] => entry[1] !== undefined);
  const shape = Object.fromEntries(present.map(([key, value]) => [key, u(value.width)]));
  const stage = reg({ [name]: shape })[name]!;
  always(() => stage.set(Object.fromEntries(present)));
  arrivesLate(shape, stage, Object.fromEntries(present) as Rd<typeof shape>, 1);
  return stage as unknown as T;
};
