// SPDX-License-Identifier: Apache-2.0
/** Wire side: whole frames of every class in order, padding, shares, the limit of the strict class. */
import { describe, expect, test } from 'vitest';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { transmitEventId } from '../../../hdl/spec/events/transmit-events.ts';
import { tokensOfRate } from '../../../hdl/spec/shares.ts';
import { wireClassId } from '../../../hdl/spec/wire-classes.ts';
import type { Random } from '../../support/random.ts';
import { asBits, framesOnWire } from './sent-frames.ts';
import { openWire, paceOf, type WireFrame, wireBytes } from './wire-bench.ts';

const [control, storage, tenant] = [wireClassId('control'), wireClassId('storage'), wireClassId('tenant')];
const tenGig = configs['10g'];
const wide: Config = { ...configs['100g'], functions: 8 };

const padded = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from([...bytes, ...new Uint8Array(Math.max(0, 60 - bytes.length))]);
/** The class is written into the frame, so that it can be told on the wire. */
const frameOf = (random: Random, wireClass: number, length: number): WireFrame => {
  const bytes = random.bytes(length);
  bytes[0] = wireClass;
  return { source: random.between(0, 1), bytes, wireClass };
};
const bytesOf = (frames: readonly { readonly bytes: Uint8Array }[]): number[][] =>
  frames.map(({ bytes }) => [...bytes]);

describe.each([configs.tiny, tenGig, configs['10g-ecp5'], { ...wide, maxFrameBytes: 1522 }])('$name', config => {
  test.each([
    { idle: 0, stall: 0 },
    { idle: 0, stall: 0.6 },
    { idle: 0.6, stall: 0.2 },
  ])('frames of all classes leave whole, padded and in the order of their class: idle $idle, stall $stall', options => {
    const wire = openWire(config, { strictRate: 2 ** 25 - 1 }, { ...options, seed: 7 });
    const { random } = wire.bench;
    const frames = Array.from({ length: 100 }, () => {
      const long = random.chance(0.05);
      const wireClass = long ? random.between(1, 2) : random.pick([control, storage, storage, tenant, tenant]);
      return frameOf(random, wireClass, random.between(14, long ? config.maxFrameBytes : 180));
    });
    for (const frame of frames) wire.send(frame);
    wire.bench.settle(200);
    const left = framesOnWire(config, wire.net.left);
    const dropped = wire.lost.left.length;
    expect(left).toHaveLength(frames.length - dropped);
    for (const wireClass of [storage, tenant]) {
      const mine = frames.filter(frame => frame.wireClass === wireClass);
      expect(bytesOf(left.filter(({ bytes }) => bytes[0] === wireClass))).toEqual(
        mine.map(({ bytes }) => [...padded(bytes)]),
      );
    }
    expect(dropped).toBe(0);
    expect(wire.sent.left.map(({ fields }) => fields['bytes'])).toEqual(left.map(({ bytes }) => BigInt(bytes.length)));
  });

  test('every length around the least is padded with zeros, whatever came after the frame', () => {
    const wire = openWire(config);
    const frames = Array.from({ length: 70 }, (_, i) => frameOf(wire.bench.random, tenant, 14 + i));
    for (const frame of frames) wire.send(frame);
    wire.bench.settle();
    expect(bytesOf(framesOnWire(config, wire.net.left))).toEqual(frames.map(({ bytes }) => [...padded(bytes)]));
  });
});

test('latency from the last beat to the first on the wire, and no clock between frames', () => {
  const wire = openWire(tenGig);
  wire.send(frameOf(wire.bench.random, tenant, 200));
  wire.bench.settle();
  expect(wire.net.left[0]!.cycle - wire.up.taken.at(-1)!).toBe(8);
  wire.net.drain();
  wire.net.takes = () => false;
  for (let i = 0; i < 20; i++) wire.send(frameOf(wire.bench.random, tenant, 60));
  wire.bench.run(300);
  wire.net.takes = () => true;
  wire.bench.settle();
  const cycles = wire.net.left.map(({ cycle }) => cycle);
  expect(cycles).toEqual(cycles.map((_, i) => cycles[0]! + i));
});

interface Load {
  readonly wireClass: number;
  readonly length: (random: Random) => number;
}

/**
 * Keeps every class of `loads` full for `clocks`: the next frame is of the one with the least inside. Gives what left after the
 * first tenth of them, by class. With `flood` one frame in ten is of the strict class, as long as it says.
 */
const saturate = (
  config: Config,
  wire: ReturnType<typeof openWire>,
  loads: readonly Load[],
  clocks: number,
  flood?: (random: Random) => number,
): { readonly share: number[]; readonly perClock: number } => {
  wire.net.takes = paceOf(config, wire.net);
  const { random } = wire.bench;
  const inside = [0, 0, 0];
  for (let clock = 0; clock < clocks; clock++) {
    for (const { fields } of wire.sent.drain()) inside[Number(fields['source'])]! -= wireBytes(Number(fields['bytes']));
    if (wire.up.waiting.length === 0 && flood && random.chance(0.1)) wire.send(frameOf(random, control, flood(random)));
    if (wire.up.waiting.length === 0) {
      const open = loads.filter(({ wireClass }) => wire.room(wireClass));
      const load = open.sort((a, b) => inside[a.wireClass]! - inside[b.wireClass]!)[0];
      if (load) {
        const frame = frameOf(random, load.wireClass, load.length(random));
        inside[load.wireClass]! += wireBytes(frame.bytes.length);
        wire.send({ ...frame, source: load.wireClass });
      }
    }
    wire.bench.run(1);
  }
  const beats = wire.net.left;
  const lastEnd = beats.findLastIndex(({ fields }) => fields['tlast'] === 1n);
  const settled = framesOnWire(config, beats.slice(0, lastEnd + 1)).filter(({ cycles }) => cycles[0]! > clocks / 10);
  const bytes = [control, storage, tenant].map(wireClass =>
    settled
      .filter(frame => frame.bytes[0] === wireClass)
      .reduce((sum, frame) => sum + wireBytes(frame.bytes.length), 0),
  );
  const total = bytes.reduce((a, b) => a + b);
  const span = settled.at(-1)!.cycles.at(-1)! - settled[0]!.cycles[0]!;
  return { share: bytes.map(one => one / total), perClock: total / span };
};

const small = (): number => 60;
const large = (): number => 1518;
const mixed = (random: Random): number => random.pick([60, 61, 200, 1518]);

test.each([
  { config: tenGig, weights: [1, 2], sizes: [small, large] },
  { config: tenGig, weights: [50, 50], sizes: [large, small] },
  { config: wide, weights: [3, 1], sizes: [mixed, mixed] },
  { config: wide, weights: [10, 90], sizes: [mixed, large] },
  { config: wide, weights: [1, 1], sizes: [small, small] },
] as const)(
  'shares by weights $weights at $config.name are exact to 1 % in bytes on the wire',
  ({ config, weights, sizes }) => {
    const wire = openWire(config, { weights }, { seed: 11 });
    const loads = [
      { wireClass: storage, length: sizes[0] },
      { wireClass: tenant, length: sizes[1] },
    ];
    const { share, perClock } = saturate(config, wire, loads, config === tenGig ? 60_000 : 30_000);
    const sum = weights[0] + weights[1];
    for (const [i, one] of [storage, tenant].entries()) {
      expect(Math.abs(share[one]! / (weights[i]! / sum) - 1)).toBeLessThan(0.01);
    }
    expect(perClock).toBeGreaterThan((config.lineRateBps / 8 / config.clockHz) * 0.99);
    expect(wire.lost.left).toEqual([]);
  },
);

test('a class alone gets the link, whatever its weight', () => {
  const wire = openWire(tenGig, { weights: [1, 255] });
  const { perClock } = saturate(tenGig, wire, [{ wireClass: storage, length: mixed }], 10_000);
  expect(perClock).toBeGreaterThan(7.92);
});

test('the strict class goes first, keeps to its rate, and what is above it is dropped and counted', () => {
  const rate = wide.lineRateBps / 20;
  const wire = openWire(wide, { weights: [1, 1], strictRate: tokensOfRate(wide, rate) }, { seed: 12 });
  const loads = [storage, tenant].map(wireClass => ({ wireClass, length: mixed }));
  const { share, perClock } = saturate(wide, wire, loads, 40_000, large);
  expect(Math.abs(share[control]! / 0.05 - 1)).toBeLessThan(0.01 + 1542 / (0.05 * 36_000 * 38.8));
  expect(Math.abs(share[storage]! / share[tenant]! - 1)).toBeLessThan(0.01);
  expect(perClock).toBeGreaterThan((wide.lineRateBps / 8 / wide.clockHz) * 0.99);
  expect(wire.lost.left.length).toBeGreaterThan(20);
  expect(new Set(wire.lost.left.map(({ fields }) => fields['event']))).toEqual(
    new Set([BigInt(transmitEventId('class_full'))]),
  );
});

test('a frame of the strict class waits for the frame that is being sent and one more', () => {
  const wire = openWire(wide);
  wire.net.takes = paceOf(wide, wire.net);
  for (let i = 0; i < 8; i++) wire.send(frameOf(wire.bench.random, tenant, 1518));
  wire.send(frameOf(wire.bench.random, control, 100));
  while (!wire.up.idle) wire.bench.run(1);
  // Until its head is known to the picker.
  wire.bench.run(6);
  const { cycle } = wire.bench;
  wire.bench.settle(200);
  const order = framesOnWire(wide, wire.net.left);
  const before = order.filter(({ cycles }) => cycles.at(-1)! < cycle).length;
  expect(order).toHaveLength(9);
  const at = order.findIndex(({ bytes }) => bytes[0] === control);
  expect(before).toBeLessThan(6);
  expect(at - before).toBeLessThanOrEqual(2);
});

test('a frame without room in its class waits, and with room nothing is ever lost', () => {
  const wire = openWire(configs.tiny, {}, { seed: 13 });
  wire.net.takes = () => false;
  const frames = Array.from({ length: 12 }, () => frameOf(wire.bench.random, tenant, 1000));
  for (const frame of frames) wire.send(frame);
  wire.bench.run(3000);
  expect(wire.up.idle).toBe(false);
  expect(wire.room(tenant)).toBe(false);
  expect(wire.room(storage)).toBe(true);
  wire.net.takes = () => true;
  wire.bench.settle(200);
  expect(bytesOf(framesOnWire(configs.tiny, wire.net.left))).toEqual(frames.map(({ bytes }) => [...bytes]));
  expect(wire.lost.left).toEqual([]);
  expect(wire.sent.left.map(({ fields }) => fields)).toEqual(
    frames.map(({ source, bytes }) => asBits({ source, event: transmitEventId('sent'), bytes: bytes.length })),
  );
});
