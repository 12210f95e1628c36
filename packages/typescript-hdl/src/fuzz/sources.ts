// SPDX-License-Identifier: Apache-2.0
/** Random sources and targets of assignments for values of any shape. */
import { asEnum } from '../enum-value.ts';
import type { Signal, Target } from '../ir/index.ts';
import { mux } from '../select.ts';
import { allOnes, type Bundle, Enum, type Shape, SInt, UInt, Union, Vec } from '../shape.ts';
import type { Val } from '../value.ts';
import type { Choices } from './choices.ts';
import type { Expressions } from './expressions.ts';

/** Something that can be assigned, with its shape. */
export interface Place {
  readonly shape: Shape;
  readonly view: any;
}

/** A random source for a place of this shape. */
export const sourceFor = (shape: Shape, make: Expressions, choices: Choices, depth = 2): any => {
  if (shape instanceof UInt) {
    return choices.chance(10) ? choices.word(shape.width) : make.of(shape.width, depth);
  }
  if (shape instanceof SInt) {
    return choices.chance(10) ? BigInt.asIntN(shape.width, choices.word(shape.width)) : make.signed(shape.width, depth);
  }
  if (shape instanceof Enum) return stateFor(shape, make, choices);
  if (shape instanceof Vec) {
    return Array.from({ length: shape.count }, () => sourceFor(shape.element, make, choices, depth - 1));
  }
  if (shape instanceof Union) {
    const name = choices.pick(Object.keys(shape.members));
    return { [name]: sourceFor((shape.members as Bundle)[name]!, make, choices, depth - 1) };
  }
  return Object.fromEntries(
    Object.entries(shape as Bundle).map(([name, field]) => [name, sourceFor(field, make, choices, depth - 1)]),
  );
};

/** A state by name, chosen by a condition, or from any bits that happen to fit. */
const stateFor = (shape: Enum, make: Expressions, choices: Choices): any => {
  const name = choices.pick(shape.names);
  switch (choices.below(3)) {
    case 0:
      return name;
    case 1:
      return mux(make.condition(1), asEnum(shape, make.of(shape.width, 1)), name as never);
    default:
      return asEnum(shape, make.of(shape.width, 2));
  }
};

/** Which bits an assignment list has driven, so that no assignment makes an earlier one meaningless. */
export class Driven {
  readonly #places = new Map<Signal, bigint[]>();
  readonly #ever = new Map<Signal, bigint>();

  /** Whether an assignment of these words leaves something of every earlier one. */
  allows(words: readonly Val[]): boolean {
    return words.every(word => {
      const { signal, lo, width, index } = targetOf(word);
      if (index) return true;
      const mask = allOnes(width) << BigInt(lo);
      return !(this.#places.get(signal) ?? []).some(place => (place & mask) === place);
    });
  }

  add(words: readonly Val[]): void {
    for (const word of words) {
      const { signal, lo, width, index } = targetOf(word);
      const mask = index ? allOnes(signal.width - lo) << BigInt(lo) : allOnes(width) << BigInt(lo);
      this.#ever.set(signal, (this.#ever.get(signal) ?? 0n) | mask);
      this.#places.set(signal, [...(this.#places.get(signal) ?? []), mask]);
    }
  }

  /** Takes over what the branches of a conditional drive. */
  merge(branches: readonly Driven[]): void {
    const all = new Map<Signal, bigint>();
    for (const branch of branches) {
      for (const [signal, mask] of branch.#ever) all.set(signal, (all.get(signal) ?? 0n) | mask);
    }
    for (const [signal, mask] of all) {
      this.#ever.set(signal, (this.#ever.get(signal) ?? 0n) | mask);
      this.#places.set(signal, [...(this.#places.get(signal) ?? []), mask]);
    }
  }
}

const targetOf = (word: Val): Target => (word as unknown as { target: Target }).target;

/** The assignable words of a place. */
const leavesIn = (shape: Shape, view: any): Val[] => {
  if (shape instanceof UInt) return [view];
  if (shape instanceof SInt || shape instanceof Enum || shape instanceof Union) return [view.bits];
  if (shape instanceof Vec) {
    return Array.from({ length: shape.count }, (_, i) => leavesIn(shape.element, view.get(i))).flat();
  }
  return Object.entries(shape as Bundle).flatMap(([name, field]) => leavesIn(field, view[name]));
};

/** Assigns all of a place; false when that would make an earlier assignment meaningless. */
export const setWhole = ({ shape, view }: Place, make: Expressions, choices: Choices, driven: Driven): boolean => {
  const words = leavesIn(shape, view);
  if (!driven.allows(words)) return false;
  view.set(sourceFor(shape, make, choices));
  driven.add(words);
  return true;
};

/** Assigns all or some of a place; false when the choice fell on something already assigned. */
export const setSome = (place: Place, make: Expressions, choices: Choices, driven: Driven): boolean => {
  if (choices.chance(45)) return setWhole(place, make, choices, driven);
  const { shape, view } = place;
  if (shape instanceof Vec) {
    const isChosen = leavesIn(shape, view).some(isDynamic);
    const index = choices.chance(isChosen ? 30 : 60)
      ? anyIndex(shape.count, make, choices)
      : choices.below(shape.count);
    const element = { shape: shape.element, view: view.get(index) };
    return setSome(element, make, choices, driven);
  }
  if (shape instanceof UInt && shape.width > 1) return setBits(view, shape.width, make, choices, driven);
  if (shape instanceof Union) return setBits(view.bits, shape.width, make, choices, driven);
  if (shape instanceof UInt || shape instanceof SInt || shape instanceof Enum) {
    return setWhole(place, make, choices, driven);
  }
  const [name, field] = choices.pick(Object.entries(shape as Bundle));
  return setSome({ shape: field, view: view[name] }, make, choices, driven);
};

/** An index that may leave the vector, where nothing is written; often one that no tool takes for constant. */
const anyIndex = (count: number, make: Expressions, choices: Choices): Val =>
  choices.chance(50) ? make.anyIndex(count, 1) : make.wild(count);

const isDynamic = (word: Val): boolean => targetOf(word).index !== undefined;

const setBits = (word: any, width: number, make: Expressions, choices: Choices, driven: Driven): boolean => {
  if (width === 1) return setWord(word, 1, make, driven);
  const way = isDynamic(word) ? choices.pick([1, 2, 1, 2, 0]) : choices.below(3);
  if (way === 0) return setWord(word.at(anyIndex(width, make, choices)), 1, make, driven);
  if (way === 1) return setWord(word.bit(choices.below(width)), 1, make, driven);
  const bits = choices.between(1, width - 1);
  return setWord(word.slice(choices.below(width - bits + 1), bits), bits, make, driven);
};

const setWord = (word: any, width: number, make: Expressions, driven: Driven): boolean => {
  if (!driven.allows([word])) return false;
  word.set(make.of(width));
  driven.add([word]);
  return true;
};
