// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { counterReadLatency } from '../../../hdl/control/counter-memory.ts';
import { counters } from '../../../hdl/control/counters.ts';
import { findConfig } from '../../../hdl/spec/configs.ts';
import { eventBits } from '../../../hdl/spec/events/drop-reasons.ts';
import { type Bench, openBench, type StreamSource } from '../../../sim/bench.ts';
import { testBench } from '../../../sim/vitest.ts';

const sources = ['ingress', 'packetBuffer', 'rxDma'] as const;
const ports = ['events_ingress', 'events_packet_buffer', 'events_rx_dma'];
const events = 2 ** eventBits;

interface Event {
  readonly slot: number;
  readonly event: number;
  readonly bytes: number;
}
interface Counter {
  readonly frames: bigint;
  readonly bytes: bigint;
}

const design = (name: string) => emitVerilog(counters(findConfig(name)!, sources));
const designs = Object.fromEntries(['tiny', '10g'].map(name => [name, design(name)] as const));

const open = async (name: string, seed: number, idle: readonly number[]) => {
  const bench = await testBench(designs[name]!, { seed });
  await bench.poke('read_request', 0);
  await bench.reset();
  return { bench, ups: ports.map((port, i) => bench.source(port, { idle: idle[i]! })) };
};

const readCounter = async (bench: Bench, slot: number, event: number): Promise<Counter> => {
  await bench.poke('read_slot', slot);
  await bench.poke('read_event', event);
  await bench.poke('read_request', 1);
  await bench.run(1);
  await bench.poke('read_request', 0);
  // The address may change at once: the answer is that of the request.
  await bench.poke('read_slot', 0);
  await bench.poke('read_event', 0);
  await bench.run(counterReadLatency - 1);
  return { frames: await bench.peek('read_frames'), bytes: await bench.peek('read_bytes') };
};

const readAll = async (bench: Bench, slots: number): Promise<readonly Counter[]> => {
  const all: Counter[] = [];
  for (let counter = 0; counter < slots * events; counter++) {
    all.push(await readCounter(bench, Math.floor(counter / events), counter % events));
  }
  return all;
};

const totals = (slots: number, counted: readonly Event[]): readonly Counter[] => {
  const all = Array.from({ length: slots * events }, () => ({ frames: 0n, bytes: 0n }));
  for (const { slot, event, bytes } of counted) {
    const at = slot * events + event;
    const { frames, bytes: sum } = all[at]!;
    all[at] = { frames: frames + 1n, bytes: sum + BigInt(bytes) };
  }
  return all;
};

/** Runs of events, many of them of the same counter or of two in turns: what a hazard would miscount. */
const arbitraryBurst = (slots: number): fc.Arbitrary<readonly Event[]> => {
  const counter = fc.record({ slot: fc.nat(slots - 1), event: fc.nat(events - 1) });
  const few = fc.array(counter, { minLength: 1, maxLength: 3 });
  return fc
    .tuple(few, fc.array(fc.tuple(fc.nat(2), fc.nat(2 ** 14 - 1)), { minLength: 1, maxLength: 40 }))
    .map(([pool, picks]) => picks.map(([pick, bytes]) => ({ ...pool[pick % pool.length]!, bytes })));
};

const bursts = (slots: number, seed: number, count: number): readonly Event[] =>
  fc.sample(arbitraryBurst(slots), { seed, numRuns: count }).flat();

const drain = async (bench: Bench, ups: readonly StreamSource[]): Promise<void> => {
  for (const up of ups) await up.drained();
  await bench.run(60);
};

describe.each(['tiny', '10g'])('counters of %s', name => {
  const slots = findConfig(name)!.functions + 1;

  test.each([
    { seed: 1, idle: [0, 0, 0] },
    { seed: 2, idle: [0.9, 0.3, 0.5] },
    { seed: 3, idle: [0, 1, 1] },
  ])('count every event of every source (seed $seed)', async ({ seed, idle }) => {
    const { bench, ups } = await open(name, seed, idle);
    const sent = ups.map((_, i) => (idle[i] === 1 ? [] : bursts(slots, 10 * seed + i, 60)));
    for (const [i, up] of ups.entries()) up.send(sent[i]!.map(event => ({ ...event })));
    await drain(bench, ups);
    expect(sent.flat().length).toBeGreaterThan(300);
    expect(await readAll(bench, slots)).toEqual(totals(slots, sent.flat()));
  });

  test('start at 0 and go back to 0 with a reset', async () => {
    const { bench, ups } = await open(name, 4, [0, 0, 0]);
    const zeros = totals(slots, []);
    await bench.run(slots * events);
    expect(await readAll(bench, slots)).toEqual(zeros);
    ups[0]!.send(bursts(slots, 4, 20).map(event => ({ ...event })));
    await drain(bench, ups);
    await bench.reset();
    await bench.run(slots * events);
    expect(await readAll(bench, slots)).toEqual(zeros);
  });

  test('keep events that come while they are cleared', async () => {
    const { bench, ups } = await open(name, 5, [0, 0, 0]);
    const sent = ups.map((_, i) => bursts(slots, 50 + i, 4));
    for (const [i, up] of ups.entries()) up.send(sent[i]!.map(event => ({ ...event })));
    // Reads while clearing give 0 and disturb nothing.
    for (let i = 0; i < 5; i++) expect(await readCounter(bench, i % slots, i)).toEqual({ frames: 0n, bytes: 0n });
    expect(bench.cycle).toBeLessThan(slots * events);
    await drain(bench, ups);
    expect(await readAll(bench, slots)).toEqual(totals(slots, sent.flat()));
  });

  test('take one event a clock, and give a read its turn among them', async () => {
    const { bench, ups } = await open(name, 6, [0, 0, 0]);
    await bench.run(slots * events);
    const same = Array.from({ length: 400 }, () => ({ slot: 1, event: 3, bytes: 100 }));
    ups[1]!.send(same);
    let before = 0n;
    for (let i = 0; i < 20; i++) {
      const { frames, bytes } = await readCounter(bench, 1, 3);
      expect(bytes).toBe(frames * 100n);
      // One request in so many clocks leaves the others to events; the first may find the pipeline empty.
      if (i > 4) expect(frames - before).toBe(BigInt(counterReadLatency - 1));
      before = frames;
    }
    const start = bench.cycle;
    await ups[1]!.drained();
    const accepted = await ups[1]!.acceptedCycles();
    const free = accepted.filter(cycle => cycle > start + 20);
    expect(free.length).toBeGreaterThan(300);
    expect(free.at(-1)! - free[0]!).toBe(free.length - 1);
  });
});

describe.each(['tiny', '10g'])('events that cannot wait, in %s', name => {
  const slots = findConfig(name)!.functions + 1;

  test.each([
    { idle: 0, others: 0 },
    { idle: 0.66, others: 60 },
    { idle: 0.95, others: 200 },
  ])('are all counted, from the first clock on (idle $idle, $others others)', async ({ idle, others }) => {
    const bench = await testBench(designs[name]!, { seed: 12 });
    await bench.poke('read_request', 0);
    const ups = ports.map(port => bench.source(port));
    const steady = bench.source('steady', { idle });
    const sent = Array.from({ length: 3 * slots * events }, (_, i) => ({
      slot: slots - 1,
      event: 12,
      bytes: 1 + ((i * 7919) % 16_000),
    }));
    const besides = ups.map((_, i) => (others === 0 ? [] : bursts(slots, 30 + i, others / 10)));
    // A stream that nothing holds back goes on while the counters are cleared.
    steady.send(sent);
    for (const [i, up] of ups.entries()) up.send(besides[i]!.map(event => ({ ...event })));
    await bench.reset();
    await steady.drained({ maxCycles: 200_000 });
    await drain(bench, ups);
    const counted = await readAll(bench, slots);
    expect(counted).toEqual(totals(slots, [...sent, ...besides.flat()]));
  });
});

test('read the counter that was asked for under full traffic', async () => {
  const { bench, ups } = await open('10g', 8, [0, 0, 0]);
  ups[0]!.send([{ slot: 7, event: 9, bytes: 1234 }]);
  await drain(bench, ups.slice(0, 1));
  await bench.run(9 * events);
  ups[1]!.send(Array.from({ length: 500 }, (_, i) => ({ slot: i % 9, event: 3, bytes: i })));
  await bench.run(5);
  for (let i = 0; i < 20; i++) expect(await readCounter(bench, 7, 9)).toEqual({ frames: 1n, bytes: 1234n });
  expect((await ups[1]!.acceptedCycles()).length).toBeLessThan(200);
});

test('carry into the high half of the byte counter', async () => {
  const bench = await openBench(designs.tiny!, { seed: 7 });
  try {
    await bench.poke('read_request', 0);
    await bench.reset();
    const up = bench.source('events_rx_dma');
    const count = 2 ** 18 + 100;
    const bytes = 2 ** 14 - 1;
    up.send(Array.from({ length: count }, () => ({ slot: 0, event: 0, bytes })));
    await up.drained({ maxCycles: count + 1000 });
    await bench.run(60);
    expect(await readCounter(bench, 0, 0)).toEqual({ frames: BigInt(count), bytes: BigInt(count) * BigInt(bytes) });
    expect(BigInt(count) * BigInt(bytes)).toBeGreaterThan(1n << 32n);
  } finally {
    await bench.close();
  }
});
