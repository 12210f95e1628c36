// SPDX-License-Identifier: Apache-2.0
/** Every frame is counted: the shortest, back to back, from the clock after reset on; and the longest that Ethernet tags make. */
import { describe, expect, it } from 'vitest';
import { framesOf, openTenGig, total, vms } from './open-machine.ts';

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

it('a packet of 9,000 bytes is delivered with none, one or two tags, whole', async () => {
  const machine = await openTenGig();
  const forwarding = [...vms.images.forwarding];
  await machine.start({ ...vms.images, forwarding });
  const lengths = [9014, 9018, 9022, 9021, 1522, 9022];
  await machine.run(framesOf(lengths.length, i => lengths[i]!));
  const got = (await machine.deliveries()).flat().map(({ bytes }) => bytes.length);
  expect(got.toSorted((a, b) => a - b)).toEqual(lengths.toSorted((a, b) => a - b));
  await machine.run(framesOf(4, () => 9023));
  expect(await total(machine, 'oversize')).toBe(4);
});
