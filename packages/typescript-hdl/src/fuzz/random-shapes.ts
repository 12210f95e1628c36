// SPDX-License-Identifier: Apache-2.0
/** Random shapes, and values of a shape as plain words. */
import { EnumVal } from '../enum-value.ts';
import { type Bundle, bit, type Enum, enumeration, type Shape, s, Union, u, union, Vec, vec } from '../shape.ts';
import { Signed } from '../signed.ts';
import { Val } from '../value.ts';
import type { Choices } from './choices.ts';

const widths: readonly (readonly [weight: number, width: number])[] = [
  [8, 1],
  [4, 2],
  [4, 3],
  [3, 4],
  [3, 5],
  [5, 8],
  [2, 13],
  [3, 16],
  [2, 31],
  [4, 32],
  [2, 33],
  [1, 48],
  [2, 63],
  [2, 64],
  [2, 65],
  [1, 96],
  [1, 100],
  [1, 128],
  [1, 129],
  [1, 200],
];

/** A width; wide ones are rare. */
export const randomWidth = (choices: Choices): number => Math.min(choices.weighted(widths), choices.widest);

const stateNames = ['idle', 'load', 'run', 'wait_ack', 'drain', 'stop'] as const;

/** An enumeration of one to six states; its prefix keeps its names apart from others in the module. */
const randomEnum = (choices: Choices): Enum => {
  const names = stateNames.slice(0, choices.pick([2, 3, 4, 5, 6, 1]));
  return enumeration(...names).prefixed(`e${names.length}`);
};

/** A word: unsigned, signed or a state; with `resets` it may have a reset value. */
const randomWord = (choices: Choices, resets: boolean): Shape => {
  const hasReset = resets && choices.chance(60);
  switch (
    choices.weighted([
      [6, 'u'],
      [3, 's'],
      [2, 'enum'],
    ] as const)
  ) {
    case 'u': {
      const width = randomWidth(choices);
      return hasReset ? u(width, choices.word(width)) : u(width);
    }
    case 's': {
      const width = randomWidth(choices);
      return hasReset ? s(width, BigInt.asIntN(width, choices.word(width))) : s(width);
    }
    case 'enum': {
      const shape = randomEnum(choices);
      return hasReset ? shape.startingAt(choices.pick(shape.names)) : shape;
    }
  }
};

/** A shape: mostly words, some bundles, vectors and unions of them. */
export const randomShape = (choices: Choices, resets: boolean, depth = 2): Shape => {
  const kind =
    depth === 0
      ? 'word'
      : choices.weighted([
          [10, 'word'],
          [3, 'bundle'],
          [3, 'vector'],
          [1, 'grid'],
          [1, 'union'],
        ] as const);
  switch (kind) {
    case 'word':
      return randomWord(choices, resets);
    case 'bundle': {
      const count = choices.between(1, 3);
      return Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`f${i}`, randomShape(choices, resets, depth - 1)] as const),
      );
    }
    case 'vector': {
      const element = choices.chance(30) ? randomShape(choices, resets, depth - 1) : u(choices.between(1, 12));
      return vec(
        choices.pick([2, 4, 3, 5, 8, 1]),
        element instanceof Vec || element instanceof Union ? bit() : element,
      );
    }
    case 'grid':
      return vec(choices.pick([2, 3, 4, 1]), vec(choices.pick([2, 3, 1]), u(choices.between(1, 4))));
    case 'union':
      return union({
        number: u(choices.between(1, 40)),
        pair: { low: u(choices.between(1, 9)), high: s(choices.between(1, 9)) },
      });
  }
};

/** Every word that can be read of a value, as plain bits. */
export const wordsIn = (shape: Shape, view: any): Val[] => {
  if (view instanceof Val) return [view];
  if (view instanceof Signed || view instanceof EnumVal) return [view.bits];
  if (shape instanceof Union) return [view.bits, ...wordsIn(shape.members['pair'], view.pair)];
  if (shape instanceof Vec) {
    return Array.from({ length: shape.count }, (_, i) => wordsIn(shape.element, view.get(i))).flat();
  }
  return Object.entries(shape as Bundle).flatMap(([name, field]) => wordsIn(field, view[name]));
};
