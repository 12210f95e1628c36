// SPDX-License-Identifier: Apache-2.0
/** A random design ready for simulation: its Verilog, its ports by what they are, and its stimulus. */

import type { Definition } from '../component.ts';
import { type EmittedDesign, type EmittedPort, emitVerilog } from '../emit/design.ts';
import type { ClockDomain } from '../ir/index.ts';
import { Simulator } from '../simulate/simulator.ts';
import { Choices } from './choices.ts';
import { randomDesign } from './design.ts';

/** A clock of a subject and its reset, by their Verilog names. */
export interface SubjectClock {
  readonly domain: ClockDomain;
  readonly clock: string;
  readonly reset: string | undefined;
}

/** What happens in one clock: first resets and inputs change, then outputs are sampled, then some clocks rise. */
export interface Slot {
  /** Whether each clock rises. */
  readonly ticks: readonly boolean[];
  /** Level of each clock's reset. */
  readonly resets: readonly boolean[];
  readonly inputs: readonly bigint[];
}

export interface Subject {
  readonly name: string;
  /** The choices it was made from. */
  readonly source: number | readonly number[];
  readonly made: readonly number[];
  readonly definition: Definition;
  readonly domain: ClockDomain;
  readonly emitted: EmittedDesign;
  readonly clocks: readonly SubjectClock[];
  /** The clock and reset ports that it must have, where that is known without a look at its Verilog. */
  readonly clockPorts: ReadonlySet<string> | undefined;
  /** Whether it makes a clock that is the inverse of another. */
  readonly invertsClocks: boolean;
  readonly inputs: readonly EmittedPort[];
  readonly outputs: readonly EmittedPort[];
  readonly slots: readonly Slot[];
}

/** Makes the design and the stimulus that choices lead to; throws what elaboration and emission throw. */
export const makeSubject = (
  source: number | readonly number[],
  name: string,
  clocks: number,
  made: number[] = [],
): Subject => {
  const choices = new Choices(source, made);
  const { top, domain, domains, clockPorts, invertsClocks = false } = randomDesign(choices, name);
  const emitted = emitVerilog(top, { domain, prefix: `${name}_` });
  const names = new Set(emitted.ports.map(port => port.name));
  const own = domains.flatMap((one, i): SubjectClock[] => {
    if (!names.has(one.clock)) return [];
    const reset = i === 0 ? (one.reset?.active === 'low' ? 'rst_n' : 'rst') : one.reset?.name;
    return [{ domain: one, clock: one.clock, reset: reset !== undefined && names.has(reset) ? reset : undefined }];
  });
  const wires = new Set(own.flatMap(({ clock, reset }) => [clock, reset]));
  const data = emitted.ports.filter(port => !wires.has(port.name));
  const inputs = data.filter(port => port.direction === 'input');
  const outputs = data.filter(port => port.direction === 'output');
  const slots = Array.from({ length: clocks }, (_, i) => randomSlot(choices, i, own, inputs));
  return {
    name,
    source,
    made: choices.made,
    definition: top,
    domain,
    emitted,
    clocks: own,
    clockPorts,
    invertsClocks,
    inputs,
    outputs,
    slots,
  };
};

/** Clocks until every reset has been asserted. */
export const resetSlots = 3;

/**
 * No clock rises before the second slot. Reset is asserted in the second and third, so that simulators see its edge, sometimes from
 * the start, and later now and then.
 */
const randomSlot = (
  choices: Choices,
  number: number,
  clocks: readonly SubjectClock[],
  inputs: readonly EmittedPort[],
): Slot => ({
  ticks: clocks.map((_, i) => number > 0 && (number < resetSlots || i === 0 || choices.chance(60))),
  resets: clocks.map(({ domain }) => {
    const early = number === 0 ? choices.chance(30) : number < resetSlots;
    const asserted = early || (number >= resetSlots && choices.chance(6));
    return asserted === (domain.reset?.active !== 'low');
  }),
  inputs: inputs.map(port => choices.word(port.width)),
});

/** Values of all outputs in every clock, as hexadecimal words. */
export type Rows = readonly (readonly string[])[];

/** What the built-in simulator says; `watch` may look at it in every clock, when the values have settled. */
export const runBuiltIn = (
  { definition, domain, clocks, inputs, outputs, slots }: Subject,
  watch?: (simulator: Simulator) => void,
): Rows => {
  const simulator = new Simulator(definition, { domain });
  const signed = new Set(definition.words.filter(word => word.isSigned).map(word => word.name));
  return slots.map(slot => {
    clocks.forEach(({ reset }, i) => {
      if (reset !== undefined) simulator.poke(reset, slot.resets[i] ? 1 : 0);
    });
    inputs.forEach(({ name, width }, i) => {
      simulator.poke(name, signed.has(name) ? BigInt.asIntN(width, slot.inputs[i]!) : slot.inputs[i]!);
    });
    const row = outputs.map(({ name, width }) => BigInt.asUintN(width, simulator.peek(name)).toString(16));
    watch?.(simulator);
    simulator.tick(...clocks.filter((_, i) => slot.ticks[i]).map(one => one.domain));
    return row;
  });
};
