// SPDX-License-Identifier: Apache-2.0
/** Run control: what starts a queue and with which settings, what stops it, and that no run begins before the last has ended. */
import { describe, expect, it } from 'vitest';
import { beatBytes } from '../../../../hdl/lib/host-bus.ts';
import { type Config, configs, queueCount } from '../../../../hdl/spec/configs.ts';
import { stuckClocks } from '../../../../hdl/virtqueue/control/run-state.ts';
import { seededRandom } from '../../../support/random.ts';
import { ControlBench, controlOptions, type Settings, type Window } from './control-bench.ts';

const sizes: readonly (readonly [string, Config])[] = (['tiny', '10g', '100g'] as const).map(name => [
  name,
  configs[name],
]);

const windowsOf = (config: Config): Window[] =>
  Array.from({ length: config.functions }, (_, fn) => ({
    base: BigInt(fn + 1) << 40n,
    last: (BigInt(fn + 1) << 40n) + 0xf_ffffn,
  }));
const benchOf = (config: Config): ControlBench => new ControlBench(config, windowsOf(config));

const split = (config: Config, queue: number): Settings => {
  const { base } = windowsOf(config)[Math.floor(queue / config.queuesPerFunction)]!;
  return {
    descriptors: base + 0x1_0000n,
    driver: base + 0x2_0002n,
    device: base + 0x3_0004n,
    size: 256,
    vector: 0x1234,
    features: ['mergeable', 'indirect'],
    mergeLimit: 0,
    available: { index: 0, wrap: 1 },
    used: { index: 0, wrap: 1 },
  };
};
const packed = (config: Config, queue: number): Settings => ({
  ...split(config, queue),
  driver: split(config, queue).driver + 2n,
  size: 100,
  features: ['packed', 'event_index'],
});

const enable = (bench: ControlBench, queue: number, settings: Settings, resume = false): void => {
  bench.settings(queue, settings);
  bench.write(queue, 'control', resume ? 3 : 1);
};
const fresh = { index: 0, wrap: 1 };

describe.each(sizes)('run control of %s', (_, config) => {
  const last = queueCount(config) - 1;

  it('tells of every queue once after reset, and knows none', () => {
    const bench = benchOf(config);
    const queues = Array.from({ length: last + 1 }, (_q, queue) => queue);
    expect(bench.changes.map(({ queue, running }) => [queue, running])).toEqual(queues.map(queue => [queue, 0]));
    bench.places.set(last, { available: { index: 77, wrap: 1 }, used: { index: 77, wrap: 1 } });
    bench.run(8 * (last + 1));
    expect(bench.status(last)).toEqual({
      error: 'none',
      enabled: false,
      busy: false,
      stuck: false,
      suspended: false,
      available: { index: 0, wrap: 0 },
      used: { index: 0, wrap: 0 },
    });
  });

  it('hands out the settings that were written, under a new epoch each time', () => {
    const bench = benchOf(config);
    const runs: Settings[] = [
      split(config, last),
      { ...packed(config, last), size: 32768, mergeLimit: 5 },
      { ...split(config, last), size: 1, features: ['mergeable'], mergeLimit: 17, vector: 0 },
    ];
    for (const [i, settings] of runs.entries()) {
      enable(bench, last, settings);
      expect(bench.settled(last)).toMatchObject({ error: 'none', enabled: true, busy: false });
      const start = bench.starts.at(-1)!;
      const mergeLimit = settings.features.includes('mergeable') ? settings.mergeLimit || 17 : 1;
      expect(start).toEqual({
        ...settings,
        mergeLimit,
        queue: last,
        epoch: i + 1,
        available: fresh,
        used: fresh,
        clock: start.clock,
      });
      expect(bench.changes.at(-1)).toEqual({ clock: start.clock, queue: last, running: 1, beginning: 1, epoch: i + 1 });
      bench.write(last, 'control', 0);
      expect(bench.settled(last)).toMatchObject({ error: 'none', enabled: false, busy: false });
    }
    expect(bench.stopped).toEqual([]);
  });

  it('starts at the written places if asked, and shows where the queue is', () => {
    const bench = benchOf(config);
    const at = { available: { index: 65530, wrap: 1 }, used: { index: 65500, wrap: 1 } };
    enable(bench, 0, { ...split(config, 0), ...at }, true);
    expect(bench.settled(0)).toMatchObject({ enabled: true });
    expect(bench.starts.at(-1)).toMatchObject(at);
    bench.places.set(0, { available: { index: 3, wrap: 1 }, used: { index: 2, wrap: 1 } });
    bench.run(4 * (last + 1));
    expect(bench.status(0)).toMatchObject({ available: { index: 3, wrap: 1 }, used: { index: 2, wrap: 1 } });
    bench.write(0, 'control', 0);
    bench.settled(0);
    const there = { available: { index: 99, wrap: 0 }, used: { index: 7, wrap: 1 } };
    enable(bench, 0, { ...packed(config, 0), ...there }, true);
    expect(bench.settled(0)).toMatchObject({ enabled: true, ...there });
    expect(bench.starts.at(-1)).toMatchObject(there);
  });

  const refusals: readonly (readonly [string, string, (good: Settings, ring: Settings) => Settings])[] = [
    ['no entries', 'settings', good => ({ ...good, size: 0 })],
    ['a split ring of 48', 'settings', good => ({ ...good, size: 48 })],
    ['65,536 entries', 'settings', good => ({ ...good, size: 65536 })],
    ['32,769 entries of a packed ring', 'settings', (_good, ring) => ({ ...ring, size: 32769 })],
    ['a size with bits beyond', 'settings', good => ({ ...good, size: 0x1_0100 })],
    ['a table off by 8', 'settings', good => ({ ...good, descriptors: good.descriptors + 8n })],
    ['an avail ring off by 1', 'settings', good => ({ ...good, driver: good.driver + 1n })],
    ['a used ring off by 2', 'settings', good => ({ ...good, device: good.device + 2n })],
    ['events of a packed ring off by 2', 'settings', (_good, ring) => ({ ...ring, driver: ring.driver + 2n })],
    ['18 merged buffers', 'settings', good => ({ ...good, mergeLimit: 18 })],
    ['places further apart than the ring', 'settings', good => ({ ...good, available: { index: 300, wrap: 1 } })],
    ['a place beyond a packed ring', 'settings', (_good, ring) => ({ ...ring, used: { index: 100, wrap: 1 } })],
    ['a feature that is not offered', 'features', good => ({ ...good, features: ['in_order'] })],
    [
      'the other feature that is not offered',
      'features',
      good => ({ ...good, features: ['mergeable', 'guest_checksum'] }),
    ],
    [
      'a table below the window',
      'window',
      good => ({ ...good, descriptors: ((good.descriptors >> 40n) << 40n) - 16n }),
    ],
    ['a used ring of another function', 'window', good => ({ ...good, device: good.device + (1n << 40n) })],
  ];
  it.each(refusals)('refuses %s (%s), and starts with good settings after it', (_what, error, change) => {
    const bench = benchOf(config);
    enable(bench, last, change(split(config, last), packed(config, last)), true);
    expect(bench.settled(last)).toMatchObject({ error, enabled: false, busy: false });
    expect(bench.starts).toEqual([]);
    expect(bench.stopped.map(({ queue, error: why }) => [queue, why])).toEqual([[last, error]]);
    enable(bench, last, packed(config, last));
    expect(bench.settled(last)).toMatchObject({ error: 'none', enabled: true });
  });

  it('refuses features that nobody knows', () => {
    const bench = benchOf(config);
    for (const bit of [6, 15, 23]) {
      bench.settings(0, split(config, 0));
      bench.write(0, 'features', 2 ** bit);
      bench.write(0, 'control', 1);
      expect(bench.settled(0)).toMatchObject({ error: 'features', enabled: false });
    }
  });

  it('holds what a queue uses against the window to the byte, in whole beats where it is read', () => {
    const bench = benchOf(config);
    const fn = Math.floor(last / config.queuesPerFunction);
    const beat = BigInt(beatBytes(config));
    const whole = (end: bigint): bigint => (end / beat) * beat + beat - 1n;
    const good = split(config, last);
    const ring = packed(config, last);
    // The last byte that must lie inside, and the first.
    const ends: readonly (readonly [Settings, bigint])[] = [
      [
        { ...good, descriptors: good.device + 0x1_0000n },
        whole(good.device + 0x1_0000n + 16n * 256n - 1n),
      ].flat() as any,
      [{ ...good, driver: good.device + 0x1_0000n }, whole(good.device + 0x1_0000n + 6n + 2n * 256n - 1n)],
      [{ ...good, device: good.device + 0x1_0000n }, good.device + 0x1_0000n + 6n + 8n * 256n - 1n],
      [{ ...ring, driver: ring.device + 0x1_0000n }, whole(ring.device + 0x1_0000n + 3n)],
      [{ ...ring, device: ring.device + 0x1_0000n }, ring.device + 0x1_0000n + 3n],
    ].filter(([settings]) => (settings as Settings).descriptors % 16n === 0n) as any;
    const firsts: readonly (readonly [Settings, bigint])[] = [
      [{ ...good, driver: good.descriptors - 0x1002n }, ((good.descriptors - 0x1002n) / beat) * beat],
      [{ ...good, device: good.descriptors - 0x1004n }, good.descriptors - 0x1004n],
    ];
    const tries = [
      ...ends.flatMap(([settings, end]) => [0n, 1n].map(less => ({ settings, less, window: { last: end - less } }))),
      ...firsts.flatMap(([settings, first]) =>
        [0n, 1n].map(less => ({ settings, less, window: { base: first + less } })),
      ),
    ];
    expect(tries.length).toBeGreaterThan(10);
    for (const { settings, less, window } of tries) {
      bench.windows = windowsOf(config);
      bench.windows[fn] = { ...bench.windows[fn]!, ...window };
      enable(bench, last, settings);
      expect([settings, window, bench.settled(last).error]).toEqual([
        settings,
        window,
        less === 0n ? 'none' : 'window',
      ]);
      bench.write(last, 'control', 0);
      bench.settled(last);
    }
  });

  it('ends a run in order: it begins nothing more, then it is drained, then it runs no more', () => {
    const bench = benchOf(config);
    enable(bench, 0, split(config, 0));
    bench.settled(0);
    for (const part of controlOptions.drains) {
      const before = bench.changes.length;
      bench.held.get(part)!.add(0);
      bench.write(0, 'control', 0);
      bench.write(0, 'control', 1);
      bench.run(20 * (last + 1) + 300);
      expect(bench.changes.slice(before).map(({ running, beginning }) => [running, beginning])).toEqual([[1, 0]]);
      expect(bench.status(0)).toMatchObject({ enabled: false, busy: true, error: 'none' });
      expect(bench.occupied(0)).toBe(true);
      bench.held.get(part)!.delete(0);
      const free = bench.clock;
      // It was stopped and started in one breath: both are obeyed.
      expect(bench.settled(0)).toMatchObject({ enabled: true, busy: false });
      const [, ended, begun] = bench.changes.slice(before);
      expect([ended!.running, ended!.beginning, begun!.running, begun!.beginning]).toEqual([0, 0, 1, 1]);
      expect(ended!.clock - free).toBeGreaterThan(12);
      expect(begun!.epoch).toBe(ended!.epoch + 1);
    }
  });

  it('is not drained while any part holds something in any clock of a visit', () => {
    const bench = benchOf(config);
    enable(bench, 0, split(config, 0));
    bench.settled(0);
    const parts = controlOptions.drains;
    bench.write(0, 'control', 0);
    // One part or another holds something all the time, each of them seldom.
    for (let clock = 0; clock < 600; clock++) {
      parts.forEach((part, n) => {
        if (clock % 5 === 0 && Math.floor(clock / 5) % parts.length === n) bench.held.get(part)!.add(0);
        else bench.held.get(part)!.delete(0);
      });
      bench.run(1);
    }
    expect(bench.status(0)).toMatchObject({ busy: true });
    for (const part of parts) bench.held.get(part)!.delete(0);
    expect(bench.settled(0)).toMatchObject({ busy: false });
  });

  it('stops a queue at once when a part says so, keeps the first error, and ignores stops of other runs', () => {
    const bench = benchOf(config);
    enable(bench, last, split(config, last));
    enable(bench, 0, split(config, 0));
    bench.settled(last);
    bench.settled(0);
    const { epoch } = bench.starts.find(({ queue }) => queue === last)!;
    const before = bench.changes.length;
    bench.stop('fetch', last, epoch + 1, 'avail_index');
    bench.run(100);
    expect(bench.changes.length).toBe(before);
    bench.held.get('take')!.add(last);
    bench.stop('writer', last, epoch, 'bus');
    bench.run(3);
    bench.stop('fetch', last, epoch, 'avail_index');
    expect(bench.until(() => bench.changes.length > before)).toBeLessThan(60);
    expect(bench.changes.at(-1)).toMatchObject({ queue: last, running: 0, beginning: 0, epoch });
    bench.run(5 * (last + 1));
    expect(bench.status(last)).toMatchObject({ error: 'bus', enabled: false, busy: true });
    expect(bench.stopped.map(({ queue, error }) => [queue, error])).toEqual([[last, 'bus']]);
    bench.held.get('take')!.delete(last);
    expect(bench.settled(last)).toMatchObject({ error: 'bus', enabled: false, busy: false });
    expect(bench.status(0)).toMatchObject({ enabled: true });
    bench.write(last, 'control', 1);
    expect(bench.settled(last)).toMatchObject({ error: 'none', enabled: true });
  });

  it('turns an end in order into one at once when a part finds an error', () => {
    const bench = benchOf(config);
    enable(bench, 0, split(config, 0));
    bench.settled(0);
    bench.held.get('publish')!.add(0);
    bench.write(0, 'control', 0);
    bench.until(() => bench.changes.at(-1)!.beginning === 0);
    bench.stop('writer', 0, bench.starts[0]!.epoch, 'bus');
    bench.until(() => bench.changes.at(-1)!.running === 0);
    bench.held.get('publish')!.delete(0);
    expect(bench.settled(0)).toMatchObject({ error: 'bus', enabled: false, busy: false });
  });

  it('suspends a function and lets it go on where it was', () => {
    const bench = benchOf(config);
    const fn = config.functions - 1;
    enable(bench, last, packed(config, last));
    enable(bench, 0, split(config, 0));
    expect([bench.settled(last), bench.settled(0)]).toMatchObject([{ enabled: true }, { enabled: true }]);
    const there = { available: { index: 40, wrap: 0 }, used: { index: 33, wrap: 0 } };
    bench.places.set(last, there);
    bench.held.get('publish')!.add(last);
    bench.suspend([fn]);
    bench.run(30 * (last + 1) + 200);
    expect([bench.suspended(fn), bench.occupied(fn)]).toEqual([false, true]);
    bench.held.get('publish')!.delete(last);
    bench.until(() => bench.suspended(fn));
    expect(bench.status(last)).toMatchObject({ enabled: false, busy: false, suspended: true, error: 'none', ...there });
    expect(bench.status(0)).toMatchObject({ enabled: true });
    // A start that is asked for meanwhile changes nothing of that; other settings that are written do.
    bench.write(last, 'vector', 7);
    bench.write(last, 'control', 1);
    bench.run(20 * (last + 1));
    expect(bench.suspended(fn)).toBe(true);
    bench.suspend([]);
    bench.until(() => bench.runsNow(last));
    expect(bench.starts.at(-1)).toMatchObject({ queue: last, vector: 7, ...there });
    bench.run(20 * (last + 1));
    expect(bench.starts).toHaveLength(3);
    // And a stop while it is suspended ends it for good.
    bench.suspend([fn]);
    bench.until(() => bench.suspended(fn));
    bench.write(last, 'control', 0);
    bench.settled(last);
    bench.suspend([]);
    bench.run(20 * (last + 1) + 100);
    expect(bench.status(last)).toMatchObject({ enabled: false, busy: false, suspended: false });
  });

  it('lets a queue that fails while its function is suspended stay stopped', () => {
    const bench = benchOf(config);
    const fn = config.functions - 1;
    enable(bench, last, split(config, last));
    bench.settled(last);
    bench.held.get('publish')!.add(last);
    bench.suspend([fn]);
    bench.until(() => bench.changes.at(-1)!.beginning === 0);
    bench.stop('writer', last, bench.starts[0]!.epoch, 'bus');
    bench.until(() => bench.stopped.length === 1);
    bench.held.get('publish')!.delete(last);
    bench.until(() => bench.suspended(fn));
    bench.suspend([]);
    bench.run(20 * (last + 1) + 200);
    expect(bench.starts).toHaveLength(1);
    expect(bench.status(last)).toMatchObject({ enabled: false, busy: false, suspended: false, error: 'bus' });
  });

  it('stops all and starts none while quiesced, and forgets what was asked', () => {
    const bench = benchOf(config);
    for (const queue of [0, last]) enable(bench, queue, split(config, queue));
    for (const queue of [0, last]) bench.settled(queue);
    bench.quiesce(true);
    bench.write(0, 'control', 1);
    bench.until(() => !bench.occupied(0) && !bench.occupied(config.functions - 1));
    for (const queue of [0, last]) expect(bench.settled(queue)).toMatchObject({ enabled: false, suspended: false });
    bench.write(0, 'control', 1);
    bench.run(20 * (last + 1));
    bench.quiesce(false);
    bench.run(20 * (last + 1));
    expect(bench.starts).toHaveLength(2);
    expect(bench.status(0)).toMatchObject({ enabled: false, busy: false });
  });

  it('obeys a request within a round of 3 clocks a queue and what a start takes', () => {
    const bench = benchOf(config);
    bench.settings(last, split(config, last));
    bench.until(() => bench.written);
    bench.write(last, 'control', 1);
    expect(bench.until(() => bench.runsNow(last))).toBeLessThan(3 * (last + 1) + 50);
    bench.write(last, 'control', 0);
    expect(bench.until(() => !bench.runsNow(last))).toBeLessThan(2 * 3 * (last + 1) + 30);
  });

  it('calls a function occupied from the request on', () => {
    const bench = benchOf(config);
    const fn = config.functions - 1;
    expect(bench.occupied(fn)).toBe(false);
    bench.write(last, 'control', 1);
    bench.until(() => bench.status(last).busy);
    expect(bench.occupied(fn)).toBe(true);
  });

  it.skipIf(config !== configs.tiny)('says when a queue is stuck, and lets it hold back nobody', () => {
    const bench = benchOf(config);
    for (const queue of [0, last]) enable(bench, queue, split(config, queue));
    for (const queue of [0, last]) bench.settled(queue);
    bench.held.get('fetch')!.add(0);
    bench.write(0, 'control', 0);
    bench.run(stuckClocks - 2000);
    expect(bench.status(0)).toMatchObject({ busy: true, stuck: false });
    bench.run(stuckClocks + 8 * (last + 1) + 2000);
    expect(bench.status(0)).toMatchObject({ busy: true, stuck: true, error: 'none' });
    bench.write(last, 'control', 0);
    bench.write(last, 'control', 1);
    expect(bench.settled(last)).toMatchObject({ enabled: true });
    bench.held.get('fetch')!.delete(0);
    expect(bench.settled(0)).toMatchObject({ busy: false, stuck: false });
  });

  it('ends what was asked last, whatever comes in between', () => {
    const random = seededRandom(config.functions);
    const bench = benchOf(config);
    const queues = [0, Math.floor(last / 2), last];
    for (const queue of queues) bench.settings(queue, split(config, queue));
    const wanted = new Map<number, boolean>();
    let runs = 0;
    for (let turn = 0; turn < 60; turn++) {
      for (let i = random.between(1, 6); i > 0; i--) {
        const queue = random.pick(queues);
        const on = random.chance(0.5);
        bench.write(queue, 'control', Number(on));
        wanted.set(queue, on);
      }
      for (const held of bench.held.values()) {
        for (const queue of queues) {
          if (random.chance(0.15) && bench.runsNow(queue)) held.add(queue);
          else held.delete(queue);
        }
      }
      bench.run(random.between(1, 80 + 10 * last));
      // Nothing begins while a part holds something of an earlier run.
      for (const start of bench.starts.slice(runs)) {
        const earlier = bench.changes
          .filter(({ queue, clock }) => queue === start.queue && clock < start.clock)
          .at(-1)!;
        expect([earlier.running, earlier.beginning]).toEqual([0, 0]);
      }
      runs = bench.starts.length;
    }
    for (const held of bench.held.values()) held.clear();
    for (const queue of new Set(queues)) {
      const { enabled, error } = bench.settled(queue);
      expect([queue, enabled, error]).toEqual([queue, wanted.get(queue) ?? false, 'none']);
    }
    expect(runs).toBeGreaterThan(3);
    expect(bench.wrong).toEqual([]);
  });
});
