// SPDX-License-Identifier: Apache-2.0
/** Pauses from the link: what is a pause frame, how long it holds, whom it stops, and who may abuse it. */
import { describe, expect, test } from 'vitest';
import { pauseReader } from '../../../hdl/egress/pause-reader.ts';
import { pauseTimers } from '../../../hdl/egress/pause-timers.ts';
import { pauseWatchdog } from '../../../hdl/egress/pause-watchdog.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { transmitEventId } from '../../../hdl/spec/events/transmit-events.ts';
import { wireClassId } from '../../../hdl/spec/wire-classes.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { beatsOfFrame, framesOnWire } from './sent-frames.ts';
import { StreamBench } from './stream-bench.ts';
import { openWire, paceOf, packed, priorityPause } from './wire-bench.ts';

const [control, storage, tenant] = [wireClassId('control'), wireClassId('storage'), wireClassId('tenant')];
const tenGig = configs['10g'];
const wide: Config = { ...configs['100g'], functions: 8 };

interface Received {
  readonly bytes: Uint8Array;
  readonly error: number;
}
type Kind = 'taken' | 'malformed' | 'link' | 'unknown' | 'other';

/** What a received frame is, read byte by byte. */
const kindOf = ({ bytes, error }: Received): Kind => {
  const isControl =
    [0x01, 0x80, 0xc2, 0, 0, 1].every((byte, i) => bytes[i] === byte) && bytes[12] === 0x88 && bytes[13] === 8;
  if (!isControl || bytes.length < 16) return 'other';
  const opcode = bytes[14]! * 256 + bytes[15]!;
  if (error !== 0 || (opcode === 0x0101 && bytes.length < 34)) return 'malformed';
  return opcode === 0x0101 ? 'taken' : opcode === 1 ? 'link' : 'unknown';
};

const randomReceived = (random: Random): Received => {
  const bytes = random.bytes(random.pick([60, 60, 60, 64, random.between(1, 100), random.between(30, 40), 1518]));
  if (random.chance(0.85)) bytes.set(priorityPause({}).subarray(0, Math.min(16, bytes.length)));
  if (random.chance(0.3)) bytes[random.between(0, Math.min(15, bytes.length - 1))]! ^= 1 << random.between(0, 7);
  if (random.chance(0.15) && bytes.length > 15) bytes.set([0, 1], 14);
  return { bytes, error: bytes.length < 60 ? 2 : random.chance(0.1) ? 1 : 0 };
};

describe.each([tenGig, configs['25g'], wide])('the reader at $name', config => {
  test.each([0, 0.5])('finds pauses among random frames, idle %d', idle => {
    const bench = new StreamBench(pauseReader(config), 4);
    const received = bench.source('received', { flow: true, idle });
    const pauses = bench.sink('pauses', ['priorities', 'times'], { flow: true });
    bench.reset();
    const frames = Array.from({ length: 400 }, () => randomReceived(bench.random));
    // A frame that is short is malformed even where nothing says so.
    frames.push(
      ...[34, 33, 20, 16, 15].map(length => ({ bytes: priorityPause({ 3: 5 }).subarray(0, length), error: 0 })),
    );
    for (const { bytes, error } of frames) received.send(...beatsOfFrame(config, bytes, error, bench.random));
    bench.settle(20);
    const taken = frames.filter(frame => kindOf(frame) === 'taken');
    const timesOf = (bytes: Uint8Array): number[] =>
      Array.from({ length: 8 }, (_, i) => bytes[18 + 2 * i]! * 256 + bytes[19 + 2 * i]!);
    expect(pauses.left.map(({ fields }) => fields)).toEqual(
      taken.map(({ bytes }) => ({ priorities: BigInt(bytes[17]!), times: packed(timesOf(bytes), 16) })),
    );
    for (const kind of ['taken', 'malformed', 'link', 'unknown'] as const) {
      const count = frames.filter(frame => kindOf(frame) === kind).length;
      expect(count, kind).toBeGreaterThan(kind === 'unknown' ? 3 : 10);
      expect(bench.peek(`counts_${kind}`), kind).toBe(BigInt(count));
    }
  });
});

describe.each([tenGig, configs['25g'], configs['10g-ecp5'], configs['100g']])('the timers at $name', config => {
  const clocksPerQuantum = (512 * config.clockHz) / config.lineRateBps;

  test('hold each priority for at least its time, and less than a quantum more', () => {
    const bench = new StreamBench(pauseTimers(config), 5);
    const pauses = bench.source('pauses', { flow: true });
    bench.reset();
    const { random } = bench;
    // When each priority is to be free again, in clocks: not before `from`, not after `to`.
    const due = Array.from({ length: 8 }, () => ({ from: 0, to: 0 }));
    for (let clock = 0; clock < 6000; clock++) {
      const sends = random.chance(0.01);
      const priorities = random.between(0, 255);
      const times = Array.from({ length: 8 }, () => random.pick([0, 0, 1, 2, random.between(0, 60)]));
      if (sends) pauses.send({ priorities, times: packed(times, 16) });
      bench.run(1);
      if (sends) {
        const now = bench.cycle;
        times.forEach((time, i) => {
          if (((priorities >> i) & 1) === 0) return;
          due[i] =
            time === 0
              ? { from: now, to: now }
              : {
                  from: now + Math.floor(time * clocksPerQuantum),
                  to: now + Math.ceil((time + 1) * clocksPerQuantum) + 1,
                };
        });
      }
      const paused = Number(bench.peek('paused'));
      for (const [i, { from, to }] of due.entries()) {
        const isPaused = ((paused >> i) & 1) === 1;
        if (bench.cycle < from) expect(isPaused, `priority ${i} in clock ${bench.cycle}, due ${from}`).toBe(true);
        if (bench.cycle >= to) expect(isPaused, `priority ${i} in clock ${bench.cycle}, over ${to}`).toBe(false);
      }
    }
  });

  test('keep time over the longest pause', () => {
    const bench = new StreamBench(pauseTimers(config), 5);
    const pauses = bench.source('pauses', { flow: true });
    bench.reset();
    pauses.send({ priorities: 1, times: 2000n });
    bench.run(1);
    let clocks = 0;
    for (; bench.peek('paused') === 1n; clocks++) bench.run(1);
    expect(clocks / clocksPerQuantum).toBeGreaterThanOrEqual(2000);
    expect(clocks / clocksPerQuantum).toBeLessThan(2001 + 2 / clocksPerQuantum);
  });
});

describe('the watchdog', () => {
  const open = (limit: number) => {
    const bench = new StreamBench(pauseWatchdog());
    bench.poke({ paused: 0, waiting: 0, limit });
    bench.reset();
    return {
      bench,
      /** Clocks in which the class may not send, under a pause that `paused` gives for each clock. */
      stopped: (clocks: number, paused: (clock: number) => boolean, waiting = true): number => {
        let count = 0;
        for (let clock = 0; clock < clocks; clock++) {
          bench.poke({ paused: paused(clock), waiting });
          bench.run(1);
          count += Number(bench.peek('stopped'));
        }
        return count;
      },
      storms: () => Number(bench.peek('storms')),
    };
  };

  test('ends a storm once, after its limit, for as long as it goes on, and obeys again after as much calm', () => {
    const dog = open(2);
    expect(dog.stopped(20_000, () => true)).toBe(2 * 1024 + 2);
    expect(dog.storms()).toBe(1);
    expect(dog.stopped(2000, () => false)).toBe(0);
    expect(dog.stopped(500, () => true)).toBe(0);
    expect(dog.stopped(60, () => false)).toBe(0);
    expect(dog.stopped(500, () => true)).toBe(500);
    expect(dog.storms()).toBe(1);
  });

  test('lets short pauses pass, and ends a storm that lets go now and then', () => {
    const calm = open(2);
    expect(calm.stopped(20_000, clock => clock % 100 < 50)).toBe(10_000);
    expect(calm.storms()).toBe(0);
    const sly = open(2);
    expect(sly.stopped(60_000, clock => clock % 100 < 95)).toBeLessThan(0.2 * 60_000);
    expect(sly.storms()).toBeGreaterThan(0);
  });

  test('does nothing without a limit, or while nothing waits', () => {
    expect(open(0).stopped(9000, () => true)).toBe(9000);
    expect(open(1).stopped(9000, () => true, false)).toBe(9000);
  });
});

/** Keeps both classes supplied, and says what each sent in the next clocks. */
const sendBoth = (wire: ReturnType<typeof openWire>, clocks: number): number[] => {
  const count = [0, 0, 0];
  for (let clock = 0; clock < clocks; clock++) {
    if (wire.up.waiting.length === 0) {
      const open = [storage, tenant].filter(wireClass => wire.room(wireClass));
      const wireClass = wire.bench.random.pick(open.length > 0 ? open : [tenant]);
      if (open.length > 0) wire.send({ wireClass, source: wireClass, bytes: wire.bench.random.bytes(300) });
    }
    wire.bench.run(1);
  }
  for (const { fields } of wire.sent.drain()) count[Number(fields['source'])]! += 1;
  return count;
};

describe.each([tenGig, wide])('on the wire side at $name', config => {
  test('a pause stops its class alone after two frames at most, until its time is over or it is ended', () => {
    const wire = openWire(config, { pausedBy: [0, 1 << 3, 1 << 1] }, { seed: 21 });
    wire.net.takes = paceOf(config, wire.net);
    expect(Math.min(...sendBoth(wire, 4000).slice(1))).toBeGreaterThan(5);
    const quanta = Math.ceil(6000 / ((512 * config.clockHz) / config.lineRateBps));
    wire.receive(priorityPause({ 3: quanta, 5: 9 }));
    wire.bench.run(14);
    expect([control, storage, tenant].map(wire.stopped)).toEqual([false, true, false]);
    wire.sent.drain();
    const during = sendBoth(wire, 5000);
    expect(during[storage]).toBeLessThanOrEqual(2);
    expect(during[tenant]).toBeGreaterThan(20);
    wire.bench.run(1100);
    expect(wire.stopped(storage)).toBe(false);

    wire.receive(priorityPause({ 3: 65535, 1: 65535 }));
    sendBoth(wire, 3000);
    expect(sendBoth(wire, 2000)).toEqual([0, 0, 0]);
    wire.receive(priorityPause({ 1: 0 }));
    expect(sendBoth(wire, 3000)[tenant]).toBeGreaterThan(10);
    expect(wire.stopped(storage)).toBe(true);
    expect(wire.pauses()).toEqual({ taken: 3, malformed: 0, link: 0, unknown: 0 });
    expect(wire.lost.left).toEqual([]);
  });

  test('a frame for a full class that is stopped is dropped and counted; other classes go on', () => {
    const wire = openWire(config, { pausedBy: [0, 1 << 3, 0] }, { seed: 22 });
    wire.receive(priorityPause({ 3: 65535 }));
    wire.bench.run(20);
    const { random } = wire.bench;
    for (let i = 0; i < 60; i++) {
      wire.send({ wireClass: storage, source: 1, bytes: random.bytes(1000) });
      wire.send({ wireClass: tenant, source: 2, bytes: random.bytes(100) });
    }
    wire.bench.settle(200);
    const sources = framesOnWire(config, wire.net.left).length;
    expect(sources).toBe(60);
    expect(wire.sent.left.map(({ fields }) => Number(fields['source']))).toEqual(Array.from({ length: 60 }, () => 2));
    const lost = wire.lost.left.map(({ fields }) => [fields['source'], fields['event'], fields['bytes']].map(Number));
    expect(lost.length).toBeGreaterThan(20);
    expect(lost).toEqual(lost.map(() => [1, transmitEventId('class_full'), 1000]));
    wire.receive(priorityPause({ 3: 0 }));
    wire.bench.settle(400);
    expect(wire.sent.left.length + wire.lost.left.length).toBe(120);
  });
});

/**
 * Who would abuse it: the other end of the link, by pauses without end. `storm` says when it sends one; every storm must leave
 * the class at least half of the time, whatever its rhythm.
 */
test.each([
  { name: 'pauses for ever', every: 2000, times: () => 65535 },
  { name: 'lets go for a moment before every pause', every: 500, times: (n: number) => (n % 2 === 0 ? 65535 : 0) },
  { name: 'pauses anew just before each ends', every: 900, times: () => 120 },
])('a partner that $name does not hold back a class for ever, and is counted', ({ every, times }) => {
  const wire = openWire(tenGig, { pausedBy: [0, 1 << 3, 0], watchdog: 4 }, { seed: 23 });
  wire.net.takes = paceOf(tenGig, wire.net);
  const sent = [0, 0, 0];
  for (let n = 0; n < 40; n++) {
    wire.receive(priorityPause({ 3: times(n) }));
    sendBoth(wire, every).forEach((count, i) => {
      sent[i]! += count;
    });
  }
  // Each class may send half of what 40 rounds carry: 324 bytes a frame on the wire.
  const whole = (40 * every * 8) / 324;
  expect(sent[storage]! / whole).toBeGreaterThan(0.2);
  expect((sent[storage]! + sent[tenant]!) / whole).toBeGreaterThan(0.85);
  if (every !== 500) expect(wire.storms()).toEqual([0, 1, 0]);
});

test('a storm without a watchdog holds its class back, and only that', () => {
  const wire = openWire(tenGig, { pausedBy: [0, 1 << 3, 0] }, { seed: 24 });
  wire.net.takes = paceOf(tenGig, wire.net);
  wire.receive(priorityPause({ 3: 65535 }));
  // Until the class is full: what fills it comes through the same input.
  sendBoth(wire, 9000);
  const sent = sendBoth(wire, 5000);
  expect(sent[storage]).toBe(0);
  expect((sent[tenant]! * 324) / (5000 * 8)).toBeGreaterThan(0.95);
});

test('what is no sound pause of a priority stops nothing', () => {
  const wire = openWire(tenGig, { pausedBy: [255, 255, 255] });
  const random = seededRandom(3);
  const all = priorityPause(Object.fromEntries(Array.from({ length: 8 }, (_, i) => [i, 65535])));
  const altered = (at: number, value: number): Uint8Array => all.map((byte, i) => (i === at ? value : byte));
  wire.receive(all, 1);
  wire.receive(all.subarray(0, 33), 2);
  wire.receive(altered(15, 0));
  wire.receive(altered(14, 0));
  wire.receive(altered(5, 2));
  wire.receive(altered(13, 9));
  wire.receive(Uint8Array.from([...all.subarray(0, 12), 0x81, 0, 0x60, 0, ...all.subarray(12)]));
  wire.receive(random.bytes(60));
  wire.bench.run(200);
  expect(wire.bench.peek('state_stopped')).toBe(0n);
  expect(wire.pauses()).toEqual({ taken: 0, malformed: 2, link: 1, unknown: 1 });
  wire.receive(all);
  wire.bench.run(20);
  expect(wire.bench.peek('state_stopped')).toBe(7n);
});
