// SPDX-License-Identifier: Apache-2.0
/**
 * Rate limiter: a token bucket for each function.
 *
 * Every 128 clocks a function is paid its rate in tokens of 1/4096 byte and pays for the bytes on the wire that its frames
 * took since (`cost`). What it has is never more than the burst of 16 KiB; it may be less than nothing, since a frame is paid
 * after it was chosen. Bit f of `open` is 1 while function f owes nothing, or has no limit (rate 0). So over any time a
 * function that always has frames gets its rate times the time, give or take the burst and the frames chosen at once.
 *
 * `rate` sets a rate; after reset there are none. `cost` and `rate` are taken every clock. `open` follows within 131
 * clocks. Logic depth 3 LUTs at 10g.
 */
import {
  bit,
  cat,
  component,
  flow,
  indexWidth,
  lit,
  mux,
  named,
  output,
  ram,
  reg,
  slave,
  u,
  type Val,
  when,
} from 'typescript-hdl';
import { startUpSweep } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';
import { burstBytes, rateBits, tokenStepClocks, tokensPerByte } from '../spec/shares.ts';
import { rateWriteShape } from './setting-shapes.ts';
import { costShape } from './turn-shapes.ts';

/** Tokens as a signed number: the burst above 0, and below it the frames that may be chosen at once. */
const tokenBits = 34;
const burst = burstBytes * tokensPerByte;

/** Number of a function. */
const functionIndex = (config: Config) => u(indexWidth(config.functions));

/**
 * The token buckets of all functions; see the header comment. `paidBits` is the width of the bytes that a function may be charged
 * with from one payment to the next: usually less than 64 KiB, at most 64 a clock.
 */
export const rateLimiter = (config: Config, paidBits = 16) =>
  component(
    'rate_limiter',
    { functions: config.functions, paidBits },
    {
      rate: slave(flow(rateWriteShape(config))),
      cost: slave(flow({ function: functionIndex(config), wire: costShape(config).wire })),
      open: output(u(config.functions)),
    },
    ({ rate, cost, open }) => {
      const ofFunction = (bits: number) => ({ shape: u(bits), depth: config.functions, kind: 'distributed' }) as const;
      const { rates, used, paid, tokens } = ram({
        rates: ofFunction(rateBits),
        used: ofFunction(paidBits),
        paid: ofFunction(paidBits),
        tokens: ofFunction(tokenBits),
      });
      const sweep = startUpSweep('sweep', config.functions);
      const swept = (valid: Val<1>): Val<1> => sweep.active.or(valid);
      const at = (index: Val): Val => mux(sweep.active, sweep.index, index);
      const orZero = (value: Val): Val => mux(sweep.active, lit(0, value.width), value);
      when(swept(rate.valid), () => rates.write(at(rate.payload.function), orZero(rate.payload.rate)));
      const bill = used.read(cost.payload.function).add(cost.payload.wire.zext(paidBits));
      when(swept(cost.valid), () => used.write(at(cost.payload.function), orZero(bill)));

      // One function a clock in three stages; the same one comes again after a step.
      const r = reg({
        step: u(indexWidth(tokenStepClocks), 0),
        read: {
          valid: bit(0),
          function: functionIndex(config),
          rate: u(rateBits),
          had: u(tokenBits),
          owed: u(paidBits),
        },
        sum: { valid: bit(0), function: functionIndex(config), limited: bit(), tokens: u(tokenBits) },
        open: u(config.functions, (1n << BigInt(config.functions)) - 1n),
      });
      r.step.set(mux(sweep.active, lit(0, r.step.width), r.step.add(1)));
      const now = r.step.slice(0, functionIndex(config).width);
      const inStep = named('in_step', sweep.active.not().and(r.step.lt(config.functions)));
      const usedNow = used.read(now);
      r.read.set({
        valid: inStep,
        function: now,
        rate: rates.read(now),
        had: tokens.read(now),
        owed: usedNow.sub(paid.read(now)),
      });
      when(swept(inStep), () => paid.write(at(now), orZero(usedNow)));

      const { read, sum } = r;
      const tokenOfByte = Math.log2(tokensPerByte);
      r.sum.set({
        valid: read.valid,
        function: read.function,
        limited: read.rate.ne(0),
        tokens: read.had.add(read.rate.zext(tokenBits)).sub(cat(read.owed, lit(0, tokenOfByte)).zext(tokenBits)),
      });
      const inDebt = sum.tokens.bit(tokenBits - 1);
      const beyond = inDebt.not().and(sum.tokens.slice(Math.log2(burst), tokenBits - 1 - Math.log2(burst)).orR());
      const kept = mux(sum.limited.not(), lit(0, tokenBits), mux(beyond, lit(burst, tokenBits), sum.tokens));
      when(swept(sum.valid), () => tokens.write(at(sum.function), orZero(kept)));
      when(sum.valid, () => r.open.at(sum.function).set(sum.limited.and(inDebt).not()));
      open.set(r.open);
    },
    { maxDepth: 3, doc: 'A token bucket for each function.' },
  );
