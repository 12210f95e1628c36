// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { ternaryAction, ternaryActionLatency } from '../../../../hdl/classifier/rules/ternary-action.ts';
import { findConfig } from '../../../../hdl/spec/configs.ts';
import { bankSlots } from '../../../../hdl/spec/tables/bank-slot.ts';
import { testBench } from '../../../../sim/vitest.ts';

const none = 1 << 17;
const allow = 0;
const unreadable = 3;

interface Match {
  readonly hit: boolean;
  readonly rule: number;
  readonly over: boolean;
  readonly overRule: number;
}

describe.each(['tiny', '10g'])('ternary action of %s', name => {
  const config = findConfig(name)!;
  const design = emitVerilog(ternaryAction(config));
  const rule = fc.nat(config.ternaryRules - 1);
  const match: fc.Arbitrary<Match> = fc.record({ hit: fc.boolean(), rule, over: fc.boolean(), overRule: rule });

  const open = async () => {
    const bench = await testBench(design, { seed: 1 });
    const write = bench.source<'address' | 'data'>('write');
    await bench.reset();
    const started = { port: 'ready', equals: 1 } as const;
    expect(await bench.runUntil(started, config.ternaryRules + 2)).toMatchObject({ reached: true });
    const load = async (actions: readonly number[]): Promise<void> => {
      // Bits above the action are no part of it.
      write.send(actions.map((action, address) => ({ address, data: 0xc000_0000 + action })));
      await write.drained();
      await bench.run(1);
    };
    /** One match a tier. */
    const look = async (matches: readonly Match[]) => {
      const packed = (bits: number, of: (one: Match) => number): bigint =>
        matches.reduce((word, one, tier) => word | (BigInt(of(one)) << BigInt(bits * tier)), 0n);
      const ruleBits = Math.log2(config.ternaryRules);
      await bench.poke(
        'match_hit',
        packed(1, ({ hit }) => Number(hit)),
      );
      await bench.poke(
        'match_rule',
        packed(ruleBits, one => one.rule),
      );
      await bench.poke(
        'match_over',
        packed(1, ({ over }) => Number(over)),
      );
      await bench.poke(
        'match_over_rule',
        packed(ruleBits, ({ overRule }) => overRule),
      );
      await bench.run(ternaryActionLatency);
      const slotBits = Math.log2(bankSlots(config));
      const [ranks, verdicts, slots, overs] = [
        await bench.peek('answers_best_rank'),
        await bench.peek('answers_best_verdict'),
        await bench.peek('answers_best_slot'),
        await bench.peek('answers_passed_over'),
      ];
      const part = (word: bigint, bits: number, tier: number): number =>
        Number(BigInt.asUintN(bits, word >> BigInt(bits * tier)));
      return matches.map((_, tier) => ({
        rank: part(ranks, 18, tier),
        verdict: part(verdicts, 2, tier),
        slot: part(slots, slotBits, tier),
        over: part(overs, 18, tier),
      }));
    };
    return { bench, load, look, started };
  };

  test('gives rank and verdict of the match of each tier, and the rank of what was passed over', async () => {
    const { bench, load, look } = await open();
    // Verdict, queue, tier, priority and images from bit 0 up.
    const actions = fc.sample(fc.nat(2 ** 30 - 1), { seed: 1, numRuns: config.ternaryRules });
    await load(actions);
    const priority = (one: number): number => (actions[one]! >>> 11) & 0x1_ffff;
    const maskOf = (isIn: (action: number) => boolean): bigint =>
      actions.reduce((mask, action, one) => mask | (isIn(action) ? 1n << BigInt(one) : 0n), 0n);
    expect(await bench.peek('unreadable')).toBe(maskOf(action => (action & 3) === unreadable));
    for (const [image, port] of ['held_zero', 'held_one'].entries())
      expect(await bench.peek(port)).toBe(maskOf(action => ((action >>> (28 + image)) & 1) === 1));
    const tiers = [0, 1, 2, 3].reduce(
      (word, tier) => word | (maskOf(action => ((action >> 9) & 3) === tier) << BigInt(tier * config.ternaryRules)),
      0n,
    );
    expect(await bench.peek('tiers')).toBe(tiers);
    const asked = fc.sample(fc.tuple(match, match, match, match), { seed: 2, numRuns: 100 });
    for (const matches of asked) {
      for (const [tier, { rank, verdict, slot, over }] of (await look(matches)).entries()) {
        const one = matches[tier]!;
        expect(rank >= none).toBe(!one.hit);
        expect(over >= none).toBe(!one.over);
        if (one.over) expect(over).toBe(priority(one.overRule));
        if (one.hit) expect([rank, slot, verdict]).toEqual([priority(one.rule), one.rule, actions[one.rule]! & 3]);
      }
    }
  });

  test('belongs to no image after reset, whatever the actions were', async () => {
    const { bench, load, look, started } = await open();
    await load(Array.from({ length: config.ternaryRules }, () => 2 ** 30 - 1));
    await bench.reset();
    await bench.runUntil(started, config.ternaryRules + 2);
    for (const port of ['unreadable', 'held_zero', 'held_one']) expect(await bench.peek(port)).toBe(0n);
    for (let one = 0; one < config.ternaryRules; one++) {
      const hit = { hit: true, rule: one, over: false, overRule: 0 };
      for (const found of await look([hit, hit, hit, hit]))
        expect(found).toMatchObject({ rank: 0, verdict: allow, slot: one });
    }
  });
});
