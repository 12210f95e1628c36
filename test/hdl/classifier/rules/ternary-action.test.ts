// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { ternaryAction, ternaryActionLatency } from '../../../../hdl/classifier/rules/ternary-action.ts';
import { findConfig } from '../../../../hdl/spec/configs.ts';
import { testBench } from '../../../../sim/vitest.ts';

const none = 1 << 17;
const [allow, deny, unreadable] = [0n, 1n, 3n];

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
      write.send(actions.map((action, address) => ({ address, data: 0xf000_0000 + action })));
      await write.drained();
      await bench.run(1);
    };
    const look = async ({ hit, rule: first, over, overRule }: Match) => {
      await bench.poke('match_hit', hit ? 1 : 0);
      await bench.poke('match_rule', first);
      await bench.poke('match_over', over ? 1 : 0);
      await bench.poke('match_over_rule', overRule);
      await bench.run(ternaryActionLatency);
      return {
        rank: Number(await bench.peek('answer_best_rank')),
        verdict: await bench.peek('answer_best_verdict'),
        slot: Number(await bench.peek('answer_best_slot')),
        over: Number(await bench.peek('answer_passed_over')),
      };
    };
    return { bench, load, look, started };
  };

  test('gives rank and verdict of the match, and the rank of what was passed over', async () => {
    const { bench, load, look } = await open();
    // Permit, queue, mark, priority and images from bit 0 up.
    const actions = fc.sample(fc.nat(2 ** 28 - 1), { seed: 1, numRuns: config.ternaryRules });
    await load(actions);
    const priority = (one: number): number => (actions[one]! >>> 9) & 0x1_ffff;
    const isMarked = (one: number): boolean => ((actions[one]! >> 8) & 1) === 1;
    const marks = actions.reduce((mask, _, one) => mask | (isMarked(one) ? 1n << BigInt(one) : 0n), 0n);
    expect(await bench.peek('unreadable')).toBe(marks);
    for (const [image, port] of ['held_zero', 'held_one'].entries()) {
      const held = actions.reduce(
        (mask, action, one) => mask | (BigInt((action >> (26 + image)) & 1) << BigInt(one)),
        0n,
      );
      expect(await bench.peek(port)).toBe(held);
    }
    for (const asked of fc.sample(match, { seed: 2, numRuns: 100 })) {
      const { rank, verdict, slot, over } = await look(asked);
      expect(rank >= none).toBe(!asked.hit);
      expect(over >= none).toBe(!asked.over);
      if (asked.over) expect(over).toBe(priority(asked.overRule));
      if (!asked.hit) continue;
      expect([rank, slot]).toEqual([priority(asked.rule), asked.rule]);
      expect(verdict).toBe(isMarked(asked.rule) ? unreadable : (actions[asked.rule]! & 1) === 1 ? allow : deny);
    }
  });

  test('belongs to no image after reset, and denies before all others, whatever the actions were', async () => {
    const { bench, load, look, started } = await open();
    await load(Array.from({ length: config.ternaryRules }, () => 2 ** 28 - 1));
    await bench.reset();
    await bench.runUntil(started, config.ternaryRules + 2);
    for (const port of ['unreadable', 'held_zero', 'held_one']) expect(await bench.peek(port)).toBe(0n);
    for (let one = 0; one < config.ternaryRules; one++) {
      const found = await look({ hit: true, rule: one, over: false, overRule: 0 });
      expect(found).toMatchObject({ rank: 0, verdict: deny, slot: one });
    }
  });
});
