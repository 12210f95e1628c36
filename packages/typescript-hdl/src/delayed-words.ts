// SPDX-License-Identifier: Apache-2.0
/** What a delay says to the pipelines around it: in which stage its words arrive. */
import { markDelay } from './pipeline-stage.ts';
import type { Shape } from './shape.ts';
import { type Rd, type Src, wordsOf } from './view.ts';

/** Says that `late`, signals of a shape, is what `value` was `clocks` clocks ago: of so many stages later, in a pipeline. */
export const arrivesLate = <S extends Shape>(shape: S, late: Rd<S>, value: Src<S> | Rd<S>, clocks: number): void => {
  const sources = wordsOf(shape, value);
  for (const [i, { signal }] of wordsOf(shape, late).entries()) if (signal) markDelay(signal, sources[i]!, clocks);
};
