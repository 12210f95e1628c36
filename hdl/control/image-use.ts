// SPDX-License-Identifier: Apache-2.0
/** Which frames are judged by which policy image. */
import { bit, component, input, mux, output, reg, u, type Val } from 'typescript-hdl';
import { countUpDown } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';

/** Width of a number of frames that have an image and no verdict: more than identity check, look-up and what is between them hold. */
const countBits = 8;

const sides = ['received', 'sent'] as const;

/**
 * `draining` is 1 while a frame that began with the image that is not `live` has no verdict, from 2 clocks after an image ceases to be live
 * until 2 clocks after the last verdict. A frame takes the image that is live in the clock of `began`; `judged` comes with its image. One of each a
 * clock on either side. Logic depth 3 LUTs at 10g.
 */
export const imageUse = (config: Config) =>
  component(
    'image_use',
    { config: config.name },
    {
      live: input(bit()),
      began: input({ received: bit(), sent: bit() }),
      judged: input({ received: bit(), sent: bit(), image: bit() }),
      draining: output(bit()),
    },
    ({ live, began, judged, draining }) => {
      const under = (image: 0 | 1): Val<1> =>
        sides
          .map(side => {
            const name = `${side}_${image}`;
            const count = reg({ [name]: u(countBits, 0) })[name]!;
            const isOf = (which: Val<1>): Val<1> => (image === 1 ? which : which.not());
            countUpDown(count, began[side].and(isOf(live)), judged[side].and(isOf(judged.image)));
            return count.ne(0);
          })
          .reduce((a, b) => a.or(b));
      const { busy } = reg({ busy: bit(0) });
      busy.set(mux(live, under(0), under(1)));
      draining.set(busy);
    },
    { maxDepth: 3, doc: 'Whether frames are still judged by the image that is not live.' },
  );
