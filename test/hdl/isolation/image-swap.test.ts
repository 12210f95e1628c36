// SPDX-License-Identifier: Apache-2.0
/** A policy is replaced under traffic: no frame is lost, and each is judged by one policy alone, never by some of either. */
import { emitVerilog } from 'typescript-hdl';
import { beforeAll, describe, expect, it } from 'vitest';
import { configs } from '../../../hdl/spec/configs.ts';
import type { TableImages } from '../../../hdl/spec/tables/table-images.ts';
import { top } from '../../../hdl/top.ts';
import { type Machine, openMachine } from '../../../sim/machine.ts';
import { frameFate } from '../../../sim/model/pipeline-model.ts';
import { keepOnFailure } from '../../../sim/vitest.ts';
import { openTenGig, total } from './open-machine.ts';
import {
  chainOfImages,
  type FrameKind,
  frameOf,
  frameToWire,
  nameOf,
  numberOf,
  type PolicyName,
  placeOf,
  receivedKinds,
  sender,
  sentKinds,
  tinyChain,
  tinyFrameToWire,
} from './swapped-policies.ts';

/** Loads that write something, before those that bring back what the idle image holds. */
const loads = 12;
const received = 4500;

let chain: readonly TableImages[];
beforeAll(() => {
  chain = chainOfImages(loads + 2);
});

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const kindOf = (kinds: readonly FrameKind[], i: number): FrameKind => kinds[i % kinds.length]!;
/** Sent frames are numbered from here on. */
const firstSent = 1_000_000;

/** Frames of each kind that were delivered under each policy, and of which more than one came, or one where no policy sends it. */
const sorted = async (machine: Machine) => {
  const seen = new Map<number, PolicyName | 'neither'>();
  const twice: number[] = [];
  for (const [index, queue] of (await machine.deliveries()).entries()) {
    const at = { function: Math.floor(index / 2), queue: index % 2 };
    for (const { bytes } of queue) {
      const i = numberOf(bytes);
      const kind = i < firstSent ? kindOf(receivedKinds, i) : kindOf(sentKinds, i - firstSent);
      const { one, other } = placeOf[kind];
      const is = (place: typeof one): boolean => place?.function === at.function && place.queue === at.queue;
      if (seen.has(i)) twice.push(i);
      seen.set(i, is(one) ? 'one' : is(other) ? 'other' : 'neither');
    }
  }
  return { seen, twice };
};

describe('policies that differ in everything', () => {
  const fateOf = (images: TableImages, kind: FrameKind) => frameFate(images, { bytes: frameOf(kind, 1) });

  it.each(receivedKinds)('send frames of the kind %s to different places', kind => {
    for (const [i, images] of chain.entries()) {
      const { function: fn, queue } = placeOf[kind][nameOf(i)]!;
      expect(fateOf(images, kind)).toEqual({ functions: [fn], event: 'delivered', queue });
    }
  });

  it('show when one table is that of the other', () => {
    const [one, other] = [chain[0]!, chain[1]!];
    const { forwarding, forwardingRows, ruleSlots, ruleMasks, ruleRows, ruleActions, ruleDefault } = other;
    const mixes = [
      { ...one, forwarding, forwardingRows },
      { ...one, ruleSlots, ruleMasks },
      { ...one, ruleRows, ruleActions },
      { ...one, ruleDefault },
      { ...other, rssProfiles: one.rssProfiles },
    ];
    const places = (kind: FrameKind) =>
      Object.values(placeOf[kind]).map(place => ({
        functions: [place!.function],
        event: 'delivered',
        queue: place!.queue,
      }));
    const shows = (images: TableImages): boolean =>
      receivedKinds.some(
        kind => !places(kind).some(place => JSON.stringify(place) === JSON.stringify(fateOf(images, kind))),
      );
    expect(mixes.map(shows)).toEqual(mixes.map(() => true));
  });
});

/** Swaps images until all frames from the wire are in: first loads of others, then back and forth without a write. Gives how often. */
const swapMeanwhile = async (machine: Machine, images: readonly TableImages[]): Promise<number> => {
  const areComing = async (): Promise<boolean> => (await machine.mac.statistics()).waiting > 0;
  for (const one of images) await machine.card.swapTables(one);
  let swaps = images.length;
  while (await areComing()) {
    const { draining, live, swaps: taken } = await machine.card.tableStatus();
    if (draining) continue;
    await machine.registers.write(machine.map.loadOf(taken, []));
    expect(await machine.card.tableStatus()).toMatchObject({ refusal: 'none', live: 1 - live, loading: false });
    swaps++;
  }
  await machine.mac.finished();
  await machine.rest();
  return swaps;
};

describe('swaps without pause at full rate in both directions', () => {
  // The host bus has room for the wire in both directions, or for frames between VMs beside it.
  it.each([
    { seed: 1, beside: 'frames to the wire as fast as it takes them', sent: 0, toWire: 4000 },
    { seed: 2, beside: 'frames from VM to VM', sent: 900, toWire: 0 },
  ])('lose no frame, and each agrees with exactly one policy, beside $beside', async frames => {
    const machine = await openTenGig({
      record: true,
      seed: frames.seed,
      registerPause: 0,
      queueSize: 512,
      intervalCycles: 32,
      senders: (fn, queue) =>
        fn === sender
          ? { queueSize: 256, bufferBytes: 256, ...(queue === 0 && { batch: 4, intervalCycles: 200 }) }
          : undefined,
    });
    await machine.start(chain[0]!);
    await machine.card.swapTables(chain[1]!);
    const [paced, fast] = [0, 1].map(queue => machine.senders.find(one => one.queue === queue)!);
    fast!.send(many(frames.toWire, i => ({ bytes: frameToWire(i) })));
    // All frames that the ring has room for are read at once, before others come.
    await machine.bench.run(3000);
    paced!.send(many(frames.sent, i => ({ bytes: frameOf(kindOf(sentKinds, i), firstSent + i) })));
    machine.mac.send(many(received, i => ({ bytes: frameOf(kindOf(receivedKinds, i), i) })));
    const swaps = await swapMeanwhile(machine, chain.slice(2));
    expect(swaps).toBeGreaterThan(100);

    const { seen, twice } = await sorted(machine);
    expect(twice).toEqual([]);
    expect([...seen].filter(([, policy]) => policy === 'neither')).toEqual([]);
    const fromWire = [...seen.keys()].filter(i => i < firstSent);
    expect(fromWire).toHaveLength(received);
    const counters = await machine.sendCounters();
    const { switched, sent, wrong_mac: lies, ...others } = counters[sender]!;
    expect(sent.frames).toBe(frames.toWire);
    expect(await machine.wire.count()).toBe(frames.toWire);
    expect(switched.frames + lies.frames).toBe(frames.sent);
    expect(seen.size).toBe(received + switched.frames);
    expect(Object.values(others).every(({ frames: count }) => count === 0)).toBe(true);
    expect(await total(machine, 'delivered')).toBe(seen.size);
    expect(await total(machine)).toBe(seen.size);
    expect((await machine.mac.statistics()).overflowFrames).toBe(0);
    expect(await machine.card.faults()).toEqual([]);

    // Frames come in their order, so the policy changes as often as it was swapped, at most; and both were in force for long.
    const inOrder = fromWire.toSorted((a, b) => a - b).map(i => seen.get(i)!);
    const changes = inOrder.filter((policy, i) => i > 0 && policy !== inOrder[i - 1]).length;
    expect(changes).toBeLessThanOrEqual(swaps);
    expect(changes).toBeGreaterThan(swaps / 2);
    for (const policy of ['one', 'other'] as const)
      expect(inOrder.filter(one => one === policy).length).toBeGreaterThan(received / 10);
    // Of the sent frames that one policy alone lets pass some passed, and some did not.
    if (frames.sent === 0) return;
    for (const kind of ['ownOfOne', 'ownOfOther'] as const) {
      const passed = [...seen.keys()].filter(i => i >= firstSent && kindOf(sentKinds, i - firstSent) === kind).length;
      expect(passed).toBeGreaterThan(0);
      expect(passed).toBeLessThan(frames.sent / sentKinds.length);
    }
  });
});

describe('the smallest machine', () => {
  it('swaps as well', async () => {
    const images = tinyChain(3);
    const machine = keepOnFailure(
      await openMachine(emitVerilog(top(configs.tiny)), configs.tiny, {
        record: true,
        seed: 3,
        registerPause: 0,
        queueSize: 64,
        bufferBytes: 256,
        readLatencyNs: 100,
        writeLatencyNs: 50,
        senders: fn => (fn === 1 ? { queueSize: 64, bufferBytes: 256 } : undefined),
      }),
    );
    await machine.start(images[0]!);
    await machine.card.swapTables(images[1]!);
    const count = 3000;
    // One queue of so few frames takes half the line.
    machine.mac.send(many(count, i => ({ bytes: frameOf('banks', i), extraGapBytes: 84 })));
    machine.senders[0]!.send(many(count, i => ({ bytes: tinyFrameToWire(i) })));
    const swaps = await swapMeanwhile(machine, images.slice(2));
    expect(swaps).toBeGreaterThan(100);
    const [toHypervisor, toVm] = (await machine.deliveries()).map(queue => queue.map(({ bytes }) => numberOf(bytes)));
    expect([...toHypervisor!, ...toVm!].toSorted((a, b) => a - b)).toEqual(many(count, i => i));
    for (const part of [toHypervisor!, toVm!]) expect(part.length).toBeGreaterThan(count / 10);
    expect(await total(machine)).toBe(count);
    const { sent, wrong_mac: lies, ...others } = (await machine.sendCounters())[1]!;
    expect(sent.frames + lies.frames).toBe(count);
    expect(Math.min(sent.frames, lies.frames)).toBeGreaterThan(count / 10);
    expect(Object.values(others).every(({ frames: none }) => none === 0)).toBe(true);
    expect(await machine.card.faults()).toEqual([]);
  });
});
