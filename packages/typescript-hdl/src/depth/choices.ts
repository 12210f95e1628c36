// SPDX-License-Identifier: Apache-2.0
/** Multiplexers as gates: single ones, chains of them and trees that an index selects in. */
import { type Gates, type Literal, no, not, yes } from './gates.ts';

/** One arm of a chain: the first whose condition holds wins. */
export interface Arm {
  readonly condition: Literal;
  readonly value: Literal;
}

/** A chain of multiplexers, by whichever of its forms is the least deep. `exclusive`: no two conditions hold at once. */
export const chain = (gates: Gates<unknown>, arms: readonly Arm[], otherwise: Literal, exclusive: boolean): Literal => {
  const nested = arms.reduceRight((rest, { condition, value }) => gates.mux(condition, value, rest), otherwise);
  if (arms.length < 2) return nested;
  const inputs = [otherwise, ...arms.flatMap(({ condition, value }) => [condition, value])];
  const least = inputs.reduce((most, one) => Math.max(most, gates.arrival(one)), 0) + 1;
  const isLess = (one: Literal, other: Literal): boolean => gates.arrival(one) < gates.arrival(other);
  if (gates.arrival(nested) <= least) return nested;
  const sum = sumOfProducts(gates, arms, otherwise, exclusive);
  const best = isLess(sum, nested) ? sum : nested;
  if (gates.arrival(best) <= least) return best;
  const tree = halves(gates, [...arms, { condition: yes, value: otherwise }]).value;
  return isLess(tree, best) ? tree : best;
};

/** Every arm with the condition that selects it and none before it, joined by or. */
const sumOfProducts = (
  gates: Gates<unknown>,
  arms: readonly Arm[],
  otherwise: Literal,
  exclusive: boolean,
): Literal => {
  const terms = arms.map(({ condition, value }, i) => {
    const before = exclusive ? [] : arms.slice(0, i).map(one => not(one.condition));
    return gates.and(...before, condition, value);
  });
  return gates.or(...terms, gates.and(...arms.map(one => not(one.condition)), otherwise));
};

/** Neighbouring arms joined pair by pair, which keeps their order. */
const halves = (gates: Gates<unknown>, arms: readonly Arm[]): Arm => {
  if (arms.length === 1) return arms[0]!;
  const middle = arms.length >> 1;
  const first = halves(gates, arms.slice(0, middle));
  const second = halves(gates, arms.slice(middle));
  return {
    condition: gates.or(first.condition, second.condition),
    value: gates.mux(first.condition, first.value, second.value),
  };
};

/** The value that an index selects, undefined beyond the last; index bits that arrive early select first. */
export const selected = (gates: Gates<unknown>, values: readonly Literal[], index: readonly Literal[]): Literal => {
  const order = index.map((_, place) => place).sort((a, b) => gates.arrival(index[a]!) - gates.arrival(index[b]!));
  let left: ReadonlyMap<number, Literal> = new Map(values.map((value, place) => [place, value]));
  for (const bit of order) {
    const next = new Map<number, Literal>();
    for (const place of left.keys()) {
      const zero = left.get(place & ~(1 << bit));
      const one = left.get(place | (1 << bit));
      next.set(place & ~(1 << bit), gates.mux(index[bit]!, one ?? zero!, zero ?? one!));
    }
    left = next;
  }
  return left.get(0) ?? no;
};
