// SPDX-License-Identifier: Apache-2.0
/** Every frame is counted: the shortest, back to back, from the clock after reset on; and the longest that Ethernet tags make. */
import { describe, expect, it } from 'vitest';
import { forwardingByHand } from '../../../sim/forwarding-by-hand.ts';
import { config, openTenGig, total, vms } from './open-machine.ts';

describe('frames from the clock after reset on', () => {
  it.each([
    [250, () => 1],
    [250, (i: number) => 1 + (i % 9)],
    [90, (i: number) => 60 + (i % 5)],
  ])('are all counted: %i of them back to back', async (count, length) => {
    const machine = await openTenGig({ record: false, seed: count });
    const frames = Array.from({ length: count }, (_, i) => ({
      bytes: new Uint8Array(length(i)).fill(i),
      unpadded: true,
    }));
    machine.mac.send(frames);
    await machine.bench.reset();
    await machine.mac.finished();
    await machine.bench.run(3000);
    expect(await total(machine)).toBe(count);
    const bytes = frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
    expect((await machine.counters()).at(-1)!.ingress_overflow).toEqual({ frames: count, bytes });
  });

  it('among others, runts and frames too long are counted on a card that accepts frames', async () => {
    const machine = await openTenGig({ record: false });
    await machine.start(vms.images);
    const lengths = [1, 2, 59, 60, 61, 1, 9022, 9023, 12_000, 3, 64, 1];
    const frames = Array.from({ length: 600 }, (_, i) => {
      const length = lengths[(i * 5) % lengths.length]!;
      return {
        bytes: length < 42 ? new Uint8Array(length).fill(9) : vms.frameTo(i, length),
        unpadded: true,
        badFcs: i % 23 === 0,
      };
    });
    machine.mac.send(frames);
    for (let i = 0; i < 4; i++) await machine.counters();
    await machine.mac.finished();
    await machine.rest();
    expect(await total(machine)).toBe(frames.length);
    const bad = frames.filter(({ badFcs }) => badFcs);
    expect(await total(machine, 'bad_fcs')).toBe(bad.length);
    const good = frames.filter(({ badFcs }) => !badFcs).map(({ bytes }) => bytes.length);
    expect(await total(machine, 'runt')).toBe(good.filter(length => length < 60).length);
    expect(await total(machine, 'oversize')).toBe(good.filter(length => length > 9022).length);
    // Each of them had its verdict.
    await machine.card.accept(false);
    await machine.bench.run(100);
    expect((await machine.card.status()).judging).toBe(false);
  });
});

/** TPID and VLAN of a tag. */
type Tag = readonly [number, number];
const [customer, service] = [0x8100, 0x88a8];

const tagged = (frame: Uint8Array, tags: readonly Tag[]): Uint8Array =>
  Uint8Array.from([
    ...frame.subarray(0, 12),
    ...tags.flatMap(([tpid, id]) => [tpid >> 8, tpid & 0xff, id >> 8, id & 0xff]),
    ...frame.subarray(12),
  ]);

describe('a packet of 9,000 bytes', () => {
  it.each<[string, readonly Tag[]]>([
    ['no tag', []],
    ['one tag (802.1Q)', [[customer, 20]]],
    [
      'two tags (QinQ)',
      [
        [service, 20],
        [customer, 0xffe],
      ],
    ],
  ])('with %s is delivered whole, as is one of 46 or 1,500; a frame of 9,023 bytes is too long', async (_, tags) => {
    const machine = await openTenGig();
    const entries = [1, 2, 3, 4].map(fn => {
      const mac = Buffer.from(vms.frameTo(fn - 1, 60).subarray(0, 6)).readUIntBE(0, 6);
      return { mac: BigInt(mac), vlan: tags[0]?.[1] ?? 0, functions: [fn] };
    });
    await machine.start({ ...vms.images, ...forwardingByHand(config, entries) });
    const payloads = [9000, 46, 1500, 9000, 1500, 46, 9000, 8999];
    const frames = payloads.map((payload, i) => tagged(vms.frameTo(i, 14 + payload), tags));
    expect(Math.max(...frames.map(({ length }) => length))).toBe(9014 + 4 * tags.length);
    await machine.run(frames.map(bytes => ({ bytes })));
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    const queues = await machine.deliveries();
    for (const fn of [1, 2, 3, 4])
      expect(queues[machine.queueIndex(fn, 0)]!.map(({ bytes }) => text(bytes))).toEqual(
        frames.filter((_, i) => i % 4 === fn - 1).map(text),
      );
    await machine.run(
      Array.from({ length: 4 }, (_, i) => ({ bytes: tagged(vms.frameTo(i, 9023 - 4 * tags.length), tags) })),
    );
    expect(await total(machine, 'oversize')).toBe(4);
    expect(await total(machine, 'delivered')).toBe(frames.length);
  });
});
