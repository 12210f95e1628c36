// SPDX-License-Identifier: Apache-2.0
/**
 * Sender policer: a token bucket for each function, from which it pays for the local copies of its group frames.
 *
 * All functions have the same rate, and together no more than `rate`, that of copies from the wire: so a storm between functions
 * takes no more of the host bus than one from outside, and a function that makes one loses its own copies only. A rate that is
 * too small to be shared gives each the least there is; `rate` 0 is no limit. Bit f of `open` is 1 while function f owes nothing.
 *
 * A copy a clock. `open` follows within 131 clocks, the rate within as many as there are functions. Logic depth 3 LUTs at 10g.
 */
import { component, flow, indexWidth, input, inst, mux, output, reg, slave, u } from 'typescript-hdl';
import { lengthBits } from '../lib/frame-shapes.ts';
import { rateLimiter } from '../lib/rate-limiter.ts';
import type { Config } from '../spec/configs.ts';
import { rateBits, tokenStepClocks, wireOverheadBytes } from '../spec/shares.ts';
import { functionIndex } from './buffer-shapes.ts';
import { groupCopyShape } from './frame-judge.ts';

/** Width of what the copies of a function may cost from one payment to the next: a copy of the longest frame in every clock. */
const paidBits = ({ maxFrameBytes }: Config): number =>
  indexWidth(tokenStepClocks * (maxFrameBytes + wireOverheadBytes));

/** The policer; see the header comment. */
export const senderPolicer = (config: Config) =>
  component(
    'sender_policer',
    { functions: config.functions, maxFrameBytes: config.maxFrameBytes },
    { rate: input(u(rateBits)), copy: slave(flow(groupCopyShape(config))), open: output(u(config.functions)) },
    ({ rate, copy, open }) => {
      const { buckets } = inst({ buckets: rateLimiter(config, paidBits(config)) });
      const { next, share } = reg({ next: u(functionIndex(config).width, 0), share: u(rateBits, 0) });
      next.set(next.add(1));
      const equal = rate.shr(Math.log2(config.functions));
      share.set(mux(equal.eq(0).and(rate.ne(0)), 1, equal));
      buckets.rate.valid.set(1);
      buckets.rate.payload.set({ function: next, rate: share });
      const { source, lastOffset } = copy.payload;
      buckets.cost.valid.set(copy.valid);
      buckets.cost.payload.set({ function: source, wire: lastOffset.zext(lengthBits + 1).add(wireOverheadBytes + 1) });
      open.set(buckets.open);
    },
    { maxDepth: 3, doc: 'Holds the local copies of group frames to a rate for each sender.' },
  );
