// SPDX-License-Identifier: Apache-2.0
import { existsSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openBench, SimulationError } from '../../sim/bench.ts';
import { testBench } from '../../sim/vitest.ts';
import { loadFixture } from './fixtures/load-fixture.ts';

const skidBuffer = loadFixture('skid-buffer');
const oddWidths = loadFixture('odd-widths');
const fickleMaster = loadFixture('fickle-master');
const selfDestruct = loadFixture('self-destruct');

const words = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ data: BigInt(i) << 33n, last: i % 3 === 2 }));

describe('streams', () => {
  it.each([
    { idle: 0, stall: 0 },
    { idle: 0.5, stall: 0 },
    { idle: 0, stall: 0.5 },
    { idle: 0.3, stall: 0.3 },
  ])('arrive complete and in order with idle $idle and stall $stall', async ({ idle, stall }) => {
    const bench = await testBench(skidBuffer, { seed: 11 });
    await bench.reset();
    const up = bench.source<'data' | 'last'>('up', { idle });
    const down = bench.sink<'data' | 'last'>('down', { stall });
    up.send(words(500));
    const got = await down.collect(500);
    expect(got).toEqual(words(500).map(({ data, last }) => ({ data, last: last ? 1n : 0n })));
    expect(await down.received()).toEqual([]);
  });

  it('take one cycle a transfer without pauses, and about 1 / (1 - p) with them', async () => {
    const cyclesWith = async (idle: number, stall: number): Promise<number> => {
      const bench = await testBench(skidBuffer, { seed: 5 });
      await bench.reset();
      bench.source('up', { idle }).send(words(2000));
      await bench.sink('down', { stall }).collect(2000);
      return bench.cycle - 4;
    };
    expect(await cyclesWith(0, 0)).toBe(2001);
    expect(await cyclesWith(0.5, 0)).toBeGreaterThan(3600);
    expect(await cyclesWith(0.5, 0)).toBeLessThan(4400);
    expect(await cyclesWith(0, 0.75)).toBeGreaterThan(7200);
    expect(await cyclesWith(0, 0.75)).toBeLessThan(8800);
  });

  it('repeat exactly with the same seed and differ with another', async () => {
    const cyclesOf = async (seed: number): Promise<number[]> => {
      const bench = await testBench(skidBuffer, { seed });
      await bench.reset();
      const up = bench.source('up', { idle: 0.4 });
      const down = bench.sink('down', { stall: 0.4 });
      up.send(words(50));
      await up.drained();
      return [...(await up.acceptedCycles()), ...(await down.received()).map(record => record.cycle)];
    };
    expect(await cyclesOf(3)).toEqual(await cyclesOf(3));
    expect(await cyclesOf(3)).not.toEqual(await cyclesOf(4));
  });

  it('without ready pass every cycle, with edge names and fields wider than 64 bits', async () => {
    const bench = await testBench(oddWidths);
    await bench.reset();
    const pulse = bench.source<'srcMac'>('pulse');
    const echo = bench.sink<'srcMac'>('echo');
    const sent = [0n, 1n, (1n << 71n) - 1n, 0x55_5555_5555_5555_5555n].map(srcMac => ({ srcMac }));
    pulse.send(sent);
    const got = await echo.collectTimed(4);
    expect(got.map(record => record.transfer)).toEqual(sent);
    expect(got.map(record => record.cycle - got[0]!.cycle)).toEqual([0, 1, 2, 3]);
  });

  it('stop with stall 1 and go on after', async () => {
    const bench = await testBench(skidBuffer);
    await bench.reset();
    bench.source('up').send(words(5));
    const down = bench.sink('down', { stall: 1 });
    await bench.run(50);
    expect(await down.received()).toEqual([]);
    down.setStall(0);
    expect(await down.collect(5)).toHaveLength(5);
  });

  it('keep what was not accepted when the design is reset', async () => {
    const bench = await testBench(skidBuffer);
    const down = bench.sink<'data'>('down', { stall: 1 });
    await bench.reset();
    const up = bench.source('up');
    up.send(words(3));
    await bench.run(10);
    await bench.reset();
    down.setStall(0);
    // The first transfer lay in the buffer and is lost with it.
    expect((await down.collect(2)).map(transfer => transfer.data)).toEqual([1n << 33n, 2n << 33n]);
  });
});

describe('the handshake check', () => {
  const runMaster = async (mode: number, options: { check?: boolean } = {}) => {
    const bench = await openBench(fickleMaster, { seed: 2 });
    try {
      await bench.poke('mode', mode);
      await bench.reset();
      bench.sink('down', { stall: 0.8, ...options });
      await bench.run(300);
      return 'passed';
    } catch (error) {
      return error;
    } finally {
      await bench.close();
    }
  };

  it('passes a master that waits', async () => {
    expect(await runMaster(0)).toBe('passed');
  });

  it('fails when valid falls, naming port, cycle and seed', async () => {
    const error = await runMaster(1);
    expect(error).toBeInstanceOf(SimulationError);
    const sentence =
      /fickle_master: down_valid_o fell in cycle (\d+) before the transfer was accepted \(cycle \d+, seed 2\)/;
    expect((error as Error).message).toMatch(sentence);
    expect((error as SimulationError).cycle).toBe(Number(sentence.exec((error as Error).message)![1]));
  });

  it('fails when the payload changes, naming the field', async () => {
    const error = await runMaster(2);
    expect((error as Error).message).toMatch(
      /down_data_o changed in cycle \d+ while down_valid_o was waiting for ready/,
    );
  });

  it('can be turned off', async () => {
    expect(await runMaster(1, { check: false })).toBe('passed');
  });
});

describe('ports', () => {
  it.each([
    ['five', 5],
    ['twelve', 12],
    ['thirty_one', 31],
    ['thirty_three', 33],
    ['wide', 130],
  ] as const)('of storage class %s are set and read whole', async (name, width) => {
    const bench = await testBench(oddWidths);
    const ones = (1n << BigInt(width)) - 1n;
    for (const value of [0n, ones, ones / 3n, 1n << BigInt(width - 1)]) {
      await bench.poke(`${name}_i`, value);
      await bench.run(1);
      expect(await bench.peek(`${name}_o`)).toBe(ones ^ value);
    }
    await expect(bench.poke(`${name}_i`, ones + 1n)).rejects.toThrow(`does not fit the ${width} bits of ${name}_i`);
  });

  it('settle before they are read, without a clock edge', async () => {
    const bench = await testBench(skidBuffer);
    await bench.reset();
    await bench.poke('up_valid', true);
    expect(await bench.peek('down_valid')).toBe(1n);
    await bench.poke('up_valid', false);
    expect(await bench.peek('down_valid')).toBe(0n);
    expect(bench.cycle).toBe(4);
  });

  it('end a run when they take a value', async () => {
    const bench = await testBench(skidBuffer);
    await bench.reset();
    await bench.poke('down_ready', 1);
    bench.source('up').send(words(20));
    expect(await bench.runUntil({ port: 'down_data', equals: 9n << 33n }, 100)).toEqual({ reached: true, cycles: 10 });
    expect(await bench.runUntil({ port: 'down_data', equals: 9n << 33n }, 100)).toEqual({ reached: true, cycles: 0 });
    expect(await bench.runUntil({ port: 'up_ready', equals: 0n }, 30)).toEqual({ reached: false, cycles: 30 });
    const both = [
      { port: 'up_ready', equals: 0n },
      { port: 'down_ready', equals: 1n },
    ];
    expect((await bench.runUntil(both, 30)).reached).toBe(false);
  });

  it('that are unknown, driven by a model, or outputs are refused', async () => {
    const bench = await testBench(skidBuffer);
    bench.source('up');
    await expect(bench.peek('nothing')).rejects.toThrow('skid_buffer has no port "nothing"; its ports are clk, rst, ');
    await expect(bench.poke('up_data', 1n)).rejects.toThrow('up_data_i is driven by source up');
    await expect(bench.poke('up_ready', 1n)).rejects.toThrow('up_ready_o is an output');
    expect(() => bench.source('up')).toThrow('driven by source up');
    expect(() => bench.source('down')).toThrow('Stream "down" of skid_buffer needs a sink');
    expect(() => bench.sink('sideways')).toThrow('has no stream "sideways"');
  });

  it('without reset start with contents that depend on the seed', async () => {
    const unsetWith = async (seed: number) => (await testBench(oddWidths, { seed })).peek('unset_o');
    expect(await unsetWith(1)).toBe(await unsetWith(1));
    expect(await unsetWith(1)).not.toBe(await unsetWith(2));
  });
});

describe('a transfer that cannot be sent', () => {
  it('is refused with the field at fault', async () => {
    const bench = await testBench(skidBuffer);
    const up = bench.source('up');
    expect(() => up.send([{ data: 1n }])).toThrow('no value for field "last" (up_last_i)');
    expect(() => up.send([{ data: 1n, last: 2n }])).toThrow('2 does not fit the 1 bits of up_last_i');
    expect(() => up.send([{ data: 1n, last: 0n, lost: 1n }])).toThrow('has no field "lost"; it has data, last');
    expect(() => bench.source('up', { idle: 1.5 })).toThrow('between 0 and 1');
  });
});

describe('a run that goes wrong', () => {
  it('rejects when the bound passes', async () => {
    const bench = await openBench(skidBuffer, { seed: 9 });
    await bench.reset();
    const down = bench.sink('down');
    await expect(down.collect(1, { maxCycles: 60 })).rejects.toThrow(
      'skid_buffer: stream "down" delivered 0 of 1 transfers within 60 cycles (cycle 64, seed 9)',
    );
    await bench.close();
  });

  it('rejects when the design stops, and says where', async () => {
    const bench = await openBench(selfDestruct);
    await bench.run(5);
    await bench.poke('mode', 1);
    await expect(bench.run(1)).rejects.toThrow(/self_destruct: the design called \$stop at self_destruct\.v:\d+/);
    await expect(bench.run(1)).rejects.toThrow('$stop');
    expect(bench.cycle).toBe(6);
    await bench.close();
  });

  it('rejects when the simulation dies, with signal, seed and last words; later commands reject too', async () => {
    const bench = await openBench(selfDestruct, { seed: 21 });
    await bench.poke('mode', 2);
    const failure = await bench.run(10).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SimulationError);
    expect((failure as Error).message).toMatch(/self_destruct was killed by SIGSEGV \(seed 21\)/);
    expect((failure as Error).message).toContain('about to die');
    await expect(bench.run(1)).rejects.toThrow('SIGSEGV');
    await bench.close();
  });

  it('is repeated with a waveform when asked', async () => {
    const bench = await openBench(fickleMaster, { seed: 2, waveformOnFailure: true });
    await bench.poke('mode', 1);
    await bench.reset();
    bench.sink('down', { stall: 0.8 });
    const failure = (await bench.run(300).catch((error: unknown) => error)) as SimulationError;
    expect(failure.message).toContain(`waveform: ${failure.waveform}`);
    expect(existsSync(failure.waveform!)).toBe(true);
    expect(statSync(failure.waveform!).size).toBeGreaterThan(500);
    await bench.close();
  });

  it('rejects once the bench is closed', async () => {
    const bench = await openBench(skidBuffer);
    await bench.close();
    await expect(bench.run(1)).rejects.toThrow('closed');
  });
});
