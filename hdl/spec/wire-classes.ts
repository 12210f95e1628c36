// SPDX-License-Identifier: Apache-2.0
/** The classes in which frames leave on the wire (IEEE 802.1Q, 37: enhanced transmission selection). Pure data. */
import type { Config } from './configs.ts';
import { tokensOfRate } from './shares.ts';

export interface WireClass {
  readonly name: string;
  readonly doc: string;
  /** It goes before all others, as far as its rate allows; the others share what is left by their weights. */
  readonly strict: boolean;
  /** Whether a frame may wait for room in its class; else it is dropped and counted. */
  readonly waits: boolean;
}

export const wireClasses = [
  {
    name: 'control',
    doc: 'Frames that keep the link and the network up; before all others, and limited itself.',
    strict: true,
    waits: false,
  },
  { name: 'storage', doc: 'Storage and others that must not lose frames.', strict: false, waits: true },
  { name: 'tenant', doc: 'Everything else.', strict: false, waits: true },
] as const satisfies readonly WireClass[];

export type WireClassName = (typeof wireClasses)[number]['name'];

/** Width of the number of a class, which is its index. */
export const wireClassBits = 2;

export const wireClassId = (name: WireClassName): number => wireClasses.findIndex(one => one.name === name);

/** Numbers of the classes that share by weight. */
export const sharedClasses = wireClasses.flatMap(({ strict }, id) => (strict ? [] : [id]));

/** Bytes on the wire that a class of weight 1 earns in each of its turns. */
export const wireQuantumBytes = 128;

/** Bytes of memory of a class: three of the longest frames at least. */
export const classBytes = (config: Config): number => 2 ** Math.ceil(Math.log2(3 * config.maxFrameBytes));

/**
 * Bytes that wait in a class for the wire from which on nobody asks for more to send: those of line rate for the 5 us that a frame of
 * 1,518 bytes takes at 10g from its choice to its class. Less would leave the wire idle; more is what everybody else waits for.
 */
export const classAheadBytes = ({ lineRateBps }: Config): number => Math.ceil((lineRateBps / 8) * 5e-6);

/** Rate of the strict class after reset: 5 % of the link, in tokens a step of `shares.ts`. */
export const defaultControlRate = (config: Config): number => tokensOfRate(config, config.lineRateBps / 20);

/** Something for each class, by its name. */
export const perClass = <T>(make: (wireClass: WireClass, id: number) => T): { readonly [K in WireClassName]: T } =>
  Object.fromEntries(wireClasses.map((one, id) => [one.name, make(one, id)])) as { [K in WireClassName]: T };
