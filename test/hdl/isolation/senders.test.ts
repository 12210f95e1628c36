// SPDX-License-Identifier: Apache-2.0
/**
 * What VMs that send can do to others: nothing. Frames in another's name never leave (I6), rings that break the rules stop their
 * queue alone (I7), and memory that answers late, or never, holds back its function alone.
 */
import { describe, expect, it } from 'vitest';
import type { TransmitEventName } from '../../../hdl/spec/events/transmit-events.ts';
import { descriptorBytes, type QueueErrorName } from '../../../hdl/spec/virtio/virtqueue.ts';
import type { GuestSender } from '../../../sim/guest-sender.ts';
import type { Machine, MachineOptions } from '../../../sim/machine.ts';
import type { SendValues } from '../../../sim/register-access.ts';
import { config, framesOf, openTenGig, vms } from './open-machine.ts';

const senders = [1, 2, 3, 4];
const open = async (options: MachineOptions = {}): Promise<Machine> => {
  const machine = await openTenGig({
    record: false,
    senders: (fn, queue) =>
      senders.includes(fn) && queue === 0 ? { queueSize: 64, pieces: 2, header: 'apart' } : undefined,
    hostBus: { outOfOrder: true, maxOutstanding: 256 },
    ...options,
  });
  await machine.start(vms.images);
  return machine;
};
const senderOf = (machine: Machine, fn: number): GuestSender => machine.senders.find(one => one.function === fn)!;

/** Frames of a VM, `count` of them, the size of each from its number. */
const own = (fn: number, count: number, size = (i: number): number => 60 + (i % 200)) =>
  Array.from({ length: count }, (_, i) => ({ bytes: vms.frameFrom(fn, i, size(i)) }));

/** Events of a function that happened. */
const events = (slot: SendValues): Partial<Record<TransmitEventName, number>> =>
  Object.fromEntries(
    Object.entries(slot)
      .filter(([, { frames }]) => frames > 0)
      .map(([name, { frames }]) => [name, frames]),
  );

/** Frames on the wire by the VM whose source address they have. */
const bySource = async (machine: Machine): Promise<readonly number[]> => {
  const frames = await machine.wire.frames();
  return senders.map(fn => {
    const mac = vms.frameFrom(fn, 0, 60).subarray(6, 12);
    return frames.filter(({ bytes }) => Buffer.compare(bytes.subarray(6, 12), mac) === 0).length;
  });
};

const changed = (frame: Uint8Array, at: number, bytes: readonly number[]): { bytes: Uint8Array } => {
  const copy = Uint8Array.from(frame);
  copy.set(bytes, at);
  return { bytes: copy };
};

describe('a VM that sends in the name of another', () => {
  it('reaches nobody: every lie is dropped and counted for its reason, and the victims send all they have', async () => {
    const machine = await open();
    const frame = (i: number): Uint8Array => vms.frameFrom(1, i, 80);
    const tagged = (i: number): { bytes: Uint8Array } => ({
      bytes: Uint8Array.from([...frame(i).subarray(0, 12), 0x81, 0, 0, 20, ...frame(i).subarray(12)]),
    });
    const arpFor = [
      ...frame(0).subarray(0, 12),
      8,
      6,
      0,
      1,
      8,
      0,
      6,
      4,
      0,
      2,
      ...frame(0).subarray(6, 12),
      10,
      0,
      1,
      2,
    ];
    const arp = { bytes: Uint8Array.from([...arpFor, ...new Uint8Array(60 - arpFor.length)]) };
    const lies = Array.from({ length: 50 }, (_, i) => [
      { bytes: vms.frameFrom(2, i, 80) },
      changed(frame(i), 30 - 4, [10, 0, 1, 3]),
      tagged(i),
      arp,
      changed(frame(i), 0, [1, 0x80, 0xc2, 0, 0, 2, ...frame(i).subarray(6, 12), 0x88, 0x09]),
    ]).flat();
    senderOf(machine, 1).send([...lies, ...own(1, 20)]);
    for (const fn of [2, 3, 4]) senderOf(machine, fn).send(own(fn, 250));
    await machine.run(framesOf(1000, () => 60));
    const counters = await machine.sendCounters();
    const lie = 50;
    expect(events(counters[1]!)).toEqual({
      ...{ sent: 20, wrong_mac: lie, wrong_ip: lie, wrong_vlan: lie, wrong_arp: lie, link_control: lie },
    });
    for (const fn of [2, 3, 4]) expect(events(counters[fn]!)).toEqual({ sent: 250 });
    expect(await bySource(machine)).toEqual([20, 250, 250, 250]);
    expect((await machine.counters()).slice(1, 5).map(({ delivered }) => delivered.frames)).toEqual([
      250, 250, 250, 250,
    ]);
    expect(await machine.strayWrites()).toEqual([]);
  });

  it('that nobody gave an identity sends nothing at all', async () => {
    const machine = await open({ senders: (fn, queue) => (fn >= 4 && queue === 0 ? {} : undefined) });
    senderOf(machine, 5).send(own(4, 30));
    senderOf(machine, 4).send(own(4, 30));
    await machine.rest();
    expect(await machine.wire.count()).toBe(30);
    expect(events((await machine.sendCounters())[5]!).sent).toBeUndefined();
  });
});

/** What a hostile driver writes into its ring, and how the queue must stop. */
const attacks: readonly (readonly [string, QueueErrorName, (machine: Machine, sender: GuestSender) => void])[] = [
  [
    'a descriptor in the memory of another function',
    'window',
    (machine, { plan }) =>
      writeDescriptor(machine, plan.descriptorTable, { address: machine.functions[2]!.first, length: 80 }),
  ],
  [
    'a length that wraps around',
    'window',
    (machine, { plan }) =>
      writeDescriptor(machine, plan.descriptorTable, { address: plan.buffers, length: 0xffff_ffff }),
  ],
  [
    'a chain that is a loop',
    'chain_length',
    (machine, { plan }) =>
      writeDescriptor(machine, plan.descriptorTable, { address: plan.buffers, length: 80, flags: 1, next: 0 }),
  ],
  [
    'a buffer for the device to write',
    'descriptor_flags',
    (machine, { plan }) =>
      writeDescriptor(machine, plan.descriptorTable, { address: plan.buffers, length: 80, flags: 2 }),
  ],
];

const writeDescriptor = (
  machine: Machine,
  at: bigint,
  { address, length, flags = 0, next = 0 }: { address: bigint; length: number; flags?: number; next?: number },
): void => {
  const descriptor = Buffer.alloc(descriptorBytes);
  descriptor.writeBigUInt64LE(address, 0);
  descriptor.writeUInt32LE(length, 8);
  descriptor.writeUInt16LE(flags, 12);
  descriptor.writeUInt16LE(next, 14);
  machine.memory.write(at, descriptor);
};

/** Makes head 0 available by hand, as often as said, and rings. */
const ring = async (machine: Machine, sender: GuestSender, heads: number): Promise<void> => {
  const avail = Buffer.alloc(4 + 2 * heads);
  avail.writeUInt16LE(heads, 2);
  machine.memory.write(sender.plan.availRing, avail);
  const bell = machine.map.address('function_page', sender.function, 'tx0_notify');
  await machine.registers.perform([{ address: bell, data: 1, bytes: 2 }]);
};

describe('a transmit ring with', () => {
  it.each(attacks)('%s stops its queue alone', async (_, error, attack) => {
    const machine = await open();
    const hostile = senderOf(machine, 1);
    attack(machine, hostile);
    for (const fn of [2, 3, 4]) senderOf(machine, fn).send(own(fn, 150));
    await ring(machine, hostile, 3);
    await machine.run(framesOf(400, () => 60));
    expect(await machine.queueStatus(hostile)).toMatchObject({ enabled: false, busy: false, error });
    expect(await machine.card.takeStops()).toEqual([{ queue: machine.queueIndex(1, 0), error, transmit: true }]);
    expect(await bySource(machine)).toEqual([0, 150, 150, 150]);
    expect((await machine.counters()).slice(1, 5).map(({ delivered }) => delivered.frames)).toEqual([
      100, 100, 100, 100,
    ]);
    // The receive queue of the same number goes on, and the queue itself after a new start.
    await machine.startSenders([hostile]);
    hostile.send(own(1, 40));
    await machine.rest();
    expect(await bySource(machine)).toEqual([40, 0, 0, 0]);
    expect(await machine.strayWrites([])).toEqual([]);
  });

  it('chains that hold no frame goes on: each is used, dropped and counted', async () => {
    const machine = await open();
    const hostile = senderOf(machine, 1);
    const bare = Array.from({ length: 20 }, (_, i) => ({ bytes: new Uint8Array(i % 14) }));
    const segmented = own(1, 7).map(frame => ({ ...frame, gsoType: 1 }));
    const beyond = own(1, 9).map(frame => ({ ...frame, flags: 1, csumStart: 14, csumOffset: 0xffff }));
    hostile.send([...bare, ...segmented, ...beyond, ...own(1, 10)]);
    await machine.rest();
    expect(events((await machine.sendCounters())[1]!)).toMatchObject({
      ...{ chain_length: 20, segmentation: 7, checksum_place: 9, sent: 10 },
    });
    expect(await hostile.statistics()).toMatchObject({ used: 46, posted: 0, waiting: 0 });
    expect(await bySource(machine)).toEqual([10, 0, 0, 0]);
  });
});

describe('VMs that send beside one whose memory', () => {
  const count = 400;
  it.each([
    ['answers reads late', (machine: Machine) => machine.hostBus.read!.delay(1, 9000)],
    ['never answers reads', (machine: Machine) => machine.hostBus.read!.withhold(1)],
    ['never answers writes', (machine: Machine) => machine.hostBus.write!.withhold(1)],
  ])('%s lose nothing, in neither direction', async (_, spoil) => {
    const machine = await open();
    spoil(machine);
    for (const fn of senders) senderOf(machine, fn).send(own(fn, count, () => 60));
    machine.mac.send(framesOf(1200, () => 60).map(frame => ({ ...frame, extraGapBytes: 21 })));
    await machine.mac.finished();
    await machine.bench.run(60_000);
    expect((await bySource(machine)).slice(1)).toEqual([count, count, count]);
    expect((await machine.counters()).slice(2, 5).map(({ delivered }) => delivered.frames)).toEqual([300, 300, 300]);
  });
});

describe('a card that does not accept frames', () => {
  it('leaves them in their rings, and sends them once it does; tables may be replaced meanwhile', async () => {
    const machine = await open();
    await machine.card.accept(false);
    for (const fn of senders) senderOf(machine, fn).send(own(fn, 30));
    await machine.rest();
    expect(await machine.wire.count()).toBe(0);
    expect((await machine.card.status()).judging).toBe(false);
    await machine.card.accept(true);
    await machine.rest();
    expect(await bySource(machine)).toEqual([30, 30, 30, 30]);
  });

  it('comes to rest with frames under way, and sends nothing of a queue that was stopped', async () => {
    const machine = await open();
    for (const fn of senders) senderOf(machine, fn).send(own(fn, 300, () => 1500));
    await machine.bench.run(4000);
    expect(await machine.card.quiesce()).toBe(true);
    const sent = await machine.wire.count();
    expect(sent).toBeGreaterThan(3);
    await machine.bench.run(20_000);
    const after = await machine.wire.count();
    // What had its verdict leaves; nothing else does.
    expect(after - sent).toBeLessThan(60);
    await machine.bench.run(20_000);
    expect(await machine.wire.count()).toBe(after);
    const ended = (await machine.sendCounters()).map(slot =>
      Object.values(slot).reduce((sum, { frames }) => sum + frames, 0),
    );
    expect(ended.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(after);
  });
});

describe('both directions at line rate', () => {
  /** Frames on the wire from the first to the last, less those at both ends, in clocks a frame. */
  const paceOf = (frames: readonly { readonly cycle: number }[], ends: number): number =>
    (frames.at(-1 - ends)!.cycle - frames[ends]!.cycle) / (frames.length - 1 - 2 * ends);

  const apart = { header: 'apart', pieces: 2 } as const;
  const inTable = { ...apart, indirect: true } as const;
  it.each([
    ['split', 60, 'in one piece', {}, 1.01],
    ['packed', 60, 'in one piece', {}, 1.01],
    ['split', 1518, 'in one piece', {}, 1.01],
    ['packed', 1518, 'in one piece', {}, 1.01],
    ['split', 60, 'with the header apart', apart, 1.1],
    ['packed', 60, 'with the header apart', apart, 1.01],
    ['split', 60, 'in a table', inTable, 1.1],
    ['packed', 60, 'in a table', inTable, 1.1],
  ] as const)(
    'of %s rings, with frames of %i bytes %s: none is lost, and those sent take a tenth longer than on the wire at most',
    async (format, bytes, _, habits, most) => {
      const count = bytes === 60 ? 4000 : 400;
      const machine = await open({
        format,
        senders: (fn, queue) =>
          senders.includes(fn) && queue === 0 ? { format, bufferBytes: 1600, ...habits } : undefined,
      });
      for (const fn of senders) senderOf(machine, fn).send(own(fn, count / 2, () => bytes));
      machine.mac.send(framesOf(count, () => bytes));
      await machine.wire.received(2 * count);
      await machine.mac.finished();
      await machine.rest();
      expect((await machine.counters()).slice(1, 5).map(({ delivered }) => delivered.frames)).toEqual(
        senders.map(() => count / 4),
      );
      const onWire = ((bytes + 24) * 8 * config.clockHz) / config.lineRateBps;
      expect(paceOf(await machine.wire.frames(), count / 8) / onWire).toBeLessThan(most);
    },
  );
});
