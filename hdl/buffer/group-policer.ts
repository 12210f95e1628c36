// SPDX-License-Identifier: Apache-2.0
/**
 * Group policer: a token bucket for the copies of frames that go to several functions, so that a storm of them takes no more
 * of the host bus than it is given.
 *
 * It begins full. Every 128 clocks it is paid `rate` tokens of 1/4096 byte unless it holds 16 KiB, and it pays for the bytes on the wire of
 * each copy (`copy`). `open` is 1 while nothing is owed, or `rate` is 0, which is no limit. Whether a frame may have copies
 * is asked once a frame, so what is owed may be all copies of those judged at once; the rate holds over any longer time.
 *
 * A copy may come in every clock; a payment then waits. `open` follows a copy in 3 clocks. Logic depth 3 LUTs at 10g.
 */
import { bit, cat, component, flow, indexWidth, input, lit, output, reg, slave, u, when } from 'typescript-hdl';
import { lengthBits } from '../lib/frame-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { burstBytes, rateBits, tokenStepClocks, tokensPerByte, wireOverheadBytes } from '../spec/shares.ts';

const byteBits = indexWidth(tokensPerByte);
const burst = burstBytes * tokensPerByte;
/** Frames that may be judged before the first copy of the first is paid for. */
const framesAtOnce = 4;

/** Tokens as a signed number: the burst above 0 with one payment more, and all copies of a few frames below it. */
const tokenBits = (config: Config): number => {
  const owed = (config.maxFrameBytes + wireOverheadBytes) * config.functions * framesAtOnce * tokensPerByte;
  return 1 + indexWidth(Math.max(owed, burst + 2 ** rateBits));
};

/** The policer; see the header comment. */
export const groupPolicer = (config: Config) =>
  component(
    'group_policer',
    { functions: config.functions, maxFrameBytes: config.maxFrameBytes },
    { rate: input(u(rateBits)), copy: slave(flow({ lastOffset: u(lengthBits) })), open: output(bit()) },
    ({ rate, copy, open }) => {
      const width = tokenBits(config);
      const { step, due, cost, tokens, isFull, isOpen } = reg({
        step: u(indexWidth(tokenStepClocks), 0),
        due: bit(0),
        cost: { valid: bit(0), bytes: u(lengthBits + 1) },
        tokens: u(width, burst),
        isFull: bit(1),
        isOpen: bit(1),
      });
      step.set(step.add(1));
      cost.set({
        valid: copy.valid,
        bytes: copy.payload.lastOffset.zext(lengthBits + 1).add(wireOverheadBytes + 1),
      });
      const charge = cat(cost.bytes, lit(0, byteBits)).zext(width);
      const isOwed = tokens.bit(width - 1);
      when(cost.valid, () => tokens.set(tokens.sub(charge))).elsewhen(due.and(isFull.not()), () =>
        tokens.set(tokens.add(rate.zext(width))),
      );
      due.set(step.andR().or(due.and(cost.valid)));
      isFull.set(isOwed.not().and(tokens.ge(burst)));
      isOpen.set(isOwed.not().or(rate.eq(0)));
      open.set(isOpen);
    },
    { maxDepth: 3, doc: 'Holds the copies of frames for several functions to a rate.' },
  );
