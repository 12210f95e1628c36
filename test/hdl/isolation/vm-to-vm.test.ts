// SPDX-License-Identifier: Apache-2.0
/**
 * Frames between VMs reach the rings of those who may get them and no other, never the wire, and harm nobody: not who sends or
 * receives on the wire beside them, whatever their receivers do.
 */
import { describe, expect, it } from 'vitest';
import { tokensOfRate } from '../../../hdl/spec/shares.ts';
import type { GuestSender } from '../../../sim/guest-sender.ts';
import type { Machine, MachineOptions } from '../../../sim/machine.ts';
import type { SendValues, SlotValues } from '../../../sim/register-access.ts';
import { config, denyAllBy, framesOf, openTenGig, sevenVms, vms } from './open-machine.ts';

const functions = [1, 2, 3, 4];

const open = async (options: MachineOptions = {}, images = vms.images): Promise<Machine> => {
  const machine = await openTenGig({
    record: false,
    senders: (fn, queue) => (fn > 0 && queue === 0 ? { queueSize: 128, bufferBytes: 9200 } : undefined),
    hostBus: { outOfOrder: true, maxOutstanding: 256 },
    ...options,
  });
  await machine.start(images);
  return machine;
};
const senderOf = (machine: Machine, fn: number): GuestSender => machine.senders.find(one => one.function === fn)!;
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const toVm = (from: number, to: number, count: number, size: number) =>
  many(count, i => ({ bytes: vms.frameBetween(from, to, i, size) }));
const toWire = (from: number, count: number, size: number) =>
  many(count, i => ({ bytes: vms.frameFrom(from, i, size) }));
const toAll = (from: number, count: number, size: number) =>
  toWire(from, count, size).map(({ bytes }) => ({ bytes: Uint8Array.from(bytes).fill(0xff, 0, 6) }));
/** One of each in turns. */
const mixed = <T>(...lists: readonly (readonly T[])[]): T[] =>
  many(Math.max(...lists.map(({ length }) => length)), i => lists.flatMap(list => list.slice(i, i + 1))).flat();

/** Events that happened, by name. */
const events = (slot: SlotValues | SendValues): Record<string, number> =>
  Object.fromEntries(
    Object.entries(slot)
      .filter(([, { frames }]) => frames > 0)
      .map(([name, { frames }]) => [name, frames]),
  );
const sent = async (machine: Machine, fn: number) => events((await machine.sendCounters())[fn]!);
const got = async (machine: Machine, fn: number) => events((await machine.counters())[fn]!);

describe('a VM that sends to another', () => {
  it('reaches its ring with frames of every length, byte for byte, and never the wire', async () => {
    const machine = await open({ record: true });
    const lengths = [...many(110, i => 14 + i), 1514, 1518, 4096, 9022];
    const frames = lengths.map((length, i) => {
      const bytes = vms.frameBetween(1, 2, i, Math.max(length, 60));
      // What is too short for IP is of a protocol that nobody looks into.
      if (length < 60) bytes.set([0x88, 0xb5], 12);
      return { bytes: bytes.subarray(0, length) };
    });
    senderOf(machine, 1).send(frames);
    await machine.rest();
    const queues = await machine.deliveries();
    const text = ({ bytes }: { readonly bytes: Uint8Array }): string => Buffer.from(bytes).toString('hex');
    expect(queues[machine.queueIndex(2, 0)]!.map(text)).toEqual(frames.map(text));
    expect(queues.flat()).toHaveLength(frames.length);
    expect(await machine.wire.count()).toBe(0);
    expect(await sent(machine, 1)).toEqual({ switched: frames.length });
    expect(await got(machine, 2)).toEqual({ delivered: frames.length });
    expect(await machine.strayWrites()).toEqual([]);
  });

  it('gets nothing through that its receiver refuses, nor to itself, nor in the name of another', async () => {
    const machine = await open({}, denyAllBy(4));
    const lies = toVm(2, 3, 20, 80);
    senderOf(machine, 1).send([...toVm(1, 2, 30, 80), ...toVm(1, 1, 10, 80), ...lies, ...toWire(1, 15, 80)]);
    await machine.rest();
    expect(await sent(machine, 1)).toEqual({ rule_deny: 30, own_destination: 10, wrong_mac: 20, sent: 15 });
    expect((await machine.counters()).flatMap(slot => Object.keys(events(slot)))).toEqual([]);
    await machine.card.swapTables(vms.images);
    senderOf(machine, 1).send([...toVm(1, 2, 30, 80), ...lies]);
    await machine.rest();
    expect(await got(machine, 2)).toEqual({ delivered: 30 });
    expect(await got(machine, 3)).toEqual({});
    expect(await machine.wire.count()).toBe(15);
  });
});

describe('a receiver without buffers', () => {
  it('loses its own frames alone: who sends to it sends to the wire and to others as before', async () => {
    const machine = await open();
    const lazy = machine.drivers[machine.queueIndex(1, 0)]!;
    lazy.setPosting(false);
    const count = 900;
    senderOf(machine, 2).send(mixed(toVm(2, 1, count, 60), toWire(2, count, 60), toVm(2, 3, count, 60)));
    senderOf(machine, 3).send(mixed(toVm(3, 1, count, 300), toVm(3, 4, count, 60)));
    await machine.run(framesOf(4 * count, () => 60).filter((_, i) => i % 4 !== 0));
    expect(await sent(machine, 2)).toEqual({ switched: 2 * count, sent: count });
    expect(await sent(machine, 3)).toEqual({ switched: 2 * count });
    expect(await machine.wire.count()).toBe(count);
    // From the wire as many as the others, and what VMs sent to it.
    expect(await got(machine, 2)).toEqual({ delivered: count });
    expect(await got(machine, 3)).toEqual({ delivered: 2 * count });
    expect(await got(machine, 4)).toEqual({ delivered: 2 * count });
    const own = await got(machine, 1);
    expect(own['delivered']).toBe(lazy.plan.size);
    expect((own['quota'] ?? 0) + (own['queue_full'] ?? 0)).toBeGreaterThan(count);
    // What waited is delivered in the end, and nothing was lost unseen.
    lazy.setPosting(true);
    lazy.postBuffers();
    await machine.rest();
    const later = await got(machine, 1);
    expect(Object.values(later).reduce((a, b) => a + b, 0)).toBe(2 * count);
    expect(later['delivered']).toBeGreaterThan(lazy.plan.size);
  });

  it('gets nothing of its former run once it starts again', async () => {
    const machine = await open({ record: true });
    const victim = machine.drivers[machine.queueIndex(2, 0)]!;
    victim.setPosting(false);
    senderOf(machine, 1).send(toVm(1, 2, victim.plan.size + 20, 64));
    await machine.rest();
    await machine.deliveries();
    const control = machine.map.address('rx_queue', machine.queueIndex(2, 0), 'control');
    await machine.registers.write([{ address: control, data: 0 }]);
    await machine.rest();
    expect(await machine.queueStatus(victim)).toMatchObject({ enabled: false, busy: false });
    expect((await got(machine, 2))['queue_stopped']).toBe(20);
    victim.setPosting(true);
    await machine.startQueues([victim]);
    senderOf(machine, 1).send(toVm(1, 2, 5, 200));
    await machine.rest();
    const frames = (await machine.deliveries())[machine.queueIndex(2, 0)]!;
    expect(frames.map(({ bytes }) => bytes.length)).toEqual([200, 200, 200, 200, 200]);
  });
});

describe('a storm of group frames from one VM', () => {
  it('costs nobody a frame that is meant for one, nor others their group frames', async () => {
    const rate = config.lineRateBps / 4;
    const machine = await open({}, { ...sevenVms.images, groupRate: tokensOfRate(config, rate) });
    const between = (from: number, to: number, count: number) =>
      many(count, i => ({ bytes: sevenVms.vms.frameBetween(from, to, i, 60) }));
    const [storm, single] = [1500, 400];
    const begin = machine.bench.cycle;
    senderOf(machine, 1).send(toAll(1, storm, 60));
    for (const fn of [2, 3, 4]) senderOf(machine, fn).send(mixed(between(fn, fn + 1, single), toWire(fn, single, 60)));
    senderOf(machine, 5).send(toAll(5, 1, 60));
    const fromWire = many(7 * single, i => ({ bytes: sevenVms.vms.frameTo(i, 60) }));
    await machine.run(fromWire);
    const clocks = machine.bench.cycle - begin;
    const counters = await machine.counters();
    for (const fn of sevenVms.functions) expect(Object.keys(events(counters[fn]!))).toEqual(['delivered']);
    for (const fn of [2, 3, 4]) expect(await sent(machine, fn)).toEqual({ sent: single, switched: single });
    const { sent: left, group_rate: limited } = await sent(machine, 1);
    expect(left).toBe(storm);
    expect(limited).toBeGreaterThan(storm / 2);
    expect(await sent(machine, 5)).toEqual({ sent: 1 });
    // All others got the storm's copies that its sender could pay for, and those of function 5.
    const copies = (fn: number): number =>
      counters[fn]!.delivered.frames - single - ([3, 4, 5].includes(fn) ? single : 0) - (fn === 5 ? 0 : 1);
    for (const fn of [2, 3, 4, 5, 6, 7]) expect(copies(fn)).toBe(storm - limited!);
    expect(copies(1)).toBe(0);
    // A quarter of the line is for all senders; the frame that begins while nothing is owed may be followed by those under way.
    const most = ((rate / 8 / config.functions) * (clocks / config.clockHz)) / (6 * 84);
    expect(storm - limited!).toBeLessThan(most + 40);
  });
});

describe('two VMs that send each other small frames as fast as they can', () => {
  it('take nothing from who sends to the wire or receives from it', async () => {
    const machine = await open();
    const loop = 4000;
    senderOf(machine, 1).send(toVm(1, 2, loop, 60));
    senderOf(machine, 2).send(toVm(2, 1, loop, 60));
    const count = 1200;
    for (const fn of [3, 4]) senderOf(machine, fn).send(toWire(fn, count, 60));
    const begin = machine.bench.cycle;
    machine.mac.send(framesOf(4 * count, () => 60));
    await machine.wire.received(2 * count);
    const clocks = machine.bench.cycle - begin;
    await machine.mac.finished();
    const looped = (await sent(machine, 1))['switched']! + (await sent(machine, 2))['switched']!;
    // The four share a path that takes such frames at least as fast as the wire does: two of them have half of it.
    const perFrame = (84 * 8 * config.clockHz) / config.lineRateBps;
    expect(clocks).toBeLessThan(2 * 2 * count * perFrame + 3000);
    expect(looped).toBeGreaterThan(count);
    await machine.rest();
    for (const fn of [3, 4]) {
      expect(await sent(machine, fn)).toEqual({ sent: count });
      expect(await got(machine, fn)).toEqual({ delivered: count });
    }
    expect(await machine.wire.count()).toBe(2 * count);
    for (const [fn, from] of [
      [1, 2],
      [2, 1],
    ] as const) {
      expect(await sent(machine, from)).toEqual({ switched: loop });
      const own = await got(machine, fn);
      expect(Object.values(own).reduce((a, b) => a + b, 0)).toBe(loop + count);
      expect(own['delivered']).toBeGreaterThan(0.9 * (loop + count));
    }
  });
});

describe('a card that is quiesced while VMs send to each other', () => {
  it.each([1, 2, 3])('comes to rest, and nothing of before is delivered after a reset (seed %i)', async seed => {
    const machine = await open({ seed, record: true });
    for (const fn of functions) senderOf(machine, fn).send(toVm(fn, 1 + (fn % 4), 400, 300));
    await machine.bench.run(2500 + 700 * seed);
    expect(await machine.card.quiesce()).toBe(true);
    for (const half of [machine.hostBus.read!, machine.hostBus.write!])
      expect((await half.activity()).underWay).toBe(0);
    await machine.resetCore(2);
    await machine.bringUp(vms.images);
    await machine.deliveries();
    const before = await got(machine, 2);
    senderOf(machine, 1).send(toVm(1, 2, 10, 111));
    await machine.rest();
    const frames = (await machine.deliveries())[machine.queueIndex(2, 0)]!.filter(({ bytes }) => bytes.length === 111);
    expect(frames).toHaveLength(10);
    expect((await got(machine, 2))['delivered']).toBeGreaterThanOrEqual((before['delivered'] ?? 0) + 10);
    expect(await machine.strayWrites()).toEqual([]);
    expect(await machine.card.faults()).toEqual([]);
  });
});
