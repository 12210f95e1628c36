// SPDX-License-Identifier: Apache-2.0
/** What a proof found out, and the sentences that say so. */
import type { Location } from '../location.ts';
import type { Finding, Reach } from './engines.ts';

/**
 * `proved`: every assertion holds in every clock of every run, counts in some run, and every cover is reached.
 * `refuted`: some run breaks an assertion. `vacuous`: nothing breaks, but an assertion can never count, a cover is not
 * reached, or the assumptions contradict each other. `unknown`: depth or time did not suffice.
 */
export type Outcome = 'proved' | 'refuted' | 'vacuous' | 'unknown';

/** One engine's answer about all assertions. */
export interface EngineResult extends Finding {
  readonly engine: 'sat' | 'z3';
  readonly elapsed: number;
}

/** What was found out about one property. */
export interface PropertyResult {
  readonly kind: 'assert' | 'assume' | 'cover';
  /** Name with the instances that lead to it. */
  readonly name: string;
  /** The line of the author's TypeScript. */
  readonly location: Location;
  /** Of a cover, `proved` means reached. */
  readonly outcome: Outcome;
  /** Whether the conditions around an assertion can hold, or a cover can be reached; undefined when nobody looked. */
  readonly reach: Reach | undefined;
}

/** A run that breaks an assertion, or from an unreachable state one that keeps the induction from closing. */
export interface Counterexample {
  /** The assertion broken in the last clock; of several, the first in the order of the description. */
  readonly property: string;
  readonly location: Location;
  /** All assertions broken in the last clock. */
  readonly broken: readonly string[];
  /** Number of the last clock; clock 1 is the first after reset. */
  readonly clock: number;
  /** Values in the last clock of the signals that the assertion looks at. */
  readonly values: { readonly [signal: string]: bigint };
  /** The waveform. */
  readonly vcd: string;
}

/** The answer of {@link prove}. */
export interface ProofResult {
  readonly outcome: Outcome;
  /** What was found, in a sentence or two. */
  readonly message: string;
  readonly engines: readonly EngineResult[];
  readonly properties: readonly PropertyResult[];
  readonly counterexample?: Counterexample;
  /** A run that an invariant has to exclude, when the induction does not close. */
  readonly inductionGap?: Counterexample;
  /** Seconds that the proof took. */
  readonly elapsed: number;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const valueText = (value: bigint): string => (value < 10n ? `${value}` : `0x${value.toString(16)}`);

const valuesText = (values: Counterexample['values']): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${valueText(value)}`)
    .join(', ');

/** `The assertion 'x' does not hold in clock 3 (file.ts:12): a = 1; waveform ...`. */
export const refutedMessage = ({ property, location, clock, values, vcd, broken }: Counterexample): string => {
  const also = broken.filter(name => name !== property);
  const others = also.length > 0 ? ` Broken in the same clock: ${also.join(', ')}.` : '';
  return `The assertion '${property}' (${location}) does not hold in clock ${clock} after reset: ${valuesText(values)}.${others} Waveform: ${vcd}`;
};

/** The induction does not close. */
export const gapMessage = (depth: number, gap: Counterexample | undefined): string => {
  const start = `No run of ${count(depth, 'clock')} breaks an assertion, but induction over them does not prove more.`;
  if (!gap) return `${start} Add an invariant or raise the depth.`;
  const { property, location, values, vcd } = gap;
  return `${start} From a state that no assertion excludes, '${property}' (${location}) fails: ${valuesText(values)}. Add an invariant that excludes it, or raise the depth. Waveform: ${vcd}`;
};

export const lateMessage = (seconds: number): string =>
  `No engine came to an end within ${count(seconds, 'second')}; raise the time, prove a smaller variant or add invariants.`;

/** Why a property says nothing. */
export const vacuousMessage = ({ kind, name, location, reach }: PropertyResult, depth: number): string => {
  const what =
    kind === 'cover'
      ? `The cover '${name}' (${location}) is not reached`
      : `The assertion '${name}' (${location}) says nothing: the conditions around it do not hold together`;
  if (!reach || reach.reached) return `${what}.`;
  if (reach.ever === 'never') return `${what} in any run.`;
  if (reach.ever === 'not within the depth') return `${what} within ${count(depth, 'clock')}.`;
  return `${what} in any run found in the time.`;
};

export const contradictionMessage = (clock: number, places: readonly Location[]): string =>
  `The assumptions contradict each other: no run keeps them all in its first ${count(clock, 'clock')}, so the assertions say nothing (${places.join(', ')}).`;

export const provedMessage = (properties: readonly PropertyResult[], engines: readonly EngineResult[]): string => {
  const number = (kind: PropertyResult['kind']): number => properties.filter(one => one.kind === kind).length;
  const by = engines
    .filter(({ outcome }) => outcome === 'proved')
    .map(({ engine, clocks }) => `${engine}, induction over ${count(clocks, 'clock')}`)
    .join('; ');
  const parts = [
    ...(number('assert') > 0 ? [`${count(number('assert'), 'assertion')} proved (${by})`] : []),
    ...(number('cover') > 0 ? [`${count(number('cover'), 'cover')} reached`] : []),
  ];
  return `${parts.join(', ')}.`;
};
