// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { component, emitVerilog, expose, flow, inst, slave } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { ruleAction, ruleActionLatency } from '../../../../hdl/classifier/rules/rule-action.ts';
import { type Config, findConfig } from '../../../../hdl/spec/configs.ts';
import { testBench } from '../../../../sim/vitest.ts';

const reasons = {
  delivered: 0n,
  unknown_destination: 4n,
  rule_deny: 5n,
  default_deny: 6n,
  malformed_ip: 13n,
  unreadable: 14n,
};

/** The decision with everything it needs of a frame in one transfer. */
const wrapped = (config: Config) => {
  const { matches, addressed, ...others } = ruleAction(config).ports;
  return component(
    'rule_action_wrapper',
    { config: config.name },
    { frames: slave(flow({ ...matches.payload.shape, ...addressed.shape })), ...others },
    ({ frames, ...rest }) => {
      const { action } = inst({ action: ruleAction(config) });
      const { matches: match, addressed: to, ...inner } = action;
      expose(rest, inner);
      const { hit, rule, passedOver, ...frame } = frames.payload;
      match.valid.set(frames.valid);
      match.payload.set({ hit, rule, passedOver });
      to.set(frame);
    },
  );
};

interface Frame {
  readonly hit: boolean;
  readonly rule: number;
  readonly passedOver: boolean;
  readonly functions: bigint;
  readonly group: boolean;
  readonly malformed: boolean;
  readonly refused: boolean;
  readonly uncertain: boolean;
  readonly reports: boolean;
}

const naive = (actions: readonly number[], ruleDefault: number, frame: Frame) => {
  const { hit, rule, functions, group } = frame;
  const action = actions[rule]!;
  const drop = (reason: keyof typeof reasons) => ({
    ...{ functions, drop: 1n, reason: reasons[reason], queue: 0n, reported: 0n },
  });
  if (functions === 0n) return drop('unknown_destination');
  if (frame.malformed && ruleDefault < 4) return drop('malformed_ip');
  if (frame.refused) return drop('rule_deny');
  if (frame.uncertain && !frame.reports) return drop('unreadable');
  if (hit && action >= 256) return drop('unreadable');
  if (hit && action % 2 === 0) return drop('rule_deny');
  const reported = frame.passedOver || frame.uncertain ? 1n : 0n;
  const pass = { functions, drop: 0n, reason: reasons.delivered, reported };
  if (hit) return { ...pass, queue: BigInt(action >> 1) };
  if (((ruleDefault >> (group ? 1 : 0)) & 1) === 0) return drop('default_deny');
  return { ...pass, queue: 0n };
};

const rarely = fc.noBias(fc.nat(9)).map(die => die === 0);

describe.each(['tiny', '10g'])('rule action of %s', name => {
  const config = findConfig(name)!;
  const design = emitVerilog(wrapped(config));
  const frame: fc.Arbitrary<Frame> = fc.record({
    hit: fc.boolean(),
    rule: fc.nat(config.ternaryRules - 1),
    functions: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: (1n << BigInt(config.functions)) - 1n })),
    group: fc.boolean(),
    passedOver: rarely,
    malformed: rarely,
    refused: rarely,
    uncertain: rarely,
    reports: fc.boolean(),
  });

  const open = async () => {
    const bench = await testBench(design, { seed: 1 });
    const frames = bench.source('frames', { idle: 0.2 });
    const verdicts = bench.sink('verdicts');
    const write = bench.source<'address' | 'data'>('write');
    await bench.poke('rule_default', 0);
    await bench.reset();
    const started = { port: 'ready', equals: 1 } as const;
    expect(await bench.runUntil(started, config.ternaryRules + 2)).toMatchObject({ reached: true });
    const look = async (asked: readonly Frame[]) => {
      frames.send(asked.map(one => ({ ...one })));
      const got = await verdicts.collectTimed(asked.length);
      const latency = (await frames.acceptedCycles()).map(cycle => cycle + ruleActionLatency);
      expect(got.map(({ cycle }) => cycle)).toEqual(latency);
      return got.map(({ transfer }) => transfer);
    };
    const load = async (actions: readonly number[]): Promise<void> => {
      // Bits above the action are no part of it.
      write.send(actions.map((action, address) => ({ address, data: 0xffff_fe00 + action })));
      await write.drained();
      await bench.run(1);
    };
    return { bench, look, load, started };
  };

  test('decides as the order of reasons says', async () => {
    const { bench, look, load } = await open();
    for (const ruleDefault of [0, 1, 2, 3, 4, 7]) {
      const actions = fc.sample(fc.nat(511), { seed: ruleDefault, numRuns: config.ternaryRules });
      await load(actions);
      await bench.poke('rule_default', ruleDefault);
      // Whoever only reports what is unreadable never meets a rule that is.
      const asked = fc
        .sample(frame, { seed: ruleDefault, numRuns: 400 })
        .filter(({ reports, hit, rule }) => !(reports && hit && actions[rule]! >= 256));
      const marks = actions.reduce((mask, action, rule) => mask | (action >= 256 ? 1n << BigInt(rule) : 0n), 0n);
      expect(await bench.peek('unreadable')).toBe(marks);
      expect(await look(asked)).toEqual(asked.map(one => naive(actions, ruleDefault, one)));
    }
  });

  test('denies by every rule after reset, whatever the actions were', async () => {
    const { bench, look, load, started } = await open();
    await load(Array.from({ length: config.ternaryRules }, () => 511));
    await bench.reset();
    await bench.runUntil(started, config.ternaryRules + 2);
    const asked = Array.from({ length: config.ternaryRules }, (_, rule) => ({
      hit: true,
      rule,
      functions: 1n,
      ...{ group: false, passedOver: false, malformed: false, refused: false, uncertain: false, reports: false },
    }));
    const got = await look(asked);
    expect(got.map(({ reason }) => reason)).toEqual(asked.map(() => reasons.rule_deny));
  });
});
