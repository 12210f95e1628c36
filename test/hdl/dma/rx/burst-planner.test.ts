// SPDX-License-Identifier: Apache-2.0
/** Burst planner against a walk over the beats of each frame, one by one. */
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, it } from 'vitest';
import { burstPlanner } from '../../../../hdl/dma/rx/burst-planner.ts';
import { configs } from '../../../../hdl/spec/configs.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { littleEndian, randomBelow, randomBytes } from '../bytes.ts';

const tenGig = configs['10g'];

describe.each([128, 256, 512])('the burst planner of a %i-bit bus', hostDataBits => {
  const beatBytes = BigInt(hostDataBits / 8);
  const longest = 9022 + 12;

  const expectedBursts = (address: bigint, bytes: number, queue: number) => {
    const bursts: { address: bigint; beats: number }[] = [];
    for (let beat = address - (address % beatBytes); beat < address + BigInt(bytes); beat += beatBytes) {
      if (bursts.length === 0 || beat % 4096n === 0n)
        bursts.push({ address: bursts.length === 0 ? address : beat, beats: 0 });
      bursts.at(-1)!.beats++;
    }
    return bursts.map((burst, i) => ({
      address: burst.address,
      beats: BigInt(burst.beats - 1),
      contextKind: 0n,
      contextQueue: BigInt(queue),
      contextFinal: BigInt(i === bursts.length - 1),
      contextBytes: 0n,
    }));
  };

  it.each([0, 0.5])('cuts at every 4096 bytes, with stalls of %f', async stall => {
    const bench = await testBench(emitVerilog(burstPlanner({ ...tenGig, name: `host${hostDataBits}`, hostDataBits })));
    await bench.reset();
    const plans = bench.source('plans', { idle: stall / 2 });
    const bursts = bench.sink('bursts', { stall });
    const frames = Array.from({ length: 1500 }, (_, i) => {
      const high = littleEndian(randomBytes(6)) << 12n;
      const low = i % 3 === 0 ? 4096 - randomBelow(200) : randomBelow(4096);
      const bytes = i % 5 === 0 ? longest - randomBelow(100) : 72 + randomBelow(2000);
      return { address: high + BigInt(low), bytes, queue: randomBelow(16) };
    });
    plans.send(
      frames.map(({ address, bytes, queue }) => ({
        address,
        lastBeat: ((address % beatBytes) + BigInt(bytes) - 1n) / beatBytes,
        queue,
      })),
    );
    const expected = frames.flatMap(({ address, bytes, queue }) => expectedBursts(address, bytes, queue));
    expect(await bursts.collect(expected.length)).toEqual(expected);
    await bench.run(20);
    expect(await bursts.received()).toEqual([]);
  });
});
