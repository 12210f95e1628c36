// SPDX-License-Identifier: Apache-2.0
/** Drives ready/valid streams of a component on the built-in simulator with random gaps and stalls. */
import { type Definition, Simulator } from 'typescript-hdl';

/** A repeatable source of numbers in 0 .. 1 (mulberry32). */
export const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export interface StreamRun {
  readonly seed: number;
  /** No gaps and no stalls. */
  readonly always?: boolean;
  /** Other inputs. */
  readonly set?: Readonly<Record<string, number>>;
  /** Fields of the payload and their widths, first in the lowest bits; by default one word called `payload`. */
  readonly pack?: readonly (string | number)[];
  /** Most clocks to run. Default 2000. */
  readonly clocks?: number;
}

const fieldsOf = (pack: StreamRun['pack']): [name: string, lo: number, width: number][] => {
  if (!pack) return [['payload', 0, 32]];
  let lo = 0;
  return Array.from({ length: pack.length / 2 }, (_, i) => {
    const width = pack[2 * i + 1] as number;
    lo += width;
    return [pack[2 * i] as string, lo - width, width];
  });
};

/** Sends words into the inputs until all are taken and nothing comes out any more; returns what the outputs gave. */
export const runStreams = (
  definition: Definition,
  inputs: Readonly<Record<string, readonly number[]>>,
  outputs: readonly string[],
  run: StreamRun,
): { outputs: Record<string, number[]>; clocks: number } => {
  const simulator = new Simulator(definition);
  simulator.reset();
  const next = random(run.seed);
  const fields = fieldsOf(run.pack);
  for (const [name, value] of Object.entries(run.set ?? {})) simulator.poke(name, value);
  const sent = new Map(Object.keys(inputs).map(name => [name, 0]));
  // A producer that has offered a word must keep offering it.
  const offering = new Map<string, boolean>();
  const got: Record<string, number[]> = Object.fromEntries(outputs.map(name => [name, []]));
  let last = 0;
  for (let clock = 0; clock < (run.clocks ?? 2000); clock++) {
    for (const [name, words] of Object.entries(inputs)) {
      const at = sent.get(name)!;
      const offer = at < words.length && (offering.get(name) || run.always || next() < 0.6);
      offering.set(name, offer);
      simulator.poke(`${name}_valid_i`, offer ? 1 : 0);
      for (const [field, lo, width] of fields) {
        simulator.poke(`${name}_${field}_i`, Math.floor((words[at] ?? 0) / 2 ** lo) % 2 ** width);
      }
    }
    const ready = new Map(outputs.map(name => [name, run.always || next() < 0.6]));
    for (const [name, open] of ready) simulator.poke(`${name}_ready_i`, open ? 1 : 0);
    for (const [name, open] of ready) {
      if (!open || !simulator.peekNumber(`${name}_valid_o`)) continue;
      got[name]!.push(
        fields.reduce((word, [field, lo]) => word + simulator.peekNumber(`${name}_${field}_o`) * 2 ** lo, 0),
      );
      last = clock;
    }
    const taken = [...offering].filter(([name, offer]) => offer && simulator.peekNumber(`${name}_ready_o`));
    simulator.step();
    for (const [name] of taken) {
      sent.set(name, sent.get(name)! + 1);
      offering.set(name, false);
    }
  }
  return { outputs: got, clocks: last + 1 };
};
