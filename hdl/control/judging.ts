// SPDX-License-Identifier: Apache-2.0
/** Which frames the tables are still to judge. */
import { bit, component, input, output, reg, u } from 'typescript-hdl';
import { countUpDown } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';

/** Width of a number of frames that have no verdict yet: more than parser and classifier hold. */
const countBits = 12;

/**
 * `busy` is 1 while frames are accepted (`accepting`), and while one that began to enter has no verdict: the tables must
 * stand still. It falls in the clock after the last verdict. Counts one frame in and one verdict a clock; no frame may be
 * without a verdict. Logic depth 2 LUTs at 10g.
 */
export const judging = (config: Config) =>
  component(
    'judging',
    { config: config.name },
    { accepting: input(bit()), began: input(bit()), judged: input(bit()), busy: output(bit()) },
    ({ accepting, began, judged, busy }) => {
      const { frames } = reg({ frames: u(countBits, 0) });
      countUpDown(frames, began, judged);
      busy.set(accepting.or(frames.ne(0)));
    },
    { maxDepth: 2, doc: 'Whether frames are accepted or without a verdict, so that tables must stand still.' },
  );
