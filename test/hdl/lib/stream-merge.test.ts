import { emitVerilog, u } from 'typescript-hdl';
import { describe, expect, test } from 'vitest';
import { streamMerge } from '../../../hdl/lib/stream-merge.ts';
import { testBench } from '../../../sim/vitest.ts';

const names = ['first', 'second', 'third'] as const;
const design = emitVerilog(streamMerge({ source: u(2), number: u(16) }, names));

const open = async (idle: number, stall: number) => {
  const bench = await testBench(design, { seed: 9 });
  await bench.reset();
  const ups = names.map(name => bench.source<'source' | 'number'>(`ups_${name}`, { idle }));
  return { bench, ups, down: bench.sink<'source' | 'number'>('down', { stall }) };
};

const numbered = (source: number, count: number) => Array.from({ length: count }, (_, number) => ({ source, number }));

describe('stream merge', () => {
  test.each([
    { idle: 0, stall: 0 },
    { idle: 0.5, stall: 0 },
    { idle: 0, stall: 0.5 },
    { idle: 0.7, stall: 0.3 },
  ])('passes every transfer once and keeps the order of each stream (idle $idle, stall $stall)', async pace => {
    const { bench, ups, down } = await open(pace.idle, pace.stall);
    for (const [source, up] of ups.entries()) up.send(numbered(source, 300 + source));
    const got = await down.collect(300 + 301 + 302);
    await bench.run(50);
    expect(await down.received()).toEqual([]);
    for (const source of [0, 1, 2]) {
      const own = got.filter(transfer => transfer.source === BigInt(source));
      expect(own.map(transfer => Number(transfer.number))).toEqual(numbered(source, 300 + source).map(n => n.number));
    }
  });

  test('takes turns, one transfer a clock, while all streams offer', async () => {
    const { ups, down } = await open(0, 0);
    for (const [source, up] of ups.entries()) up.send(numbered(source, 100));
    const got = await down.collectTimed(300);
    expect(got.map(record => record.cycle - got[0]!.cycle)).toEqual(Array.from({ length: 300 }, (_, i) => i));
    expect(got.map(record => Number(record.transfer.source))).toEqual(Array.from({ length: 300 }, (_, i) => i % 3));
  });

  test('lets a lone stream use every clock', async () => {
    const { ups, down } = await open(0, 0);
    ups[1]!.send(numbered(1, 100));
    const got = await down.collectTimed(100);
    expect(got.at(-1)!.cycle - got[0]!.cycle).toBe(99);
  });
});
