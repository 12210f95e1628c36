// SPDX-License-Identifier: Apache-2.0
/**
 * Token bucket: holds one class of frames to a rate in bytes on the wire.
 *
 * Every 128 clocks it is paid `rate` tokens of 1/4096 byte, up to a burst of 16 KiB; a frame that is taken pays for its
 * bytes. `open` is 1 while nothing is owed, so that the last frame before a debt is never more than one. A rate of 0 is no
 * rate at all: one frame, and nothing after it. A payment waits for a clock without a frame.
 *
 * `take` one clock in two, which `open` sees to. Logic depth 2 LUTs at 10g.
 */
import { bit, cat, component, flow, indexWidth, input, lit, mux, output, reg, slave, u, when } from 'typescript-hdl';
import { lengthBits } from '../lib/frame-shapes.ts';
import { burstBytes, rateBits, tokenStepClocks, tokensPerByte } from '../spec/shares.ts';

/** Tokens as a signed number: the burst above 0, and one frame below it. */
const tokenBits = indexWidth(burstBytes * tokensPerByte) + 2;

/** The bucket of one class; see the header comment. */
export const tokenBucket = () =>
  component(
    'token_bucket',
    {},
    { rate: input(u(rateBits)), take: slave(flow({ wire: u(lengthBits + 1) })), open: output(bit()) },
    ({ rate, take, open }) => {
      const byteBits = indexWidth(tokensPerByte);
      const burst = burstBytes * tokensPerByte;
      const { step, due, taken, tokens } = reg({
        step: u(indexWidth(tokenStepClocks), 0),
        due: bit(0),
        taken: { valid: bit(0), wire: u(lengthBits + 1) },
        tokens: u(tokenBits, 0),
      });
      step.set(step.add(1));
      taken.set({ valid: take.valid, wire: take.payload.wire });
      const paid = tokens.add(rate.zext(tokenBits));
      const beyond = paid
        .bit(tokenBits - 1)
        .not()
        .and(paid.bit(tokenBits - 2));
      when(taken.valid, () => tokens.set(tokens.sub(cat(taken.wire, lit(0, byteBits)).zext(tokenBits)))).elsewhen(
        due,
        () => tokens.set(mux(beyond, lit(burst, tokenBits), paid)),
      );
      due.set(step.andR().or(due.and(taken.valid)));
      open.set(taken.valid.or(tokens.bit(tokenBits - 1)).not());
    },
    { maxDepth: 2, doc: 'Holds one class of frames to a rate.' },
  );
