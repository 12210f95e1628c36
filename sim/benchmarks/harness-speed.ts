// SPDX-License-Identifier: Apache-2.0
/**
 * How fast the co-simulation is: a unit bench from start to end, warm and after an edit, and cycles per second in
 * batches.
 */
import { randomUUID } from 'node:crypto';
import { bit, emitVerilog, u } from 'typescript-hdl';
import { fifo } from 'typescript-hdl/lib';
import { type Design, openBench } from '../bench.ts';
import { type Measurement, median, secondsOf } from './measurement.ts';

/** A unit bench as tests write them: a thousand transfers with idle cycles and back-pressure. */
const runUnit = async (design: Design): Promise<void> => {
  const bench = await openBench(design, { seed: 1 });
  await bench.reset();
  const up = bench.source('up', { idle: 0.3 });
  const down = bench.sink('down', { stall: 0.3 });
  up.send(Array.from({ length: 1000 }, (_, i) => ({ data: i, last: i % 8 === 7 })));
  await down.collect(1000);
  await bench.close();
};

/** Thousands of cycles a second of a stream under load; transfers travel `batch` at a time. */
const unitSpeed = async (design: Design, batch: number): Promise<number> => {
  const bench = await openBench(design, { seed: 1 });
  await bench.reset();
  const up = bench.source('up');
  const down = bench.sink('down');
  const transfers = Array.from({ length: batch }, (_, i) => ({ data: i, last: i % 8 === 7 }));
  const before = bench.cycle;
  const rounds = Math.ceil(100_000 / batch);
  const seconds = await secondsOf(async () => {
    for (let round = 0; round < rounds; round++) {
      up.send(transfers);
      await down.collect(batch);
    }
  });
  const cycles = bench.cycle - before;
  await bench.close();
  return cycles / seconds / 1000;
};

/** Thousands of cycles a second when no data crosses the pipe. */
const idleSpeed = async (design: Design): Promise<number> => {
  const bench = await openBench(design, { seed: 1 });
  await bench.reset();
  bench.source('up');
  bench.sink('down', { stall: 0.3 });
  const cycles = 3_000_000;
  const seconds = await secondsOf(() => bench.run(cycles));
  await bench.close();
  return cycles / seconds / 1000;
};

/** Measures with the FIFO of the library, 64 bits wide. */
export const measureHarness = async (): Promise<Measurement[]> => {
  const design: Design = emitVerilog(fifo({ data: u(64), last: bit() }, 16));
  const edited = (): Design => ({ ...design, verilog: `// ${randomUUID()}\n${design.verilog}` });
  await runUnit(design);
  const repeat = async (make: () => Design): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const subject = make();
      times.push(await secondsOf(() => runUnit(subject)));
    }
    return median(times);
  };
  const figure = (name: string, value: number, unit: string): Measurement => ({ name, value, unit, config: 'unit' });
  return [
    figure('unit_bench_warm', await repeat(() => design), 's'),
    figure('unit_bench_after_edit', await repeat(edited), 's'),
    figure('unit_speed_free_running', await idleSpeed(design), 'kcycles/s'),
    figure('unit_speed_batch_1', await unitSpeed(design, 1), 'kcycles/s'),
    figure('unit_speed_batch_16', await unitSpeed(design, 16), 'kcycles/s'),
    figure('unit_speed_batch_1000', await unitSpeed(design, 1000), 'kcycles/s'),
  ];
};
