// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { component, emitVerilog, expose, flow, inst, slave } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { ruleVerdict, ruleVerdictLatency } from '../../../../hdl/classifier/rules/rule-verdict.ts';
import { type Config, findConfig } from '../../../../hdl/spec/configs.ts';
import { bankSlots } from '../../../../hdl/spec/tables/bank-slot.ts';
import { testBench } from '../../../../sim/vitest.ts';

const reasons = {
  delivered: 0n,
  unknown_destination: 4n,
  rule_deny: 5n,
  default_deny: 6n,
  malformed_ip: 13n,
  unreadable: 14n,
};
/** In the order of their numbers. */
const outcomes = ['allow', 'rule_deny', 'unreadable', 'default_deny'] as const;

/** The decision with everything it needs of a frame in one transfer. */
const wrapped = (config: Config) => {
  const { results, judged, ...others } = ruleVerdict(config).ports;
  return component(
    'rule_verdict_wrapper',
    { config: config.name },
    { frames: slave(flow({ ...results.payload.shape, ...judged.shape })), ...others },
    ({ frames, ...rest }) => {
      const { verdict } = inst({ verdict: ruleVerdict(config) });
      const { results: result, judged: to, ...inner } = verdict;
      expose(rest, inner);
      const { refusal, outcome, sender, receiver, reported, ...frame } = frames.payload;
      result.valid.set(frames.valid);
      result.payload.set({ refusal, outcome, sender, receiver, reported });
      to.set(frame);
    },
  );
};

interface Frame {
  readonly refusal: number;
  readonly outcome: number;
  readonly receiverHit: boolean;
  readonly receiverNumber: number;
  readonly reported: boolean;
  readonly functions: bigint;
  readonly malformed: boolean;
  readonly refused: boolean;
  readonly uncertain: boolean;
  readonly reports: boolean;
}

const naive = (queueOf: (number: number) => number, frame: Frame) => {
  const { functions, receiverHit, receiverNumber, uncertain, reports } = frame;
  const outcome = outcomes[frame.outcome]!;
  const drop = (reason: keyof typeof reasons, refused = 0n) => ({
    ...{ functions, drop: 1n, reason: reasons[reason], queue: 0n, reported: 0n, refused },
  });
  const refusal = outcomes[frame.refusal]!;
  if (refusal !== 'allow') return drop(refusal, 1n);
  if (functions === 0n) return drop('unknown_destination');
  if (frame.malformed) return drop('malformed_ip');
  if (frame.refused) return drop('rule_deny');
  if (uncertain && !reports) return drop('unreadable');
  if (outcome !== 'allow') return drop(outcome);
  const queue = BigInt(receiverHit ? queueOf(receiverNumber) : 0);
  return {
    ...{ functions, drop: 0n, reason: reasons.delivered, queue },
    reported: frame.reported || uncertain ? 1n : 0n,
    refused: 0n,
  };
};

const rarely = fc.noBias(fc.nat(9)).map(die => die === 0);

describe.each(['tiny', '10g'])('rule verdict of %s', name => {
  const config = findConfig(name)!;
  const design = emitVerilog(wrapped(config));
  const slots = bankSlots(config);
  /** Rules whose queues are written: slots, and after all of them entries of the ternary array. */
  const slotNumbers = [0, 1, slots >> 1, slots - 1];
  const entries = [0, 1, config.ternaryRules - 1];
  const numbers = [...slotNumbers, ...entries.map(entry => slots + entry)];
  const frame: fc.Arbitrary<Frame> = fc.record({
    refusal: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, 3),
    outcome: fc.constantFrom(0, 0, 0, 1, 2, 3),
    receiverHit: fc.boolean(),
    receiverNumber: fc.constantFrom(...numbers),
    reported: rarely,
    functions: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: (1n << BigInt(config.functions)) - 1n })),
    malformed: rarely,
    refused: rarely,
    uncertain: rarely,
    reports: fc.boolean(),
  });

  test('decides as the order of reasons says, and gives the queue that was written with the rule', async () => {
    const bench = await testBench(design, { seed: 1 });
    const frames = bench.source('frames', { idle: 0.2 });
    const verdicts = bench.sink('verdicts');
    const actions = bench.source<'address' | 'data'>('action_write');
    await bench.poke('slot_write_valid', 0);
    await bench.reset();
    for (const round of [1, 2, 3]) {
      const queues = fc.sample(fc.nat(127), { seed: round, numRuns: numbers.length });
      for (const [i, slot] of slotNumbers.entries()) {
        await bench.poke('slot_write_slot', slot);
        await bench.poke('slot_write_queue', queues[i]!);
        await bench.poke('slot_write_valid', 1);
        await bench.run(1);
        await bench.poke('slot_write_valid', 0);
      }
      // Verdict and tier beside the queue, and a priority, are no part of it.
      const words = entries.map((address, i) => ({
        address,
        data: 0xffff_fe03 + queues[slotNumbers.length + i]! * 4,
      }));
      actions.send(words);
      await actions.drained();
      await bench.run(1);
      const asked = fc.sample(frame, { seed: round, numRuns: 400 });
      frames.send(asked.map(one => ({ ...one, senderHit: 1, senderNumber: 0 })));
      const got = await verdicts.collectTimed(asked.length);
      const latency = (await frames.acceptedCycles()).map(cycle => cycle + ruleVerdictLatency).slice(-asked.length);
      expect(got.map(({ cycle }) => cycle)).toEqual(latency);
      const queueOf = (number: number): number => queues[numbers.indexOf(number)]!;
      expect(got.map(({ transfer }) => transfer)).toEqual(asked.map(one => naive(queueOf, one)));
    }
  });
});
