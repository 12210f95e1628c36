// SPDX-License-Identifier: Apache-2.0
/** The guest driver on both formats of rings and with the habits of drivers, against a device that a test steps by hand. */
import { describe, expect, it } from 'vitest';
import { connectAxiMemory } from '../../sim/axi-memory.ts';
import type { Bench } from '../../sim/bench.ts';
import { GuestDriver, type GuestDriverOptions } from '../../sim/guest-driver.ts';
import { deviceRanges } from '../../sim/guest-queue.ts';
import { HostMemory } from '../../sim/host-memory.ts';
import { Interrupts } from '../../sim/interrupts.ts';
import { openPuppet } from './fixtures/bus-puppet.ts';
import { NaiveDevice } from './fixtures/naive-device.ts';

const frameOf = (length: number, first: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (first + i * 3) & 0xff);

const open = async (options: Partial<GuestDriverOptions> = {}, seed = 1) => {
  const { bench, puppet, connected } = await openPuppet(
    (b: Bench) => {
      const memory = new HostMemory(b);
      connectAxiMemory(b, 'm_axi', memory);
      return { memory, interrupts: new Interrupts(b, 'm_axis_irq') };
    },
    { seed },
  );
  const { memory, interrupts } = connected;
  const bells = bench.sink<'queue'>('bell');
  const driver = new GuestDriver(bench, {
    ...{ memory, function: 2, queue: 1, vector: 9, base: 0x7_0000_1003n, size: 8, bufferBytes: 256 },
    ...{ doorbell: { target: puppet.ring, address: 0, value: 5 }, interrupts, intervalCycles: 8 },
    ...options,
  });
  driver.start();
  driver.postBuffers();
  await bench.run(2);
  return { bench, puppet, memory, bells, driver, device: new NaiveDevice(memory, driver, puppet) };
};

type Opened = Awaited<ReturnType<typeof open>>;

const habits: readonly (readonly [name: string, Partial<GuestDriverOptions>])[] = [
  ['one piece a buffer', {}],
  ['buffers cut into chains', { pieces: 3 }],
  ['chains of scattered descriptors', { pieces: 4, scatter: true, size: 32 }],
  ['a header of its own for each buffer', { pieces: 2, header: 'apart' }],
  ['a header that all buffers share', { pieces: 2, header: 'shared' }],
  ['indirect tables', { pieces: 4, indirect: true }],
  ['indirect tables with the header apart', { pieces: 5, indirect: true, header: 'apart' }],
  ['half a ring', { buffers: 4 }],
  ['merged buffers', { mergeable: true, bufferBytes: 100, size: 16 }],
  ['merged chains', { mergeable: true, bufferBytes: 100, size: 64, pieces: 3 }],
  ['merged indirect tables', { mergeable: true, bufferBytes: 100, size: 16, pieces: 3, indirect: true }],
];

describe.each(['split', 'packed'] as const)('a %s ring', format => {
  it.each(habits)('carries frames through many rounds with %s', async (_, habit) => {
    const { bench, driver, device, memory } = await open({ format, placement: 'tight', ...habit });
    const sent: Uint8Array[] = [];
    for (let i = 0; i < 40; i++) {
      const frame = frameOf(60 + ((i * 29) % 185), i);
      sent.push(frame);
      expect(await device.deliver(frame, habit.mergeable ? 17 : 1)).toBeGreaterThan(0);
      await bench.run(12);
    }
    expect((await driver.frames()).map(frame => [...frame.bytes])).toEqual(sent.map(frame => [...frame]));
    const ranges = deviceRanges(driver.plan);
    const shared = { address: driver.plan.sharedHeader, bytes: 12 };
    const allowed = habit.header === 'shared' ? [...ranges, shared] : ranges;
    for (const { address, bytes } of await memory.written()) {
      const inside = allowed.some(
        range => range.address <= address && address + BigInt(bytes) <= range.address + BigInt(range.bytes),
      );
      expect(inside, `${address} to ${address + BigInt(bytes)}`).toBe(true);
    }
  });

  it('wakes its driver by interrupts, and dates a frame by when it was shown', async () => {
    const { bench, puppet, device, driver } = await open({ format, wake: 'interrupt', intervalCycles: 300 });
    await device.deliver(frameOf(60, 1));
    const shown = bench.cycle;
    await bench.run(400);
    expect(await driver.frames()).toEqual([]);
    puppet.irq.send([{ data: 2n | (9n << 16n) }]);
    await bench.run(400);
    const [frame] = await driver.frames();
    expect(Math.abs(frame!.cycle - shown)).toBeLessThan(6);
  });

  it('rings only when the device wants it', async () => {
    const { bench, device, driver } = await open({ format, refill: 1 });
    const { doorbells } = await driver.statistics();
    await device.askFor('nothing');
    await device.deliver(frameOf(60, 1));
    await bench.run(30);
    expect(await driver.statistics()).toMatchObject({ posted: 8, doorbells });
    await device.askFor('everything');
    await device.deliver(frameOf(60, 2));
    await bench.run(30);
    expect(await driver.statistics()).toMatchObject({ posted: 8, doorbells: doorbells + 1 });
  });

  it('rings at the place that the device names', async () => {
    const { bench, device, driver } = await open({ format, refill: 1, eventIndex: true });
    const { doorbells } = await driver.statistics();
    // Eight buffers were posted: wake me when the tenth is.
    await device.askFor(format === 'split' ? 9 : { slot: 1, wrap: false });
    await device.deliver(frameOf(60, 1));
    await bench.run(30);
    expect(await driver.statistics()).toMatchObject({ posted: 8, doorbells });
    await device.deliver(frameOf(60, 2));
    await bench.run(30);
    expect(await driver.statistics()).toMatchObject({ posted: 8, doorbells: doorbells + 1 });
  });

  it('takes buffers back without a frame where that is allowed', async () => {
    const { bench, device, driver } = await open({ format, returns: true });
    await device.show([{ buffer: (await device.take())!, length: 0 }]);
    await bench.run(20);
    expect(await driver.statistics()).toMatchObject({ returned: 1, frames: 0, used: 1 });
  });

  /** What the driver says when it is shown used buffers. */
  const complaint = async ({ bench, device }: Opened, used: Parameters<NaiveDevice['show']>[0]): Promise<string> => {
    try {
      await device.show(used);
      await bench.run(100);
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing';
  };

  it('complains of a buffer that comes back without a frame', async () => {
    const opened = await open({ format });
    const buffer = (await opened.device.take())!;
    expect(await complaint(opened, [{ buffer, length: 0 }])).toContain('has length 0 with a buffer of 256');
  });

  it('complains of a buffer that it did not post', async () => {
    const opened = await open({ format });
    const buffer = (await opened.device.take())!;
    expect(await complaint(opened, [{ buffer: { ...buffer, id: 77 }, length: 72 }])).toMatch(
      /names (descriptor|buffer) 77 of 8/,
    );
  });

  it('complains of a frame of which only a part is shown', async () => {
    const opened = await open({ format, mergeable: true, bufferBytes: 100 });
    const buffer = (await opened.device.take())!;
    const bytes = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, ...frameOf(88, 1)]);
    await opened.device.fill(buffer, bytes);
    expect(await complaint(opened, [{ buffer, length: 100 }])).toContain('only 1 of 2 buffers of a frame were shown');
  });

  it('complains of a merged buffer that is not full', async () => {
    const opened = await open({ format, mergeable: true, bufferBytes: 100 });
    const { device } = opened;
    const [one, two] = [(await device.take())!, (await device.take())!];
    await device.fill(one, Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, ...frameOf(80, 1)]));
    await device.fill(two, frameOf(30, 5));
    const used = [
      { buffer: one, length: 92 },
      { buffer: two, length: 30 },
    ];
    expect(await complaint(opened, used)).toContain('buffer 1 of a frame of 2 buffers is not full');
  });

  it('complains of two buffers for a frame that may take one', async () => {
    const opened = await open({ format });
    const buffer = (await opened.device.take())!;
    await opened.device.fill(buffer, Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, ...frameOf(80, 1)]));
    expect(await complaint(opened, [{ buffer, length: 92 }])).toContain('byte 10 of the network header');
  });

  it('knows a verified checksum where that was negotiated, and complains of it elsewhere', async () => {
    const bytes = Uint8Array.from([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, ...frameOf(60, 1)]);
    const ready = async (guestChecksum: boolean) => {
      const opened = await open({ format, guestChecksum });
      const buffer = (await opened.device.take())!;
      await opened.device.fill(buffer, bytes);
      return { opened, used: [{ buffer, length: 72 }] };
    };
    const good = await ready(true);
    expect(await complaint(good.opened, good.used)).toBe('nothing');
    expect(await good.opened.driver.statistics()).toMatchObject({ frames: 1, dataValid: 1 });
    const bad = await ready(false);
    expect(await complaint(bad.opened, bad.used)).toContain('byte 0 of the network header');
  });
});

describe('a packed ring', () => {
  it.each([1, 3, 7])('may have %i descriptors', async size => {
    const { bench, device, driver } = await open({ format: 'packed', size, refill: 1 });
    for (let i = 0; i < 20; i++) {
      expect(await device.deliver(frameOf(60 + i, i))).toBe(1);
      await bench.run(12);
    }
    expect(await driver.statistics()).toMatchObject({ frames: 20 });
  });

  it('complains of a written buffer without the flag for it', async () => {
    const { bench, device } = await open({ format: 'packed' });
    const buffer = (await device.take())!;
    await device.fill(buffer, Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, ...frameOf(60, 1)]));
    const shown = device.show([{ buffer, length: 72, flags: 0x8080 }]).then(() => bench.run(100));
    await expect(shown).rejects.toThrow('with length 72 and flags 0x8080');
  });
});

describe('habits that contradict each other', () => {
  it.each([
    [{ header: 'apart' as const }, 'at least two pieces'],
    [{ indirect: true }, 'at least two pieces'],
    [{ buffers: 9 }, '1 to 8 buffers, not 9'],
    [{ size: 3 }, 'a power of two of descriptors; 3 is none'],
  ])('are refused: %o', async (habit, sentence) => {
    await expect(open(habit)).rejects.toThrow(sentence);
  });
});
