// SPDX-License-Identifier: Apache-2.0
/** Adders and comparators as the carry chains that Yosys makes of them for Xilinx devices. */
import { lutInputs } from './cuts.ts';
import { type Gates, type Literal, no, not, yes } from './gates.ts';

/** Adders and chains of so few positions become LUTs. */
export const shortest = 2;

/** One position of an adder: the sum or the carry, of two operand bits and the carry before it. */
export const adderBit = (
  gates: Gates<unknown>,
  what: 'sum' | 'carry',
  [a, b, carry]: readonly [Literal, Literal, Literal],
  width: number,
): Literal => {
  // Positions that add nothing are wires.
  if (b === carry && (b === no || b === yes)) return what === 'sum' ? a : b;
  const differ = gates.xor(a, b);
  if (width > shortest) return gates.fixed('carry', what === 'sum' ? [differ, carry] : [differ, a, carry], 0);
  return what === 'sum' ? gates.xor(differ, carry) : gates.mux(differ, carry, a);
};

/** One bit of both operands. */
type Pair = readonly [Literal, Literal];

/** Whether a > b, or a >= b: groups of as many positions as a LUT compares, on a carry chain when there are more than two. */
export const greater = (gates: Gates<unknown>, pairs: readonly Pair[], orEqual: boolean): Literal => {
  const start = orEqual ? yes : no;
  const power = powerOf(gates, pairs, orEqual);
  if (power !== undefined) return power;
  const groups = groupsOf(pairs).map(group => generateAndPropagate(gates, group));
  return groups.reduce((carry, { generate, propagate }) => {
    if (groups.length > shortest) return gates.fixed('carry', [generate, propagate, carry], 0);
    return gates.or(generate, gates.and(propagate, carry));
  }, start);
};

const isFixed = (one: Literal): boolean => one === no || one === yes;

/** Positions, lowest first, in groups from the highest down. */
const groupsOf = (pairs: readonly Pair[]): Pair[][] => {
  const groups: Pair[][] = [[]];
  let left = lutInputs;
  for (const pair of pairs.toReversed()) {
    const cost = pair.filter(one => !isFixed(one)).length;
    if (cost > left) {
      groups.push([]);
      left = lutInputs;
    }
    groups.at(-1)!.push(pair);
    left -= cost;
  }
  return groups.toReversed();
};

/** Of a group, highest position first: whether a is greater in it, and whether both are equal. */
const generateAndPropagate = (
  gates: Gates<unknown>,
  group: readonly Pair[],
): { readonly generate: Literal; readonly propagate: Literal } => {
  const equal = group.map(([a, b]) => not(gates.xor(a, b)));
  const terms = group.map(([a, b], i) => gates.and(...equal.slice(0, i), a, not(b)));
  return { generate: gates.or(...terms), propagate: gates.and(...equal) };
};

/** Comparisons with a power of two look at the bits above it only. */
const powerOf = (gates: Gates<unknown>, pairs: readonly Pair[], orEqual: boolean): Literal | undefined => {
  const bound = (side: 0 | 1, extra: bigint): number | undefined => {
    if (!pairs.every(pair => isFixed(pair[side]))) return undefined;
    const value = pairs.reduce((sum, pair, i) => (pair[side] === yes ? sum + (1n << BigInt(i)) : sum), extra);
    return value > 0n && (value & (value - 1n)) === 0n ? value.toString(2).length - 1 : undefined;
  };
  // a >= 2 ** n, also written a > 2 ** n - 1.
  const low = bound(1, orEqual ? 0n : 1n);
  if (low !== undefined) return gates.or(...pairs.slice(low).map(([a]) => a));
  // b < 2 ** n, also written b <= 2 ** n - 1.
  const high = bound(0, orEqual ? 1n : 0n);
  return high === undefined ? undefined : gates.and(...pairs.slice(high).map(([, b]) => not(b)));
};
