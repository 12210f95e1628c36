// SPDX-License-Identifier: Apache-2.0
/** Verdict gate: every beat comes out once, in order, beside the verdict of its frame. */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it, test } from 'vitest';
import { gateDepth, verdictGate } from '../../../hdl/buffer/verdict-gate.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { eventId } from '../../../hdl/spec/events/drop-reasons.ts';
import { checksumVerdicts } from '../../../hdl/spec/protocol/header-vector.ts';
import { testBench } from '../../../sim/vitest.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { simulatedConfigs } from '../../support/simulated-configs.ts';
import { beatsOf, frameOf, type JudgedFrame, verdictOf } from './traffic.ts';

const tenGig = configs['10g'];

/** Clocks from the last of beat, verdict and checksums to the output. */
const latency = 4;
/** Beats that wait after the memory: one it gives, one in its output register, two in the slice. */
const afterMemory = 4;
const all = (value: object) => Object.fromEntries(Object.entries(value).map(([name, field]) => [name, BigInt(field)]));

const openGate = async (config: Config, { idle = 0, lateness = 0, stall = 0, seed = 1 } = {}) => {
  const bench = await testBench(emitVerilog(verdictGate(config)), { seed });
  await bench.reset();
  const beats = bench.source('beats', { idle });
  const verdicts = bench.source('verdicts', { idle: lateness });
  const checksums = bench.source('checksums', { idle: lateness });
  const down = bench.sink('down', { stall });
  const random = seededRandom(seed);
  const beatNoise: Random = seededRandom(seed + 1000);
  return {
    bench,
    beats,
    verdicts,
    checksums,
    down,
    random,
    /** Queues the frames and returns what must come out. */
    send: (frames: readonly JudgedFrame[]) => {
      const noise = frames.map(frame => beatsOf(config, frame, beatNoise));
      beats.send(noise.flat());
      verdicts.send(frames.map(verdictOf));
      const verified = checksumsOf(frames, random);
      checksums.send(verified.map(({ words }) => words));
      return noise.flatMap((list, i) => {
        const { functions, drop, reason, queue, reported } = verdictOf(frames[i]!);
        const verdict = {
          ...{ verdictFunctions: functions, verdictDrop: drop, verdictReason: reason },
          ...{ verdictQueue: queue, verdictReported: reported },
        };
        return list.map(({ first: _, ...beat }) =>
          all({ ...beat, ...verdict, verified: beat.last && verified[i]!.is }),
        );
      });
    },
  };
};

/** Any verdicts on the checksums of frames, and whether they amount to a verified one. */
const checksumsOf = (frames: readonly JudgedFrame[], random: Random) =>
  frames.map(() => {
    const words = { l4Checksum: random.between(0, 2), innerL4Checksum: random.between(0, 2) };
    const is = words.l4Checksum === checksumVerdicts.good && words.innerL4Checksum !== checksumVerdicts.bad;
    return { words, is };
  });

const randomFrame = (config: Config, random: Random): JudgedFrame =>
  frameOf(
    random,
    random.chance(0.2) ? random.between(1, 40) : random.between(60, 200),
    random.chance(0.1) ? [] : [random.between(0, config.functions - 1)],
    {
      queue: random.between(0, 127),
      reported: random.chance(0.3),
      ...(random.chance(0.3) ? { drop: 'rule_deny' } : {}),
    },
  );

describe.each(Object.entries(simulatedConfigs))('the gate at %s', (_, config) => {
  it.each([
    { idle: 0, lateness: 0, stall: 0 },
    { idle: 0.3, lateness: 0.9, stall: 0.1 },
    { idle: 0, lateness: 0.95, stall: 0.3 },
    { idle: 0.5, lateness: 0, stall: 0.5 },
  ])('joins beats and verdicts with idle $idle, lateness $lateness, stall $stall', async options => {
    const gate = await openGate(config, { ...options, seed: 3 });
    for (let round = 0; round < 40; round++) {
      const expected = gate.send(Array.from({ length: 12 }, () => randomFrame(config, gate.random)));
      expect(await gate.down.collect(expected.length)).toEqual(expected);
    }
    expect(await gate.down.received()).toEqual([]);
  });
});

test('beats flow at one a clock, 4 clocks after the last of beat, verdict and checksums', async () => {
  const gate = await openGate(tenGig);
  const frames = Array.from({ length: 30 }, (_, i) => frameOf(gate.random, 60 + i, [1]));
  const expected = gate.send(frames);
  const got = await gate.down.collectTimed(expected.length);
  const [first] = await gate.beats.acceptedCycles();
  expect(got.map(record => record.cycle)).toEqual(expected.map((_, i) => first! + latency + i));

  const late = frameOf(gate.random, 100, [2]);
  gate.beats.send(beatsOf(tenGig, late, gate.random));
  await gate.bench.run(40);
  expect(await gate.down.received()).toEqual([]);
  gate.verdicts.send([verdictOf(late)]);
  const after = await gate.down.collectTimed(12);
  const accepted = (await gate.verdicts.acceptedCycles()).at(-1)!;
  expect(after.map(record => record.cycle)).toEqual(after.map((_, i) => accepted + latency + i));
  await gate.bench.run(40);
  expect(await gate.down.received()).toEqual([]);
  gate.checksums.send([{ l4Checksum: checksumVerdicts.good, innerL4Checksum: checksumVerdicts.none }]);
  const [end] = await gate.down.collectTimed(1);
  expect(end!.cycle).toBe((await gate.checksums.acceptedCycles()).at(-1)! + latency);
  expect(end!.transfer).toMatchObject({ last: 1n, verified: 1n });
});

test('room is given while the gate is at most half full', async () => {
  const gate = await openGate(tenGig, { stall: 1 });
  await gate.bench.run(2);
  expect(await gate.bench.peek('room')).toBe(1n);
  // Half of the memory, less one beat, holds what does not wait after it.
  gate.send([frameOf(gate.random, 8 * (gateDepth / 2 - 1 + afterMemory), [0])]);
  await gate.bench.run(gateDepth / 2 + 20);
  expect(await gate.bench.peek('room')).toBe(1n);
  gate.send([frameOf(gate.random, 8, [0])]);
  await gate.bench.run(10);
  expect(await gate.bench.peek('room')).toBe(0n);
  gate.down.setStall(0);
  await gate.down.collect(1);
  await gate.bench.run(4);
  expect(await gate.bench.peek('room')).toBe(1n);
});

test('a frame that begins with room and does not fit is cut, and the next is whole', async () => {
  const gate = await openGate(tenGig, { stall: 1 });
  const [long, next] = [frameOf(gate.random, 9000, [3]), frameOf(gate.random, 77, [4], { queue: 1 })];
  const sent = gate.send([long]);
  await gate.bench.run(1200);
  expect(await gate.bench.peek('room')).toBe(0n);
  gate.down.setStall(0);
  const got = await gate.down.collect(gateDepth + afterMemory);
  expect(got.slice(0, -1)).toEqual(sent.slice(0, gateDepth + afterMemory - 1));
  const { verified } = sent.at(-1)!;
  expect(got.at(-1)).toEqual({
    ...sent[gateDepth + afterMemory - 1]!,
    last: 1n,
    verified,
    error: BigInt(eventId('ingress_overflow')),
  });
  const after = gate.send([next, next]);
  expect(await gate.down.collect(after.length)).toEqual(after);
  await gate.bench.run(100);
  expect(await gate.down.received()).toEqual([]);
});

test('a frame whose last beat takes the last place is not cut', async () => {
  const gate = await openGate(tenGig, { stall: 1 });
  const sent = gate.send([frameOf(gate.random, 8 * (gateDepth + afterMemory), [3])]);
  await gate.bench.run(1200);
  gate.down.setStall(0);
  expect(await gate.down.collect(gateDepth + afterMemory)).toEqual(sent);
});

test('reset empties the gate', async () => {
  const gate = await openGate(tenGig, { stall: 1 });
  gate.send([frameOf(gate.random, 200, [1]), frameOf(gate.random, 64, [1])]);
  await gate.bench.run(60);
  await gate.bench.reset();
  gate.down.setStall(0);
  await gate.bench.run(60);
  expect(await gate.down.received()).toEqual([]);
  const expected = gate.send([frameOf(gate.random, 90, [2], { queue: 5 })]);
  expect(await gate.down.collect(expected.length)).toEqual(expected);
});
