// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type AxiMemoryOptions, connectAxiMemory } from '../../sim/axi-memory.ts';
import type { Bench } from '../../sim/bench.ts';
import { HostMemory } from '../../sim/host-memory.ts';
import { BusPuppet, openPuppet } from './fixtures/bus-puppet.ts';

const connect =
  (options: AxiMemoryOptions = {}, log = false) =>
  (bench: Bench) => {
    const memory = new HostMemory(bench, { log });
    return { memory, axi: connectAxiMemory(bench, 'm_axi', memory, options) };
  };

const pattern = (length: number, step: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * step + 1) & 0xff);
const page = 0x1_2345_6000n;

describe('host memory', () => {
  it('gives back what software wrote, across pages, and noise where nobody did', async () => {
    const { connected } = await openPuppet(connect());
    const bytes = pattern(10_000, 7);
    connected.memory.write(page - 3n, bytes);
    expect([...(await connected.memory.read(page - 3n, 10_000))]).toEqual([...bytes]);
    const noise = await connected.memory.read(page + 0x10_0000n, 4096);
    expect(new Set(noise).size).toBeGreaterThan(200);
    expect(await connected.memory.read(page + 0x10_0000n, 4096)).toEqual(noise);
    expect(await connected.memory.written()).toEqual([]);
  });

  it('names every byte range the device wrote, joined across pages, until it is cleared', async () => {
    const { puppet, connected } = await openPuppet(connect());
    await puppet.write(page + 0xffdn, pattern(3, 1));
    await puppet.write(page + 0x1000n, pattern(40, 1));
    await puppet.write(page + 0x3005n, pattern(1, 1));
    const { memory } = connected;
    expect(await memory.written()).toEqual([
      { address: page + 0xffdn, bytes: 43 },
      { address: page + 0x3005n, bytes: 1 },
    ]);
    memory.clearWritten({ address: page + 0x1000n, bytes: 39 });
    memory.clearWritten({ address: page + 0x3000n, bytes: 64 });
    expect(await memory.written()).toEqual([
      { address: page + 0xffdn, bytes: 3 },
      { address: page + 0x1027n, bytes: 1 },
    ]);
    expect(await memory.traffic()).toEqual({ written: 44, read: 0 });
  });
});

describe('an AXI memory', () => {
  it.each([
    { idle: 0, stall: 0 },
    { idle: 0.4, stall: 0.4 },
  ])('stores and returns bytes at every alignment, idle $idle, stall $stall', async ({ idle, stall }) => {
    const timing = { latencyCycles: 5, jitterCycles: 10, stall, idle };
    const { puppet, connected } = await openPuppet(connect({ read: timing, write: timing }), { idle, stall });
    for (const [offset, length] of [
      [0, 16],
      [1, 15],
      [15, 1],
      [3, 64],
      [9, 500],
      [0, 4096],
    ] as const) {
      const bytes = pattern(length, offset + 3);
      expect(await puppet.write(page + BigInt(offset), bytes)).toBe(0);
      expect([...(await connected.memory.read(page + BigInt(offset), length))]).toEqual([...bytes]);
      expect(await puppet.read(page + BigInt(offset), length)).toEqual({ bytes: [...bytes], response: 0 });
    }
  });

  it('honours strobes', async () => {
    const { puppet, connected } = await openPuppet(connect());
    connected.memory.write(page, pattern(16, 1));
    puppet.aw.send([BusPuppet.address(page, 1)]);
    puppet.w.send([{ data: (1n << 128n) - 1n, strb: 0b1010_0000_0000_0101, last: true }]);
    await puppet.b.collect(1);
    const expected = [...pattern(16, 1)].map((byte, i) => ([0, 2, 13, 15].includes(i) ? 0xff : byte));
    expect([...(await connected.memory.read(page, 16))]).toEqual(expected);
    expect((await connected.memory.written()).map(range => range.bytes)).toEqual([1, 1, 1, 1]);
  });

  it('takes narrow beats on their own lanes', async () => {
    const { puppet, connected } = await openPuppet(connect());
    puppet.aw.send([BusPuppet.address(page + 4n, 3, { size: 2 })]);
    const lanes = [4, 8, 12];
    puppet.w.send(
      lanes.map((lane, i) => ({ data: BigInt(i + 1) << BigInt(8 * lane), strb: 0xf << lane, last: i === 2 })),
    );
    await puppet.b.collect(1);
    const words = await connected.memory.read(page + 4n, 12);
    expect([0, 4, 8].map(at => words.readUInt32LE(at))).toEqual([1, 2, 3]);
    puppet.ar.send([BusPuppet.address(page + 6n, 2, { size: 2 })]);
    const beats = await puppet.r.collect(2);
    expect((beats[0]!.data >> 48n) & 0xffffn).toBe(0n);
    expect((beats[1]!.data >> 64n) & 0xffff_ffffn).toBe(2n);
  });

  it('answers after its latency and keeps several reads under way', async () => {
    const { bench, puppet, connected } = await openPuppet(connect({ read: { latencyCycles: 100, maxOutstanding: 4 } }));
    puppet.ar.send(Array.from({ length: 8 }, (_, i) => BusPuppet.address(page + BigInt(16 * i), 1)));
    await puppet.ar.drained();
    const accepted = await puppet.ar.acceptedCycles();
    const answered = (await puppet.r.collectTimed(8)).map(record => record.cycle);
    expect(answered.map((cycle, i) => cycle - accepted[i]!)).toEqual(new Array(8).fill(100));
    expect(accepted[3]! - accepted[0]!).toBe(3);
    expect(accepted[4]! - accepted[3]!).toBeGreaterThan(90);
    await bench.run(1);
    expect(await connected.axi.read!.activity()).toEqual({ done: 8, underWay: 0, mostUnderWay: 4, foreign: 0 });
  });

  it('changes memory only when it answers a write', async () => {
    const { bench, puppet, connected } = await openPuppet(connect({ write: { latencyCycles: 50 } }));
    connected.memory.write(page, pattern(16, 1));
    puppet.sendWrite(page, pattern(16, 9));
    await bench.run(40);
    expect([...(await connected.memory.read(page, 16))]).toEqual([...pattern(16, 1)]);
    await puppet.b.collect(1);
    expect([...(await connected.memory.read(page, 16))]).toEqual([...pattern(16, 9)]);
  });

  it('keeps the order without permission, and the order of each id with it', async () => {
    const order = async (outOfOrder: boolean) => {
      const read = { latencyCycles: 10, jitterCycles: 60, outOfOrder };
      const { puppet, connected } = await openPuppet(connect({ read }), { seed: 5 });
      connected.memory.write(page, pattern(16 * 64, 1));
      for (let i = 0; i < 32; i++) connected.memory.write(page + BigInt(32 * i), Uint8Array.of(i));
      puppet.ar.send(Array.from({ length: 32 }, (_, i) => BusPuppet.address(page + BigInt(32 * i), 2, { id: i % 4 })));
      const beats = await puppet.r.collect(64);
      return beats.map(beat => ({ id: Number(beat.id), first: Number(beat.data & 0xffn), last: beat.last === 1n }));
    };
    const inOrder = await order(false);
    expect(inOrder.filter(beat => !beat.last).map(beat => beat.first)).toEqual(Array.from({ length: 32 }, (_, i) => i));
    const mixed = await order(true);
    const firstBeats = [0, 1, 2, 3].map(id => mixed.filter(beat => beat.id === id));
    for (const [id, beats] of firstBeats.entries()) {
      expect(beats.map(beat => beat.last)).toEqual(Array.from({ length: 16 }, (_, i) => i % 2 === 1));
      expect(beats.filter(beat => !beat.last).map(beat => beat.first)).toEqual(
        [0, 4, 8, 12, 16, 20, 24, 28].map(n => n + id),
      );
    }
    expect(mixed.filter(beat => !beat.last).map(beat => beat.first)).not.toEqual(
      Array.from({ length: 32 }, (_, i) => i),
    );
    // Beats of different reads interleave: somewhere a burst is interrupted.
    expect(mixed.some((beat, i) => !beat.last && mixed[i + 1]!.id !== beat.id)).toBe(true);
  });

  it('orders write responses alike', async () => {
    const write = { latencyCycles: 10, jitterCycles: 60, outOfOrder: true };
    const { puppet } = await openPuppet(connect({ write }), { seed: 3 });
    for (let i = 0; i < 24; i++) puppet.sendWrite(page + BigInt(64 * i), pattern(32, i), { id: i % 3 });
    const ids = (await puppet.b.collect(24)).map(response => Number(response.id));
    expect(ids).not.toEqual(Array.from({ length: 24 }, (_, i) => i % 3));
    expect([0, 1, 2].map(id => ids.filter(other => other === id).length)).toEqual([8, 8, 8]);
  });

  it('answers SLVERR in a region that says so, and leaves it alone', async () => {
    const { puppet, connected } = await openPuppet(connect());
    const { memory } = connected;
    memory.addRegion({ first: 0n, last: (1n << 64n) - 1n });
    memory.addRegion({ first: page, last: page + 0xfffn, slaveError: true });
    memory.write(page, pattern(16, 1));
    expect(await puppet.write(page, pattern(16, 5))).toBe(2);
    expect([...(await memory.read(page, 16))]).toEqual([...pattern(16, 1)]);
    const read = await puppet.read(page, 16);
    expect(read.response).toBe(2);
    expect(read.bytes).not.toEqual([...pattern(16, 1)]);
    expect(await puppet.write(page + 0x1000n, pattern(16, 5))).toBe(0);
  });

  it('records who accessed what', async () => {
    const { puppet, connected } = await openPuppet(connect({}, true));
    await puppet.write(page + 5n, pattern(20, 1), { id: 2, user: 7 });
    await puppet.read(page, 32, { id: 3, user: 6 });
    const log = await connected.memory.takeLog();
    expect(log.map(({ cycle, ...rest }) => rest)).toEqual([
      { writing: true, address: page + 5n, bytes: 27, id: 2, function: 7 },
      { writing: false, address: page, bytes: 32, id: 3, function: 6 },
    ]);
    expect(log[1]!.cycle).toBeGreaterThan(log[0]!.cycle);
  });
});

describe('a master that breaks the rules', () => {
  const failure = async (
    misbehave: (puppet: BusPuppet, bench: Bench) => void | Promise<void>,
    before?: (memory: HostMemory) => void,
  ) => {
    const { bench, puppet, connected } = await openPuppet(connect());
    before?.(connected.memory);
    await misbehave(puppet, bench);
    return bench.run(200).then(
      () => 'passed',
      (error: Error) => error.message,
    );
  };
  const oneBeat = { data: 0n, strb: 0xffff, last: true };

  it('by crossing 4 KiB fails', async () => {
    const message = await failure(puppet => puppet.ar.send([BusPuppet.address(page + 0xff0n, 2)]));
    expect(message).toMatch(/m_axi_araddr: the burst 0x123456ff0 to 0x12345700f crosses a 4 KiB boundary in cycle \d+/);
    expect(await failure(puppet => puppet.ar.send([BusPuppet.address(page + 0xff0n, 1)]))).toBe('passed');
  });

  it('by another burst type or size fails', async () => {
    expect(await failure(puppet => puppet.aw.send([BusPuppet.address(page, 2, { burst: 2 })]))).toContain(
      'm_axi_awaddr: burst type 2 is not INCR',
    );
    expect(await failure(puppet => puppet.aw.send([BusPuppet.address(page, 2, { size: 5 })]))).toContain(
      'm_axi_awaddr: size 5 is wider than the data bus',
    );
  });

  it('by a wrong last fails', async () => {
    const early = (puppet: BusPuppet) => {
      puppet.aw.send([BusPuppet.address(page, 2)]);
      puppet.w.send([oneBeat]);
    };
    expect(await failure(early)).toContain('m_axi_wlast is high on beat 1 of 2');
    const late = (puppet: BusPuppet) => {
      puppet.aw.send([BusPuppet.address(page, 1)]);
      puppet.w.send([{ ...oneBeat, last: false }]);
    };
    expect(await failure(late)).toContain('m_axi_wlast is low on beat 1 of 1');
  });

  it('by strobes outside the beat fails', async () => {
    const outside = (puppet: BusPuppet) => {
      puppet.aw.send([BusPuppet.address(page + 4n, 1)]);
      puppet.w.send([{ ...oneBeat, strb: 0x8 }]);
    };
    expect(await failure(outside)).toContain('m_axi_wstrb marks bytes outside the beat at 0x123456004');
  });

  it('by touching what belongs to another function, or to nobody, fails', async () => {
    const regions = (memory: HostMemory) => memory.addRegion({ first: page, last: page + 0xfffn, owner: 3 });
    const write = (user: number, address: bigint) => (puppet: BusPuppet) =>
      puppet.sendWrite(address, pattern(16, 1), { user });
    expect(await failure(write(3, page), regions)).toBe('passed');
    expect(await failure(write(2, page), regions)).toContain(
      'function 2 writes 0x123456000 to 0x12345600f, which belongs to function 3,',
    );
    expect(await failure(write(3, page - 0x1000n), regions)).toContain('which no memory region holds');
  });

  it('by withdrawing an address fails', async () => {
    const bench = (await openPuppet(() => undefined)).bench;
    // Valid rises and falls while the slave is held back.
    const message = await (async () => {
      const { testBench } = await import('../../sim/vitest.ts');
      const fresh = await testBench(bench.design);
      connectAxiMemory(fresh, 'm_axi', new HostMemory(fresh), { read: { stall: 1 } });
      await fresh.reset();
      await fresh.poke('ar_valid', 1);
      await fresh.run(3);
      await fresh.poke('ar_valid', 0);
      return fresh.run(3).then(
        () => 'passed',
        (error: Error) => error.message,
      );
    })();
    expect(message).toMatch(/m_axi_arvalid fell in cycle \d+ before the transfer was accepted/);
  });
});
