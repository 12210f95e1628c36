// SPDX-License-Identifier: Apache-2.0
import { emitVerilog } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { alignerClocks, alignerReach, byteAligner } from '../../../../hdl/parser/stages/byte-aligner.ts';
import { testBench } from '../../../../sim/vitest.ts';
import { randomNumbers } from '../graph-frames.ts';

const cases = [
  { skips: [6], upBytes: 14, downBytes: 8, clocks: 1 },
  { skips: [0, 4], upBytes: 12, downBytes: 8, clocks: 1 },
  { skips: [0, 4, 8, 12], upBytes: 28, downBytes: 16, clocks: 1 },
  { skips: [0, 3, 5, 6, 7], upBytes: 16, downBytes: 9, clocks: 1 },
  { skips: [0, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60], upBytes: 82, downBytes: 22, clocks: 1 },
  { skips: Array.from({ length: 64 }, (_, i) => i), upBytes: 40, downBytes: 64, clocks: 2 },
  { skips: [2, 3], upBytes: 3, downBytes: 5, clocks: 1 },
];

describe.each(cases)('from $upBytes to $downBytes bytes, skips $skips', ({ skips, upBytes, downBytes, clocks }) => {
  test(`every skip, ${clocks} clock(s) each`, async () => {
    const bench = await testBench(emitVerilog(byteAligner(upBytes, downBytes, skips, 6, 9)), { seed: upBytes });
    await bench.reset();
    const up = bench.source('up', { idle: 0.3 });
    const down = bench.sink<'data' | 'side'>('down');
    const random = randomNumbers(upBytes);
    const words = Array.from({ length: 400 }, (_, i) => ({
      data: BigInt(`0x${Array.from({ length: upBytes * 2 }, () => random(16).toString(16)).join('')}`),
      skip: skips[random(skips.length)]!,
      side: BigInt(i % 512),
    }));
    up.send(words);
    const got = await down.collectTimed(400);
    expect(got.map(({ transfer }) => transfer)).toEqual(
      words.map(({ data, skip, side }) => ({ data: BigInt.asUintN(downBytes * 8, data >> BigInt(skip * 8)), side })),
    );
    expect(alignerClocks(skips)).toBe(clocks);
    expect(got.map(({ cycle }) => cycle)).toEqual((await up.acceptedCycles()).map(cycle => cycle + clocks));
  });
});

test('the reach covers the furthest window', () => {
  expect(alignerReach([0, 20, 24, 60], 22)).toBe(82);
  expect(alignerReach([6], 8)).toBe(14);
});
