// SPDX-License-Identifier: Apache-2.0
/** Verdict store: every frame goes where its verdict says, whole and in order, and nothing is lost silently. */
import { describe, expect, test } from 'vitest';
import { verdictStore, verdictStoreBeats } from '../../../hdl/egress/verdict-store.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { transmitEventId } from '../../../hdl/spec/events/transmit-events.ts';
import type { Random } from '../../support/random.ts';
import { asBits, type SentFrame, sentBeatFields, sentBeats } from './sent-frames.ts';
import { StreamBench } from './stream-bench.ts';

interface Judged extends SentFrame {
  readonly wire: boolean;
  readonly local: boolean;
  readonly wireClass: number;
  readonly reason: number;
  readonly functions: number;
}

const openStore = (config: Config, { idle = 0, late = 0, stall = 0, seed = 1 } = {}) => {
  const bench = new StreamBench(verdictStore(config), seed);
  const beats = bench.source('beats', { idle });
  const verdicts = bench.source('verdicts', { idle: late, flow: true });
  const wire = bench.sink('wire', [...sentBeatFields, 'wireClass'], { stall });
  const local = bench.sink('local', [...sentBeatFields, 'group', 'deliveryFunctions'], { stall });
  const event = bench.sink('events', ['source', 'event', 'bytes'], { stall: 0.3 });
  bench.reset();
  const judge = ({ wire: w, local: l, wireClass, reason, functions }: Judged): void =>
    verdicts.send({
      ...{ wire: w, local: l, group: functions % 2 === 1, wireClass, reason, deliveryFunctions: functions },
      ...{ deliveryDrop: 0, deliveryReason: 0, deliveryQueue: 0, deliveryReported: 0 },
    });
  const send = (frame: Judged): void => beats.send(...sentBeats(config, frame));
  return { bench, beats, verdicts, wire, local, event, judge, send };
};

const randomFrame = (config: Config, random: Random): Judged => ({
  source: random.between(0, config.functions - 1),
  bytes: random.bytes(random.chance(0.9) ? random.between(14, 200) : random.between(14, config.maxFrameBytes)),
  wire: random.chance(0.6),
  local: random.chance(0.4),
  wireClass: random.between(0, 2),
  reason: random.between(3, 10),
  functions: random.between(1, 2 ** config.functions - 1),
});

const wireBeats = (config: Config, frame: Judged) =>
  sentBeats(config, frame).map(beat => asBits({ ...beat, wireClass: frame.wireClass }));
const localBeats = (config: Config, frame: Judged) =>
  sentBeats(config, frame).map(beat =>
    asBits({ ...beat, group: frame.functions % 2, deliveryFunctions: frame.functions }),
  );
const eventOf = ({ source, bytes, local, reason }: Judged) =>
  asBits({ source, event: local ? transmitEventId('switched') : reason, bytes: bytes.length });

const wide: Config = { ...configs['100g'], functions: 8, maxFrameBytes: 1522 };

describe.each([configs.tiny, configs['10g'], wide])('$name', config => {
  test.each([
    { idle: 0, late: 0, stall: 0 },
    { idle: 0, late: 0.95, stall: 0 },
    { idle: 0.3, late: 0.8, stall: 0.4 },
    { idle: 0.5, late: 0, stall: 0.7 },
  ])('idle $idle, verdicts late $late, stall $stall', options => {
    const store = openStore(config, { ...options, seed: 3 });
    const frames = Array.from({ length: 120 }, () => randomFrame(config, store.bench.random));
    for (const frame of frames) {
      store.send(frame);
      store.judge(frame);
    }
    store.bench.settle(300);
    expect(store.wire.left.map(({ fields }) => fields)).toEqual(
      frames.filter(({ wire }) => wire).flatMap(frame => wireBeats(config, frame)),
    );
    expect(store.local.left.map(({ fields }) => fields)).toEqual(
      frames.filter(({ local }) => local).flatMap(frame => localBeats(config, frame)),
    );
    expect(store.event.left.map(({ fields }) => fields)).toEqual(frames.filter(({ wire }) => !wire).map(eventOf));
  });
});

const tenGig = configs['10g'];

test('beats flow at one a clock, 3 clocks after the later of beat and verdict', () => {
  const store = openStore(tenGig);
  const frames = Array.from({ length: 20 }, () => ({
    ...randomFrame(tenGig, store.bench.random),
    ...{ wire: true, local: true },
  }));
  for (const frame of frames) {
    store.send(frame);
    store.judge(frame);
  }
  store.bench.settle();
  const [first] = store.beats.taken;
  expect(store.wire.left.map(({ cycle }) => cycle)).toEqual(store.wire.left.map((_, i) => first! + 3 + i));
  expect(store.local.left.map(({ cycle }) => cycle)).toEqual(store.wire.left.map(({ cycle }) => cycle));
  store.wire.drain();

  const late = { ...frames[0]!, local: false };
  store.send(late);
  store.bench.run(60);
  expect(store.wire.left).toEqual([]);
  store.judge(late);
  store.bench.settle();
  expect(store.wire.left[0]!.cycle).toBe(store.verdicts.taken.at(-1)! + 3);
});

test('it holds back when it is full, and a frame longer than its memory passes once it is judged', () => {
  const store = openStore(tenGig);
  const long = { ...randomFrame(tenGig, store.bench.random), bytes: store.bench.random.bytes(9022), wire: true };
  store.send(long);
  store.bench.run(2000);
  expect(store.beats.taken.length).toBeGreaterThanOrEqual(verdictStoreBeats);
  expect(store.beats.idle).toBe(false);
  store.judge(long);
  store.bench.settle();
  expect(store.wire.left.map(({ fields }) => fields)).toEqual(wireBeats(tenGig, long));
});

test('an output that takes nothing holds back frames for it alone until one of them is next', () => {
  const store = openStore(tenGig, { seed: 5 });
  store.local.takes = () => false;
  const make = (wire: boolean, local: boolean): Judged => ({
    ...randomFrame(tenGig, store.bench.random),
    ...{ wire, local, bytes: store.bench.random.bytes(100) },
  });
  const frames = [make(true, false), make(false, false), make(true, true), make(true, false)];
  for (const frame of frames) {
    store.send(frame);
    store.judge(frame);
  }
  store.bench.run(200);
  expect(store.event.left).toHaveLength(1);
  expect(store.wire.left.filter(({ fields }) => fields['last'] === 1n)).toHaveLength(1);
  store.local.takes = () => true;
  store.bench.settle();
  expect(store.wire.left.map(({ fields }) => fields)).toEqual(
    frames.filter(({ wire }) => wire).flatMap(frame => wireBeats(tenGig, frame)),
  );
});
