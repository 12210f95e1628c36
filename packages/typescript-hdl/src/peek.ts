// SPDX-License-Identifier: Apache-2.0
/** Views into instances: signals of one module that stand for signals of modules inside it. Only proofs make them. */
import { Signal } from './ir/index.ts';
import type { Location } from './location.ts';

const paths = new WeakMap<Signal, readonly string[]>();

/** A signal that stands for the one at `path`: instance names, then the signal's own name. */
export const makePeek = (path: readonly string[], width: number, location: Location): Signal => {
  const signal = new Signal('peek', `peek_${path.join('_')}`, width, location);
  paths.set(signal, path);
  return signal;
};

/** Where a signal looks; undefined when it is no view into an instance. */
export const peekPath = (signal: Signal): readonly string[] | undefined => paths.get(signal);
