// SPDX-License-Identifier: Apache-2.0
/**
 * The whole machine against policy and tables, both directions at once: every received frame in the right VM's ring, every frame
 * that a VM may send on the wire in the order of its queue, byte for byte; every other one counted, nothing else written anywhere; and VMs
 * that harm themselves harm nobody else.
 */
import fc from 'fast-check';
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { compileBanks } from '../../firmware/compile/banks/compile-banks.ts';
import type { CompiledPolicy } from '../../firmware/compile/compile.ts';
import { placePolicy } from '../../firmware/compile/place.ts';
import { simulationSecret } from '../../firmware/compile/secret.ts';
import type { Policy } from '../../firmware/policy/policy.ts';
import { configs } from '../../hdl/spec/configs.ts';
import { netHeaderBytes } from '../../hdl/spec/virtio/virtqueue.ts';
import { top } from '../../hdl/top.ts';
import { fourVms, vmCount } from '../../sim/benchmarks/four-vms.ts';
import type { PacedFrame } from '../../sim/mac.ts';
import { type Machine, type MachineOptions, openMachine } from '../../sim/machine.ts';
import { expectedDelivery } from '../../sim/model/delivery-model.ts';
import type { SenderHabits } from '../../sim/queue-habits.ts';
import { keepOnFailure } from '../../sim/vitest.ts';
import { type Answers, answersFor } from '../../src/replay/answers.ts';
import { compareHardware } from '../../src/replay/compare-hardware.ts';
import { compareSent } from '../../src/replay/compare-sent.ts';
import { localDeliveries } from '../../src/replay/local-deliveries.ts';
import { arbitraryWireFrame } from '../support/arbitrary-frames.ts';
import { arbitraryPolicy } from '../support/arbitrary-policies.ts';
import { sentTraffic } from '../support/sent-traffic.ts';

const designs = { tiny: emitVerilog(top(configs.tiny)), '10g': emitVerilog(top(configs['10g'])) };
type Name = keyof typeof designs;

const open = async (name: Name, options: MachineOptions = {}): Promise<Machine> =>
  keepOnFailure(await openMachine(designs[name], configs[name]!, options));

/**
 * Frames with a bad FCS or too long now and then, and with idle wire between them: a gap keeps slow group deliveries from
 * piling up.
 */
const arbitraryTraffic = (name: Name): fc.Arbitrary<PacedFrame[]> => {
  const tooLong = configs[name]!.maxFrameBytes + 1;
  const traffic = fc
    .record({ bytes: arbitraryWireFrame.filter(bytes => bytes.length > 0), dice: fc.nat(40) })
    .map(({ bytes, dice }) => ({
      bytes: dice === 1 ? Uint8Array.from([...bytes, ...new Uint8Array(tooLong)]) : bytes,
      unpadded: true,
      badFcs: dice === 0,
      extraGapBytes: 400 + dice * 20,
    }));
  return fc.array(traffic, { minLength: 300, maxLength: 300 });
};

/** Frames of which every second is readdressed to a VM of the policy, so that many have somewhere to go. */
const aimed = (policy: Policy, frames: readonly PacedFrame[]): PacedFrame[] =>
  frames.map((frame, i) => {
    const vm = policy.vms[(i >> 1) % policy.vms.length]!;
    if (i % 2 === 0 || frame.bytes.length < 6) return frame;
    const mac = vm.mac.toString(16).padStart(12, '0');
    return { ...frame, bytes: Uint8Array.from([...Buffer.from(mac, 'hex'), ...frame.bytes.subarray(6)]) };
  });

/** Frames that the hash of their VM sends to another queue than 0. */
const spread = ({ vms, rules }: Policy, { fates }: Answers): number =>
  rules.some(({ queue }) => queue > 0)
    ? 0
    : fates.filter(({ event, functions, queue }) => event === 'delivered' && queue > 0 && vms[functions[0]! - 1]?.hash)
        .length;

/**
 * A policy that fits the ternary table and delivers a good part of the frames, some of them by their hash where there are
 * several queues, with both answers on them.
 */
const scenario = (name: Name, seed: number): { compiled: CompiledPolicy; frames: PacedFrame[]; answers: Answers } => {
  const [traffic] = fc.sample(arbitraryTraffic(name), { seed, numRuns: 1 });
  const hashed = seed === 1 && configs[name]!.queuesPerFunction > 1;
  for (const policy of fc.sample(arbitraryPolicy(name), { seed, numRuns: 200 })) {
    const banks = compileBanks(policy, configs[name]!, simulationSecret);
    if (!banks.fits) continue;
    const images = placePolicy(policy, configs[name]!, simulationSecret, banks);
    const compiled = { policy, images, banks, warnings: [] };
    const frames = aimed(policy, traffic!);
    const answers = answersFor(compiled, frames);
    if (hashed && spread(policy, answers) < 8) continue;
    if (answers.fates.filter(fate => fate.event === 'delivered').length >= 40) return { compiled, frames, answers };
  }
  throw new Error('no policy of the sample delivers enough frames');
};

/** Rings of both formats, chains of all kinds, drivers that poll and drivers that wait for interrupts. */
const senderHabits = (seed: number, which: number): SenderHabits => {
  const dice = seed + which;
  const pieces = dice % 3 === 0 ? 1 : 2 + (dice % 5);
  return {
    queueSize: dice % 4 === 0 ? 256 : 16,
    format: dice % 2 === 0 ? 'split' : 'packed',
    eventIndex: dice % 3 === 1,
    pieces,
    placement: dice % 2 === 0 ? 'page' : 'tight',
    bufferOffsetJitter: 31,
    indirect: pieces > 1 && dice % 4 === 1,
    header: pieces > 1 && dice % 2 === 1 ? 'apart' : 'inside',
    wake: (['poll', 'interrupt', 'adaptive'] as const)[dice % 3]!,
    bufferBytes: netHeaderBytes + 9100,
    scatter: true,
  };
};

describe.each(['tiny', '10g'] as const)('the machine %s', name => {
  const config = configs[name]!;
  it.each([1, 2, 3])('does what policy and tables say, seed %i', async seed => {
    const { compiled, frames, answers } = scenario(name, seed);
    expect(answers.mismatches).toEqual([]);
    const machine = await open(name, {
      seed,
      hostBus: { jitterCycles: 60 * seed, outOfOrder: seed > 1, stall: seed === 3 ? 0.2 : 0 },
      bufferOffsetJitter: 16,
      placement: seed === 1 ? 'page' : 'tight',
      senders: (fn, queue) => senderHabits(seed, fn + queue),
      wire: { stall: seed === 1 ? 0 : 0.1 * seed },
    });
    // With a rate for copies it would be a matter of time which group frames have some.
    const images = { ...compiled.images, groupRate: 0 };
    const traffic = sentTraffic(config, compiled, machine.senders, { seed, count: 600 });
    await machine.start(images);
    for (const sender of machine.senders) {
      const own = traffic.filter(({ function: fn, queue }) => fn === sender.function && queue === sender.queue);
      sender.send(own.map(({ frame }) => frame));
    }
    await machine.run(frames);
    await machine.rest();
    const counted = await machine.sendCounters();
    expect(compareSent(config, traffic, await machine.wire.frames(), counted)).toEqual([]);
    expect(counted.reduce((sum, { sent }) => sum + sent.frames, 0)).toBeGreaterThan(40);
    const expected = expectedDelivery(
      config,
      frames.map((frame, i) => ({ frame, fate: answers.fates[i]! })),
    );
    const actual = {
      queues: (await machine.deliveries()).map(queue => queue.map(frame => frame.bytes)),
      counters: await machine.counters(),
      strayWrites: await machine.strayWrites(),
    };
    const local = localDeliveries(config, traffic, actual);
    expect(compareHardware(config, [expected, ...local.deliveries], actual)).toEqual([]);
    if (config.functions > 2) expect(local.copies).toBeGreaterThan(10);
    expect(local.lost).toBeLessThanOrEqual(local.copies / 10);
  });
});

describe('a machine that does not accept frames', () => {
  it('counts each as ingress_overflow, and delivers again once it is enabled', async () => {
    const { images, frameTo } = fourVms(configs['10g']);
    const frames = Array.from({ length: 50 }, (_, i) => ({ bytes: frameTo(i, 60 + i) }));
    const machine = await open('10g', { record: false });
    const control = machine.map.address('global', 0, 'control');
    await machine.start(images);
    await machine.registers.write([{ address: control, data: 0 }]);
    await machine.run(frames);
    const closed = await machine.counters();
    const bytes = frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
    expect(closed.at(-1)!.ingress_overflow).toEqual({ frames: frames.length, bytes });
    expect(closed.slice(0, -1).every(slot => slot.delivered.frames === 0)).toBe(true);
    await machine.registers.write([{ address: control, data: 1 }]);
    await machine.run(frames);
    const delivered = (await machine.counters()).reduce((sum, slot) => sum + slot.delivered.frames, 0);
    expect(delivered).toBe(frames.length);
  });

  // At the pace of the wire neither ever falls once the machine runs, so no traffic can show that they are connected.
  it('is also one whose gate has no room or whose buffer is not ready', () => {
    for (const { verilog } of Object.values(designs)) {
      const accept = /assign ingress_accept = ([^;]*);/.exec(verilog)?.[1];
      expect(accept?.split(' & ').toSorted()).toEqual(['buffer_ready', 'gate_room', 'registers_enable']);
    }
  });
});

describe('isolation', () => {
  const config = configs['10g'];
  const { images, frameTo } = fourVms(config);
  const frames = 6000;

  it('a VM that posts no buffers fills its own quota and loses its own frames only', async () => {
    const machine = await open('10g', { record: false });
    await machine.start(images);
    const lazy = machine.drivers[machine.queueIndex(1, 0)]!;
    lazy.setPosting(false);
    await machine.run(Array.from({ length: frames }, (_, i) => ({ bytes: frameTo(i, 60) })));
    const counters = await machine.counters();
    const share = frames / vmCount;
    for (const fn of [2, 3, 4])
      expect(counters[fn]).toMatchObject({ delivered: { frames: share }, quota: { frames: 0 } });
    const { delivered, quota, queue_full } = counters[1]!;
    expect(delivered.frames).toBe(lazy.plan.size);
    expect(quota.frames + queue_full.frames).toBeGreaterThan(0);

    // What waited in the packet buffer is delivered once the VM posts buffers again, and nothing was lost unseen.
    lazy.setPosting(true);
    lazy.postBuffers();
    await machine.rest();
    const later = (await machine.counters())[1]!;
    expect(later.delivered.frames + later.quota.frames + later.queue_full.frames).toBe(share);
    expect(later.delivered.frames).toBeGreaterThan(delivered.frames);
  });

  it('a queue that stops on a hostile ring loses its own frames only, and starts again', async () => {
    const machine = await open('10g', { record: false });
    await machine.start(images);
    const victim = machine.drivers[machine.queueIndex(2, 0)]!;
    const hostile = machine.drivers[machine.queueIndex(1, 0)]!;
    // A descriptor that points into the memory of function 2.
    const stolen = machine.functions[1 + 1]!.first;
    for (let entry = 0; entry < hostile.plan.size; entry++) {
      const address = Buffer.alloc(8);
      address.writeBigUInt64LE(stolen);
      machine.memory.write(hostile.plan.descriptorTable + BigInt(entry * 16), address);
    }
    await machine.run(Array.from({ length: frames }, (_, i) => ({ bytes: frameTo(i, 60) })));
    expect(await machine.queueStatus({ function: 1, queue: 0 })).toMatchObject({ enabled: false, error: 'window' });
    const counters = await machine.counters();
    for (const fn of [2, 3, 4]) expect(counters[fn]!.delivered.frames).toBe(frames / vmCount);
    const own = counters[1]!;
    const seen = own.delivered.frames + own.queue_stopped.frames + own.quota.frames + own.queue_full.frames;
    expect(seen).toBe(frames / vmCount);
    expect(own.queue_stopped.frames).toBeGreaterThan(0);
    expect(await machine.strayWrites([hostile])).toEqual([]);
    expect((await victim.statistics()).frames).toBe(frames / vmCount);

    await machine.startQueues([hostile]);
    await machine.run([{ bytes: frameTo(0, 60) }]);
    expect((await machine.counters())[1]!.delivered.frames).toBe(own.delivered.frames + 1);
  });
});
