// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type AxiMemoryOptions, connectAxiMemory } from '../../sim/axi-memory.ts';
import type { Bench } from '../../sim/bench.ts';
import { HostMemory } from '../../sim/host-memory.ts';
import { BusPuppet, openPuppet } from './fixtures/bus-puppet.ts';

const connect =
  (options: AxiMemoryOptions = {}) =>
  (bench: Bench) => {
    const memory = new HostMemory(bench);
    return { memory, axi: connectAxiMemory(bench, 'm_axi', memory, options) };
  };
const open = (options: AxiMemoryOptions = {}) => openPuppet(connect(options));

const page = 0x7_0000_2000n;
const bytes = (length: number, step: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * step + 3) & 0xff);
const any = { latencyCycles: 10, outOfOrder: true };
const beat = (value: number, last: boolean) => ({ data: BigInt(value), strb: 0xffff, last });

describe('answers of one function', () => {
  it('come later by the cycles that were asked for, and those of others do not', async () => {
    const { puppet, connected } = await open({ read: any, write: any });
    const { read, write } = connected.axi;
    read!.delay(3, 70);
    write!.delay(5, 90);
    const readTimes = async (user: number) => {
      puppet.ar.send([BusPuppet.address(page, 1, { user, id: user })]);
      const [answer] = await puppet.r.collectTimed(1);
      return answer!.cycle - (await puppet.ar.acceptedCycles())[0]!;
    };
    expect([await readTimes(2), await readTimes(3), await readTimes(5)]).toEqual([10, 80, 10]);
    const writeTimes = async (user: number) => {
      puppet.sendWrite(page, bytes(16, 1), { user, id: user });
      const [answer] = await puppet.b.collectTimed(1);
      return answer!.cycle - (await puppet.w.acceptedCycles())[0]!;
    };
    expect([await writeTimes(2), await writeTimes(3), await writeTimes(5)]).toEqual([10, 10, 100]);
    read!.delay(3, 0);
    expect(await readTimes(3)).toBe(10);
  });

  it('are missing until they are released, for a time, or for ever', async () => {
    const { bench, puppet, connected } = await open({ read: any, write: any });
    const { read, write } = connected.axi;
    read!.withhold(1);
    read!.withhold(2, 300);
    for (const user of [1, 2, 3]) puppet.ar.send([BusPuppet.address(page, 1, { user, id: user })]);
    await bench.run(200);
    expect((await puppet.r.received()).map(({ transfer }) => transfer.id)).toEqual([3n]);
    await bench.run(200);
    expect((await puppet.r.received()).map(({ transfer }) => transfer.id)).toEqual([2n]);
    await bench.run(20_000);
    expect(await puppet.r.received()).toEqual([]);
    expect(await read!.activity()).toMatchObject({ done: 2, underWay: 1 });
    read!.release(1);
    expect((await puppet.r.collect(1)).map(({ id }) => id)).toEqual([1n]);

    write!.withhold(4);
    puppet.sendWrite(page, bytes(16, 7), { user: 4, id: 4 });
    puppet.sendWrite(page + 16n, bytes(16, 9), { user: 6, id: 6 });
    await bench.run(500);
    expect((await puppet.b.received()).map(({ transfer }) => transfer.id)).toEqual([6n]);
    // A write that was not answered is not in memory.
    expect(await connected.memory.written()).toEqual([{ address: page + 16n, bytes: 16 }]);
  });

  it('hold back what the order of the bus puts after them, and nothing else', async () => {
    const { bench, puppet, connected } = await open({ read: any });
    connected.axi.read!.withhold(1);
    for (const [user, id] of [
      [1, 0],
      [2, 0],
      [2, 7],
    ] as const) {
      puppet.ar.send([BusPuppet.address(page, 1, { user, id })]);
    }
    await bench.run(300);
    expect((await puppet.r.received()).map(({ transfer }) => transfer.id)).toEqual([7n]);
    connected.axi.read!.release(1);
    expect((await puppet.r.collect(2)).map(({ id }) => id)).toEqual([0n, 0n]);
  });
});

describe('a channel', () => {
  it.each(['ar', 'aw', 'w'] as const)('%s is held back on command, alone, and let go', async name => {
    const { bench, puppet, connected } = await open();
    const { read, write } = connected.axi;
    const half = name === 'ar' ? read! : write!;
    half.hold(name === 'w' ? 'data' : 'address');
    await bench.run(2);
    puppet.ar.send([BusPuppet.address(page, 1)]);
    puppet.sendWrite(page, bytes(16, 1));
    await bench.run(400);
    const accepted = async () => ({
      ar: (await puppet.ar.acceptedCycles()).length,
      aw: (await puppet.aw.acceptedCycles()).length,
      w: (await puppet.w.acceptedCycles()).length,
    });
    expect(await accepted()).toEqual({ ar: 1, aw: 1, w: 1, [name]: 0 });
    half.hold(name === 'w' ? 'data' : 'address', false);
    await bench.run(100);
    expect(await accepted()).toEqual({ ar: 0, aw: 0, w: 0, [name]: 1 });
    expect([(await puppet.r.received()).length, (await puppet.b.received()).length]).toEqual([1, 1]);
  });
});

describe('a fault', () => {
  it('strikes the access it was planned for, of its function', async () => {
    const { puppet, connected } = await open();
    const { read, write } = connected.axi;
    read!.inject({ function: 2, after: 1, count: 2, response: 'decodeError' });
    write!.inject({ after: 2, response: 'slaveError' });
    const reads = [];
    for (const user of [2, 1, 2, 1, 2, 2]) reads.push((await puppet.read(page, 16, { user })).response);
    expect(reads).toEqual([0, 0, 3, 0, 3, 0]);
    const writes = [];
    for (const i of [0, 1, 2, 3]) writes.push(await puppet.write(page + BigInt(16 * i), bytes(16, i), { user: i }));
    expect(writes).toEqual([0, 0, 2, 0]);
    // The failed one left memory alone.
    expect(await connected.memory.written()).toEqual([
      { address: page, bytes: 32 },
      { address: page + 48n, bytes: 16 },
    ]);
  });

  it.each([
    ['early', 3, [false, true]],
    ['late', 3, [false, false, false, true]],
    ['late', 1, [false, true]],
    ['missing', 2, [false, false]],
  ] as const)('makes RLAST come %s in a burst of %i', async (last, beats, expected) => {
    const { bench, puppet, connected } = await open();
    connected.axi.read!.inject({ last });
    connected.memory.write(page, bytes(64, 5));
    puppet.ar.send([BusPuppet.address(page, beats)]);
    await bench.run(200);
    const got = (await puppet.r.received()).map(({ transfer }) => transfer);
    expect(got.map(transfer => transfer.last === 1n)).toEqual(expected);
    expect(got[0]!.data & 0xffffn).toBe(0x0803n);
    expect((await connected.axi.read!.activity()).underWay).toBe(0);
    // The next one is right again.
    expect(await puppet.read(page, 32)).toEqual({ bytes: [...bytes(32, 5)], response: 0 });
  });

  it('that ends a burst early passes over bursts of one beat', async () => {
    const { puppet, connected } = await open();
    connected.axi.read!.inject({ last: 'early' });
    puppet.ar.send([BusPuppet.address(page, 1), BusPuppet.address(page, 4)]);
    const got = await puppet.r.collect(4);
    expect(got.map(({ last }) => last)).toEqual([1n, 0n, 0n, 1n]);
  });
});

describe('a reset of one side alone', () => {
  /** A write of three beats of which one has come, and the design is reset. */
  const cutOff = async (foreignBeats: 'fail' | 'count') => {
    const opened = await open({ read: any, write: any, foreignBeats });
    const { bench, puppet, connected } = opened;
    puppet.aw.send([BusPuppet.address(page, 3, { user: 1 })]);
    puppet.w.send([beat(0xa1, false)]);
    puppet.ar.send([BusPuppet.address(page, 2, { user: 1 })]);
    connected.axi.read!.withhold(1);
    await bench.run(20);
    await bench.reset(3, { goOn: [connected.axi.read!, connected.axi.write!] });
    return opened;
  };

  it('of the design: beats of a new burst finish the old one, and that is found', async () => {
    const { bench, puppet } = await cutOff('fail');
    puppet.aw.send([BusPuppet.address(page + 0x100n, 2, { user: 1 })]);
    await bench.run(50);
    puppet.w.send([beat(0xb1, false), beat(0xb2, true)]);
    await expect(bench.run(50)).rejects.toThrow(
      /m_axi_wdata: a beat from after a reset of the design goes to the burst at 0x700002000 from the other side of it/,
    );
  });

  it('of the design: when it is counted, memory is as wrong as on a real bus', async () => {
    const { bench, puppet, connected } = await cutOff('count');
    puppet.aw.send([BusPuppet.address(page + 0x100n, 2, { user: 1 })]);
    puppet.w.send([beat(0xb1, false), beat(0xb2, true)]);
    await bench.run(100);
    expect([...(await connected.memory.read(page, 48))].filter((_, i) => i % 16 === 0)).toEqual([0xa1, 0xb1, 0xb2]);
    expect((await connected.axi.write!.activity()).foreign).toBe(2);
  });

  it('of the design: data that was ahead of its address finishes a new burst', async () => {
    const { bench, puppet, connected } = await open({ write: any });
    puppet.w.send([beat(0xc1, true)]);
    await bench.run(10);
    await bench.reset(1, { goOn: [connected.axi.write!] });
    puppet.aw.send([BusPuppet.address(page, 1)]);
    await expect(bench.run(50)).rejects.toThrow(/a beat from before a reset of the design goes to the burst/);
  });

  it('of the design: old reads are still answered, and counted', async () => {
    const { bench, puppet, connected } = await cutOff('count');
    const { read } = connected.axi;
    expect(await read!.activity()).toMatchObject({ underWay: 1, foreign: 0 });
    read!.release(1);
    await bench.run(50);
    expect(await read!.activity()).toMatchObject({ done: 1, underWay: 0, foreign: 2 });
    // The design gets two beats that it did not ask for since its reset.
    expect(await puppet.r.received()).toHaveLength(2);
    await puppet.read(page, 16);
    await bench.run(1);
    expect(await read!.activity()).toMatchObject({ done: 2, foreign: 2 });
  });

  it('of both leaves nothing behind', async () => {
    const { bench, puppet, connected } = await open({ read: any, write: any });
    puppet.aw.send([BusPuppet.address(page, 3)]);
    puppet.w.send([beat(1, false)]);
    await bench.run(20);
    await bench.reset();
    expect(await puppet.write(page + 0x40n, bytes(32, 3))).toBe(0);
    expect(await connected.axi.write!.activity()).toMatchObject({ done: 1, underWay: 0, foreign: 0 });
  });

  it('of the bus: what was under way is never answered and never written', async () => {
    const { bench, puppet, connected } = await open({ read: any, write: { ...any, latencyCycles: 100 } });
    connected.axi.read!.withhold(0);
    puppet.ar.send([BusPuppet.address(page, 1)]);
    puppet.sendWrite(page, bytes(16, 3));
    await bench.run(30);
    connected.axi.read!.forget();
    connected.axi.write!.forget();
    connected.axi.read!.release(0);
    await bench.run(1000);
    expect([await puppet.r.received(), await puppet.b.received()]).toEqual([[], []]);
    expect(await connected.memory.written()).toEqual([]);
    expect(await puppet.write(page, bytes(16, 3))).toBe(0);
  });
});
