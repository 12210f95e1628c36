// SPDX-License-Identifier: Apache-2.0
/**
 * Guests that do all they can, drawn by seed: rings of both formats that change under the device, doorbells, queues stopped and
 * started at any moment, late answers, errors, and now and then a bus that holds everybody back. Their neighbours get every frame
 * whole and in order, nothing is written outside a window, every frame is counted once, no queue stays busy, and the functions of the
 * attackers work at full load for the guests that have them next.
 */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { type Config, type ConfigName, configs } from '../../../hdl/spec/configs.ts';
import { netHeaderBytes } from '../../../hdl/spec/virtio/virtqueue.ts';
import { top } from '../../../hdl/top.ts';
import { loadedVms } from '../../../sim/benchmarks/four-vms.ts';
import { type Machine, openMachine } from '../../../sim/machine.ts';
import type { QueueHabits } from '../../../sim/queue-habits.ts';
import { keepOnFailure } from '../../../sim/vitest.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { HostileTenant } from './hostile-tenant.ts';

const attacks = (
  name: ConfigName,
  seeds: readonly number[],
  rounds: number,
  check: typeof it | typeof it.fails = it,
): void => {
  const config: Config = configs[name];
  const design = emitVerilog(top(config));
  const longest = name === 'tiny' ? 1514 : 9018;

  const victimHabits = (random: Random): QueueHabits => {
    const format = random.pick(['split', 'packed'] as const);
    const eventIndex = random.chance(0.5);
    const header = random.pick(['inside', 'apart', 'shared'] as const);
    const pieces = header === 'inside' ? random.pick([1, 1, 2, 3]) : random.pick([2, 3]);
    const mergeable = header !== 'shared' && random.chance(0.4);
    const whole = netHeaderBytes + longest;
    const most = Math.min(17, Math.floor(32 / pieces));
    const bufferBytes = mergeable
      ? random.between(Math.ceil(whole / (name === 'tiny' ? Math.min(most, 4) : most)), whole)
      : random.between(whole, whole + 500);
    return {
      ...{ format, eventIndex, header, pieces, mergeable, bufferBytes },
      queueSize: format === 'split' ? random.pick([256, 512]) : random.between(200, 400),
      indirect: pieces > 1 && random.chance(0.5),
      scatter: random.chance(0.5),
      shuffle: random.chance(0.5),
      wake: random.pick(['poll', 'interrupt', 'adaptive'] as const),
      placement: random.pick(['page', 'tight'] as const),
      bufferOffset: random.between(0, 63),
      intervalCycles: random.between(20, 200),
    };
  };

  const hostiles = name === 'tiny' ? [1] : [1, 5];
  const victims = name === 'tiny' ? [0] : [2, 3, 4];
  const addressed = [...hostiles.slice(0, 1), ...victims];

  const misbehave = async (machine: Machine, tenant: HostileTenant, random: Random): Promise<void> => {
    const { fn } = tenant;
    const halves = [machine.hostBus.read!, machine.hostBus.write!];
    const half = random.pick(halves);
    const state = await tenant.status();
    if (!state.enabled && !state.busy && random.chance(0.8)) {
      await tenant.start();
      await tenant.idle(1000);
      return tenant.post(40);
    }
    const mad = tenant.madness.descriptors > 0 || tenant.madness.ring > 0;
    const acts: [number, () => Promise<void> | void][] = [
      [16, () => tenant.post(random.between(1, 40))],
      [
        mad ? 2 : 0,
        () => {
          for (let i = random.between(1, 10); i > 0; i--) tenant.scribble();
        },
      ],
      [2, () => tenant.ring(random.between(1, 12))],
      [1, () => tenant.stop()],
      [1, () => tenant.start()],
      [
        1,
        async () => {
          await tenant.stop();
          await tenant.start();
        },
      ],
      [
        2,
        async () => {
          await tenant.stop();
          await tenant.idle(random.between(100, 3000));
          await tenant.start();
          await tenant.post(20);
        },
      ],
    ];
    acts.push(
      [1, () => half.delay(fn, random.pick([0, 0, 300, 2000]))],
      [2, () => half.withhold(fn, random.between(100, 4000))],
      [
        1,
        () =>
          half.inject({
            function: fn,
            response: random.pick(['slaveError', 'decodeError']),
            after: random.between(0, 5),
            count: random.between(1, 3),
          }),
      ],
    );
    acts.push([
      1,
      async () => {
        const [h, channel] = random.pick([
          [halves[0]!, 'address'],
          [halves[1]!, 'address'],
          [halves[1]!, 'data'],
        ] as const);
        h.hold(channel);
        await machine.bench.run(random.between(20, name === 'tiny' ? 60 : 300));
        h.hold(channel, false);
      },
    ]);
    let draw = random.between(
      1,
      acts.reduce((sum, [weight]) => sum + weight, 0),
    );
    for (const [weight, act] of acts) {
      draw -= weight;
      if (draw <= 0) {
        return void (await act());
      }
    }
  };

  describe(`a card (${name}) among guests that attack it`, () => {
    check.each(seeds)('costs their neighbours nothing (seed %i)', { timeout: 600_000 }, async seed => {
      const random = seededRandom(seed * 7919);
      const loaded = loadedVms(config, addressed, { broadcast: true });
      const images = { ...loaded.images, ruleDefault: 3 };
      const habits = Array.from({ length: config.functions }, () => victimHabits(random));
      const bus = {
        hostBus: {
          jitterCycles: random.pick([0, 60, 200]),
          outOfOrder: true,
          maxOutstanding: 256,
          stall: random.pick([0, 0.05]),
        },
        readLatencyNs: random.pick([200, 800]),
      };
      const machine = keepOnFailure(
        await openMachine(design, config, {
          seed,
          queueHabits: fn => habits[fn]!,
          ...bus,
          interruptStall: random.pick([0, 0.3]),
        }),
      );
      await machine.start(images);
      const tenants: HostileTenant[] = [];
      for (const fn of hostiles) {
        for (let q = 0; q < config.queuesPerFunction; q++) {
          machine.drivers[machine.queueIndex(fn, q)]!.setPosting(false);
          await machine.registers.write([
            { address: machine.map.address('rx_queue', machine.queueIndex(fn, q), 'control'), data: 0 },
          ]);
        }
        for (let q = 0; q < config.queuesPerFunction; q++)
          while ((await machine.queueStatus({ function: fn, queue: q })).busy) await machine.bench.run(50);
        const tenant = new HostileTenant(machine, fn, 0, random);
        await machine.card.setWindow(fn, tenant.first, tenant.last);
        tenants.push(tenant);
        if (config.queuesPerFunction > 1) {
          const second = new HostileTenant(machine, fn, 1, random);
          Object.assign(second, { first: tenant.first, last: tenant.last });
          tenants.push(second);
        }
      }
      expect((await machine.card.refused()).windows).toBe(0);
      const expected = new Map<number, string[]>(victims.map(v => [v, []]));
      let copies = 0;
      let n = 0;
      let serial = 0;
      for (let round = 0; round < rounds; round++) {
        for (const t of tenants) {
          t.madness = { descriptors: random.pick([0, 0, 0.003, 0.02, 0.3]), ring: random.pick([0, 0, 0, 0.003, 0.05]) };
        }
        const frames = Array.from({ length: name === 'tiny' ? 30 : 100 }, () => {
          const length = random.pick([
            60,
            random.between(60, 200),
            random.between(60, 1514),
            ...(random.chance(0.1) ? [random.between(1500, longest)] : []),
          ]);
          const i = random.chance(0.35) ? n - (n % addressed.length) : n;
          n++;
          const bytes = loaded.frameTo(i, length);
          // A number that tells frames apart.
          new DataView(bytes.buffer).setUint32(54, ++serial);
          const target = addressed[i % addressed.length]!;
          const isGroup = random.chance(0.1);
          if (isGroup) {
            bytes[0] = 1;
            bytes[1] = 0;
            bytes[2] = 0x5e;
            bytes[3] = 0;
            bytes[4] = 0;
            bytes[5] = 1;
          }
          copies += isGroup ? addressed.length : 1;
          const hex = Buffer.from(bytes).toString('hex');
          for (const v of victims) if (isGroup || v === target) expected.get(v)!.push(hex);
          return { bytes, extraGapBytes: name === 'tiny' ? 400 + 2 * length : random.pick([20, 100, 100 + length]) };
        });
        machine.mac.send(frames);
        const turns = name === 'tiny' ? 12 : 20;
        for (let turn = 0; turn < turns; turn++) {
          const cycles = random.between(1, random.pick([30, 300, 600]));
          await machine.bench.run(cycles);
          await misbehave(machine, random.pick(tenants), random);
        }
        await machine.mac.finished({ maxCycles: 1_000_000 });
        await machine.card.takeStops();
      }
      for (const half of [machine.hostBus.read!, machine.hostBus.write!]) {
        half.hold('address', false);
        for (const fn of hostiles) {
          half.delay(fn, 0);
          half.release(fn);
        }
      }
      machine.hostBus.write!.hold('data', false);
      await machine.bench.run(5000);
      const busy: string[] = [];
      for (const t of tenants) await t.stop();
      for (const t of tenants) if (!(await t.idle())) busy.push(`${t.fn}.${t.queue}`);
      await machine.rest();
      const got = await machine.deliveries();
      const counters = await machine.counters();
      expect(busy).toEqual([]);
      for (const v of victims) {
        const queue = machine.queueIndex(v, 0);
        const have = got[queue]!.map(({ bytes }) => bytes.toString('hex'));
        const want = expected.get(v)!;
        const at = want.findIndex((w, i) => have[i] !== w);
        expect([v, have.length, at]).toEqual([v, want.length, -1]);
        expect(await machine.queueStatus(machine.drivers[queue]!)).toMatchObject({ error: 'none', enabled: true });
      }
      const counted = counters.flatMap(slot => Object.values(slot)).reduce((sum, { frames: one }) => sum + one, 0);
      expect(counted).toBe(copies);
      const stray = (await machine.strayWrites()).filter(
        ({ address, bytes }) => !tenants.some(t => address >= t.first && address + BigInt(bytes) - 1n <= t.last),
      );
      expect(stray).toEqual([]);
      expect((await machine.card.faults()).filter(f => f !== 'stop_lost')).toEqual([]);
      await machine.card.clearFaults();
      // Given back to good guests, the functions work at full load, as nothing of what came before is left.
      for (const fn of hostiles) {
        const { first, last } = machine.functions[fn]!;
        await machine.card.setWindow(fn, first, last);
      }
      expect((await machine.card.refused()).windows).toBe(0);
      const again = hostiles.flatMap(fn =>
        Array.from({ length: config.queuesPerFunction }, (_, q) => machine.drivers[machine.queueIndex(fn, q)]!),
      );
      for (const d of again) d.setPosting(true);
      // Faults of the bus that are still to come strike now.
      for (let clean = 0, tries = 0; clean < 2; tries++) {
        expect(tries).toBeLessThan(200);
        for (const d of again)
          await machine.registers.write([
            { address: machine.map.address('rx_queue', machine.queueIndex(d.function, d.queue), 'control'), data: 0 },
          ]);
        for (const d of again) while ((await machine.queueStatus(d)).busy) await machine.bench.run(50);
        await machine.startQueues(again);
        await machine.run(
          Array.from({ length: 12 }, () => ({
            bytes: loaded.frameTo(addressed.indexOf(hostiles[0]!), 60),
            extraGapBytes: 3000,
          })),
        );
        for (let i = 0; i < 8; i++) {
          await machine.registers.write(
            hostiles.map(fn => ({
              address: machine.map.address('function_page', fn, 'rx0_notify'),
              data: 0,
              bytes: 2 as const,
            })),
          );
          await machine.bench.run(600);
        }
        const states = await Promise.all(again.map(d => machine.queueStatus(d)));
        for (const state of states) expect(['none', 'bus']).toContain(state.error);
        clean = states.every(({ error }) => error === 'none') ? clean + 1 : 0;
      }
      await machine.deliveries();
      const more = Array.from({ length: name === 'tiny' ? 40 : 800 }, (_, i) => {
        const bytes = loaded.frameTo(i, random.pick([60, 60, 60, 1000]));
        new DataView(bytes.buffer).setUint32(54, ++serial);
        return { bytes, extraGapBytes: name === 'tiny' ? 2000 : 25 };
      });
      await machine.run(more);
      const last = await machine.deliveries();
      for (const [i, fn] of addressed.entries()) {
        const want = more
          .filter((_, at) => at % addressed.length === i)
          .map(({ bytes }) => Buffer.from(bytes).toString('hex'));
        expect([fn, last[machine.queueIndex(fn, 0)]!.map(({ bytes }) => bytes.toString('hex')).length]).toEqual([
          fn,
          want.length,
        ]);
        expect(last[machine.queueIndex(fn, 0)]!.map(({ bytes }) => bytes.toString('hex'))).toEqual(want);
      }
      expect(await machine.card.faults()).toEqual([]);
    });
  });
};

// Seeds that have found faults, and others.
attacks('tiny', [2, 6, 9, 13, 20], 15);
attacks('10g', [1, 5], 12);
// One function reads the tables of its buffers one at a time, hardly as fast as its frames come: with reads a little later it loses
// 1 or 2 of 200 by its own quota.
attacks('10g', [2001], 34);
