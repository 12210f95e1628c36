// SPDX-License-Identifier: Apache-2.0
/**
 * Transmit queues of the whole machine change hands under load: once a queue is idle, nothing that its former owner had posted is
 * read, sent to the wire or given to another VM, its memory is written by nobody, and every frame that was taken is counted once.
 */
import { describe, expect, it } from 'vitest';
import { netHeaderBytes } from '../../../hdl/spec/virtio/virtqueue.ts';
import { deviceRanges } from '../../../sim/guest-queue.ts';
import { GuestSender } from '../../../sim/guest-sender.ts';
import type { MemoryRange } from '../../../sim/host-memory.ts';
import type { Machine, MachineOptions } from '../../../sim/machine.ts';
import type { SendValues, SlotValues } from '../../../sim/register-access.ts';
import { type Random, seededRandom } from '../../support/random.ts';
import { config, openTenGig, vms } from './open-machine.ts';

/** Every one of them sends. */
const functions = [1, 2, 3, 4];
/** They receive as well, so their windows stay; the windows of the others go to the memory of the new owner. */
const receivers = [3, 4];
/** A function that does nothing: what belongs to it is touched by nobody. */
const nobody = 7;
const size = 128;
const bufferBytes = 1600;
const shared = { bufferBytes, queueSize: size } as const;
const tagAt = 42;
const handovers = 80;
/** Clocks in which three of the longest frames leave, with preamble, FCS and gap. */
const wireWait = (3 * (1514 + 24) * 8 * config.clockHz) / config.lineRateBps;

interface Run {
  readonly fn: number;
  readonly posted: number;
  /** Cycle by which the queue was idle again. */
  end: number;
  used: number;
}

/** Frames that were posted, by the text of their bytes, with the run of each. */
type Ledger = Map<string, { readonly run: Run; readonly to: number | 'wire'; seen: boolean }>;

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A frame of VM `fn` to somebody, with a number that no other has. */
const frameOf = (random: Random, fn: number, number: number) => {
  const to = random.pick(['wire', 'wire', ...receivers.filter(other => other !== fn)] as const);
  const bytes = random.pick([60, 60, 200, 1514]);
  const frame = to === 'wire' ? vms.frameFrom(fn, number, bytes) : vms.frameBetween(fn, to, number, bytes);
  new DataView(frame.buffer).setUint32(tagAt, number);
  return { to, frame };
};

/** The queue of one function, its two owners, who have it in turns, and what the one of now posted. */
class SharedQueue {
  readonly #machine: Machine;
  readonly #ledger: Ledger;
  readonly #owners: readonly GuestSender[];
  readonly #fn: number;
  readonly runs: Run[] = [];

  constructor(machine: Machine, ledger: Ledger, fn: number) {
    this.#machine = machine;
    this.#ledger = ledger;
    this.#fn = fn;
    const first = machine.senders.find(one => one.function === fn)!;
    const doorbell = {
      target: machine.registers,
      address: machine.map.address('function_page', fn, 'tx0_notify'),
      value: 1,
      bytes: 2,
    } as const;
    const place = { base: first.plan.end + 0x100_0000n, size, bufferBytes };
    const { bench, memory } = machine;
    this.#owners = [first, new GuestSender(bench, { ...place, memory, function: fn, queue: 0, doorbell })];
  }

  /** Bytes of the owners that the device may write. */
  get ranges() {
    return this.#owners.flatMap(({ plan }) => deviceRanges(plan));
  }

  /** Window of a function that receives as well. */
  async widen(): Promise<void> {
    const { first } = this.#machine.functions[this.#fn]!;
    await this.#machine.card.setWindow(this.#fn, first, this.#owners[1]!.plan.end - 1n);
  }

  /** The next owner gets the queue, and posts. */
  async begin(random: Random): Promise<void> {
    const { sender, first, last } = this.#owner(this.runs.length);
    expect(await this.#written(first, last)).toEqual([]);
    this.#machine.memory.addRegion({ first, last, owner: this.#fn });
    if (!receivers.includes(this.#fn)) await this.#machine.card.setWindow(this.#fn, first, last);
    await this.#machine.startSenders([sender]);
    const run = { fn: this.#fn, posted: random.between(20, size / 4), end: Number.POSITIVE_INFINITY, used: 0 };
    this.runs.push(run);
    const frames = Array.from({ length: run.posted }, () => {
      const { to, frame } = frameOf(random, this.#fn, this.#ledger.size);
      this.#ledger.set(textOf(frame), { run, to, seen: false });
      return { bytes: frame };
    });
    sender.send(frames);
  }

  /** The owner loses it. Its memory is another's at once, and holds frames that its identity would let out. */
  async end(): Promise<void> {
    const { bench, memory, registers, map } = this.#machine;
    const { sender, first, last } = this.#owner(this.runs.length - 1);
    const control = map.address('tx_queue', this.#machine.queueIndex(this.#fn, 0), 'control');
    await registers.write([{ address: control, data: 0 }]);
    while ((await this.#machine.queueStatus(sender)).busy) await bench.run(10);
    memory.addRegion({ first, last, owner: nobody });
    const run = this.runs.at(-1)!;
    run.end = bench.cycle;
    await this.#takeBack(run, sender);
    const marked = vms.frameFrom(this.#fn, 0, bufferBytes - netHeaderBytes);
    const chain = Buffer.concat([Buffer.alloc(netHeaderBytes), marked.fill(0xee, tagAt)]);
    for (let slot = 0; slot < size; slot++)
      memory.write(sender.plan.buffers + BigInt(slot * sender.plan.strideBytes), chain);
    for (const range of await this.#written(first, last)) memory.clearWritten(range);
  }

  /** What the last owner of all got back. */
  async finish(): Promise<void> {
    await this.#takeBack(this.runs.at(-1)!, this.#owner(this.runs.length - 1).sender);
  }

  async #takeBack(run: Run, sender: GuestSender): Promise<void> {
    sender.look();
    const { used, waiting } = await sender.statistics();
    expect(waiting).toBe(0);
    const before = this.runs.slice(0, -1).filter((_, i) => i % 2 === (this.runs.length - 1) % 2);
    run.used = used - before.reduce((sum, one) => sum + one.used, 0);
  }

  #owner(run: number) {
    const sender = this.#owners[run % 2]!;
    return { sender, first: sender.plan.descriptorTable, last: sender.plan.end - 1n };
  }

  async #written(first: bigint, last: bigint) {
    return (await this.#machine.memory.written()).filter(({ address }) => address >= first && address <= last);
  }
}

const open = async (options: MachineOptions): Promise<Machine> => {
  const habits = { ...shared, format: 'packed', pieces: 2, header: 'apart' } as const;
  const machine = await openTenGig({
    ...{ bufferBytes: 2048, queueSize: 256, writeLatencyNs: 1000, interruptStall: 0.3 },
    senders: (fn, queue) => (functions.includes(fn) && queue === 0 ? habits : undefined),
    ...options,
  });
  await machine.bench.reset();
  await machine.card.waitUntilReady();
  await machine.load(vms.images);
  return machine;
};

/** The frame as it was posted, which is met once, and where it was sent to. */
const see = (ledger: Ledger, bytes: Uint8Array, at: number | 'wire') => {
  const posted = ledger.get(textOf(bytes));
  if (!posted) return expect.fail(`nobody posted the frame ${textOf(bytes)}, which was met at ${at}`);
  expect(posted).toMatchObject({ to: at, seen: false });
  posted.seen = true;
  return posted;
};

const isFromWire = (frame: Uint8Array): boolean =>
  Buffer.compare(frame.subarray(6, 12), vms.frameTo(0, 60).subarray(6, 12)) === 0;

/** Frames of each event that happened. */
const total = (slot: SlotValues | SendValues): Partial<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(slot)
      .filter(([, { frames }]) => frames > 0)
      .map(([name, { frames }]) => [name, frames]),
  );

const isInside = (one: MemoryRange, range: MemoryRange): boolean =>
  range.address <= one.address && one.address + BigInt(one.bytes) <= range.address + BigInt(range.bytes);

const sum = (values: readonly (number | undefined)[]): number => values.reduce<number>((a, b) => a + (b ?? 0), 0);

describe('transmit queues that change hands under load', { timeout: 600_000 }, () => {
  it.each([
    [1, { jitterCycles: 100, maxOutstanding: 32, outOfOrder: true, stall: 0.5 }],
    [2, { jitterCycles: 800, maxOutstanding: 64, outOfOrder: true, idle: 0.5 }],
    [3, { jitterCycles: 20, maxOutstanding: 4 }],
  ])(`send nothing of their former owners, ${handovers} times (seed %i, host bus %j)`, async (seed, hostBus) => {
    const random = seededRandom(seed);
    const machine = await open({ hostBus, seed });
    const ledger: Ledger = new Map();
    const queues = functions.map(fn => new SharedQueue(machine, ledger, fn));
    for (const fn of receivers) {
      const { first, last } = machine.functions[fn]!;
      machine.memory.addRegion({ first, last, owner: fn });
      await queues[functions.indexOf(fn)]!.widen();
    }
    await machine.startQueues(machine.drivers.filter(driver => receivers.includes(driver.function)));
    await machine.card.accept(true);
    for (const queue of queues) await queue.begin(random);

    let received = 0;
    for (let turn = 0; turn < handovers; turn++) {
      const count = random.between(0, 10);
      machine.mac.send(Array.from({ length: count }, () => ({ bytes: vms.frameTo(random.between(2, 3), 60) })));
      received += count;
      await machine.bench.run(random.between(50, 800));
      const queue = random.pick(queues);
      await queue.end();
      await queue.begin(random);
    }
    await machine.mac.finished({ maxCycles: 3_000_000 });
    await machine.rest();
    for (const queue of queues) await queue.finish();

    const onWire = await machine.wire.frames();
    for (const { bytes, cycle } of onWire) {
      const { run } = see(ledger, bytes, 'wire');
      // What was read waits for its turn on the wire, which needs nothing of its owner any more.
      expect(cycle - run.end).toBeLessThan(wireWait);
    }
    const switched = (await machine.deliveries()).flatMap((frames, queue) =>
      frames
        .filter(({ bytes }) => !isFromWire(bytes))
        .map(({ bytes }) => see(ledger, bytes, Math.floor(queue / config.queuesPerFunction))),
    );

    const counters = (await machine.sendCounters()).map(slot => total(slot));
    const runs = queues.map(queue => queue.runs);
    for (const [i, fn] of functions.entries()) {
      const { sent = 0, switched: toVms = 0, run_ended: ended = 0, ...others } = counters[fn]!;
      expect(others).toEqual({});
      expect(sent).toBe(
        [...ledger.values()].filter(({ run, to, seen }) => run.fn === fn && to === 'wire' && seen).length,
      );
      // A chain is used or still its owner's, and each that is used was counted for what became of it.
      expect(sent + toVms + ended).toBe(sum(runs[i]!.map(({ used }) => used)));
      expect(runs[i]!.at(-1)!.used).toBe(runs[i]!.at(-1)!.posted);
      for (const { used, posted } of runs[i]!) expect(used).toBeLessThanOrEqual(posted);
    }
    expect(onWire).toHaveLength(sum(counters.map(({ sent = 0 }) => sent)));
    const atVms = (await machine.counters()).map(slot => sum(Object.values(total(slot))));
    expect(sum(atVms)).toBe(received + sum(counters.map(({ switched: count = 0 }) => count)));
    // Queues ended with frames in them, and not before they had sent.
    const ended = runs.flat().filter(({ used, posted }) => used < posted);
    expect(ended.length).toBeGreaterThan(handovers / 4);
    expect(ended.filter(({ used }) => used > 0).length).toBeGreaterThan(handovers / 16);
    expect(switched.length).toBeGreaterThan(handovers);
    const allowed = queues.flatMap(({ ranges }) => ranges);
    expect((await machine.strayWrites()).filter(one => !allowed.some(range => isInside(one, range)))).toEqual([]);
  });
});
