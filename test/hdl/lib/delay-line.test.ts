import { component, emitVerilog, flow, master, slave, u } from 'typescript-hdl';
import { expect, test } from 'vitest';
import { delayed } from '../../../hdl/lib/delay-line.ts';
import { testBench } from '../../../sim/vitest.ts';

const shape = { low: u(3), high: u(70) };

/** A flow whose payload is as many clocks behind as its valid bit. */
const lateFlow = (clocks: number) =>
  component('late_flow', { clocks }, { up: slave(flow(shape)), down: master(flow(shape)) }, ({ up, down }) => {
    down.valid.set(delayed('valid_line', u(1), up.valid, clocks));
    down.payload.set(delayed('line', shape, up.payload, clocks));
  });

test.each([1, 2, 17])('every word leaves %i clocks after it came', async clocks => {
  const bench = await testBench(emitVerilog(lateFlow(clocks)), { seed: clocks });
  const up = bench.source('up', { idle: 0.4 });
  const down = bench.sink<'low' | 'high'>('down');
  await bench.run(clocks + 1);
  await down.received();
  const words = Array.from({ length: 200 }, (_, i) => ({ low: BigInt(i % 8), high: (BigInt(i) << 60n) + 5n }));
  up.send(words);
  const got = await down.collectTimed(200);
  expect(got.map(({ transfer }) => transfer)).toEqual(words);
  expect(got.map(({ cycle }) => cycle)).toEqual((await up.acceptedCycles()).map(cycle => cycle + clocks));
});

test('no clocks cost no hardware', () => {
  expect(emitVerilog(lateFlow(0)).verilog).not.toContain('posedge');
});
