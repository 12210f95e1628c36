// SPDX-License-Identifier: Apache-2.0
/** Properties: what must hold, what may be taken for granted, what must be reachable. */
import { HdlError } from './diagnostic.ts';
import { type Check, Signal } from './ir/index.ts';
import { captureLocation } from './location.ts';
import { joinName } from './names.ts';
import { builder } from './scope.ts';
import { leavesOf, type Shape } from './shape.ts';
import type { Val } from './value.ts';
import { type Rd, readSignal, viewOf } from './view.ts';

const record = (check: Check['check'], name: string, condition: Val<1>): void => {
  const location = captureLocation();
  const b = builder(`${check}()`);
  if (condition.width !== 1) {
    throw new HdlError('HDL-WIDTH', `The property '${name}' has 1 bit, not ${condition.width}.`, location);
  }
  b.scope.push({ kind: 'check', check, name: b.claim(joinName(name), location), condition, location });
};

/**
 * The condition holds in every clock in which the enclosing `when`s hold. Proved by {@link prove}; the built-in simulator
 * stops when it fails. Emitted under `` `ifdef FORMAL ``.
 */
export const assert = (name: string, condition: Val<1>): void => record('assert', name, condition);

/**
 * The environment keeps the condition, of 1 bit, in every clock in which the enclosing `when`s hold. Proofs take it for
 * granted (and complain when no run keeps all assumptions); the simulator ignores it.
 */
export const assume = (name: string, condition: Val<1>): void => record('assume', name, condition);

/** Some run makes the condition, of 1 bit, 1 in a clock in which the enclosing `when`s hold. Searched by proofs alone. */
export const cover = (name: string, condition: Val<1>): void => record('cover', name, condition);

/** Values that are arbitrary but never change, named by their keys: a proof about one of them is a proof about all. */
export const anyconst = <const S extends { readonly [name: string]: Shape }>(
  shapes: S,
): { readonly [K in keyof S]: Rd<S[K]> } => {
  const location = captureLocation();
  const b = builder('anyconst()');
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const words = new Map(
        leavesOf(shape).map(leaf => {
          const signal = b.signal(new Signal('anyconst', joinName(name, ...leaf.path), leaf.width, location));
          return [leaf.path.join('.'), readSignal(signal)];
        }),
      );
      return [name, viewOf(shape, path => words.get(path.join('.'))!)];
    }),
  ) as never;
};
