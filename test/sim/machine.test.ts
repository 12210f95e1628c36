// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { configs } from '../../hdl/spec/configs.ts';
import { chunkCount, chunkRows } from '../../hdl/spec/tables/rule-key.ts';
import {
  equalShares,
  type TableImages,
  withoutBanks,
  withoutRss,
  withoutSenders,
} from '../../hdl/spec/tables/table-images.ts';
import { forwardingByHand } from '../../sim/forwarding-by-hand.ts';
import { type Machine, type MachineOptions, openMachine } from '../../sim/machine.ts';
import { keepOnFailure } from '../../sim/vitest.ts';
import { loadFixture } from './fixtures/load-fixture.ts';

const config = configs.tiny;
const miniMachine = loadFixture('mini-machine');

const images: TableImages = {
  config: 'tiny',
  ...forwardingByHand(config, []),
  ruleRows: new Array(chunkCount * chunkRows).fill(0n),
  ruleActions: new Array(config.ternaryRules).fill(0),
  ruleDefault: 3,
  ...withoutBanks(config),
  ...withoutRss(config),
  ...equalShares(config),
  ...withoutSenders(config),
  conditions: [0, 0],
  quotaCells: [10, 10],
};

const open = async (options: MachineOptions = {}, fault = 0): Promise<Machine> => {
  const shape = {
    queueSize: 16,
    bufferBytes: 512,
    bufferOffset: 3,
    bufferOffsetJitter: 13,
    readLatencyNs: 100,
    writeLatencyNs: 50,
  };
  const machine = keepOnFailure(await openMachine(miniMachine, config, { seed: 3, ...shape, ...options }));
  await machine.bench.poke('fault', fault);
  await machine.start(images);
  return machine;
};

const frameTo = (fn: number, length: number, first: number): Uint8Array => {
  const bytes = Uint8Array.from({ length }, (_, i) => (first + i * 7) & 0xff);
  bytes[5] = fn;
  return bytes;
};

/** Frames with so much silence between them that a machine of one frame at a time keeps up. */
const paced = (frames: readonly Uint8Array[]) => frames.map(bytes => ({ bytes, extraGapBytes: 30_000 }));

describe('the bench of the whole machine', () => {
  it.each([
    { wake: 'poll', placement: 'page' },
    { wake: 'interrupt', placement: 'tight' },
    { wake: 'adaptive', placement: 'tight' },
  ] as const)('brings it up and finds every frame in its queue, $wake, $placement', async options => {
    const machine = await open({ ...options, hostBus: { jitterCycles: 9, stall: 0.2, idle: 0.2 }, registerPause: 0.2 });
    const sent = Array.from({ length: 50 }, (_, i) => frameTo(i % 5 === 4 ? 6 : i % 2, 60 + ((i * 31) % 300), i));
    await machine.run(paced(sent), { chunkFrames: 16 });
    const expected = [0, 1].map(fn => sent.filter(frame => frame[5] === fn).map(frame => [...frame]));
    const got = await machine.deliveries();
    expect(got.map(queue => queue.map(frame => [...frame.bytes]))).toEqual(expected);
    expect(await machine.strayWrites()).toEqual([]);
    const counters = await machine.counters();
    const bytes = (frames: number[][]) => frames.reduce((sum, frame) => sum + frame.length, 0);
    expect(counters.slice(0, 2).map(slot => slot.delivered)).toEqual(
      expected.map(frames => ({ frames: frames.length, bytes: bytes(frames) })),
    );
    expect(counters[2]!.unknown_destination.frames).toBe(10);
    expect(await machine.queueStatus({ function: 1, queue: 0 })).toEqual({
      error: 'none',
      enabled: true,
      busy: false,
      usedIndex: expected[1]!.length,
    });
    expect((await machine.mac.statistics()).overflowBeats).toBe(0);
  });

  it('shows what a machine loses that cannot keep up', async () => {
    const machine = await open();
    await machine.run(Array.from({ length: 30 }, (_, i) => ({ bytes: frameTo(0, 60, i) })));
    const [queue] = await machine.deliveries();
    expect(queue!.length).toBeGreaterThan(0);
    expect(queue!.length).toBeLessThan(30);
  });

  const sentenceWith = async (fault: number): Promise<string> => {
    const machine = await open({}, fault);
    return machine.run(paced([frameTo(1, 100, 1)])).then(
      () => 'passed',
      (error: Error) => error.message,
    );
  };

  it('finds a byte after the frame', async () => {
    expect(await sentenceWith(1)).toMatch(/driver of function 1 queue 0: byte 112 of the buffer .* was written, after/);
  });

  it('finds a write for the wrong function', async () => {
    expect(await sentenceWith(2)).toMatch(/function 0 writes 0x\w+ to 0x\w+, which belongs to function 1/);
  });

  it('finds a used element that names another buffer', async () => {
    expect(await sentenceWith(3)).toMatch(/driver of function 1 queue 0: byte 0 of the buffer .* was not written/);
  });

  it('finds a byte before the buffer, although the frame has a hole then', async () => {
    const machine = await open({}, 4);
    await expect(machine.run(paced([frameTo(1, 100, 1)]))).rejects.toThrow(/byte 20 of the buffer .* was not written/);
  });

  it('finds a write after a whole buffer, which no driver looks at', async () => {
    const machine = await open({}, 6);
    await machine.run(paced([frameTo(1, 100, 1)]));
    const { plan } = machine.drivers[1]!;
    const [stray, ...others] = await machine.strayWrites();
    expect(others).toEqual([]);
    expect(stray!.bytes).toBe(1);
    const insideSlot = Number((stray!.address - plan.buffers) % BigInt(plan.strideBytes));
    expect(insideSlot).toBeGreaterThanOrEqual(512 + 3);
  });

  it('counts interrupts that were not wanted', async () => {
    const machine = await open({ wake: 'poll' }, 5);
    await machine.run(paced([frameTo(1, 100, 1), frameTo(1, 100, 2)]));
    expect((await machine.drivers[1]!.statistics()).maskedInterrupts).toBe(2);
    const quiet = await open({ wake: 'poll' });
    await quiet.run(paced([frameTo(1, 100, 1)]));
    expect((await quiet.drivers[1]!.statistics()).interrupts).toBe(0);
  });

  it('refuses images of another configuration', async () => {
    const machine = await open();
    await expect(machine.load({ ...images, config: '10g' })).rejects.toThrow('for configuration 10g, not tiny');
  });
});
