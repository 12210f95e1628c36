/** Benches inside vitest: closed when the test ends, and repeated with a waveform when it failed. */
import { onTestFailed, onTestFinished } from 'vitest';
import { type Bench, type BenchOptions, openBench } from './bench.ts';
import type { Design } from './design.ts';

/**
 * Opens a bench that belongs to the running test. When the test fails - a broken protocol rule as well as a failed
 * `expect` - the run is repeated with tracing, and seed and waveform path are printed. SLUICE_WAVES=0 turns that off.
 */
export const testBench = async (design: Design, options: BenchOptions = {}): Promise<Bench> => {
  const bench = await openBench(design, options);
  onTestFinished(() => bench.close());
  if (process.env.SLUICE_WAVES !== '0') {
    onTestFailed(async ({ task }) => {
      const name = `${bench.design.top}-${task.id}`.replace(/[^A-Za-z0-9_-]/g, '-');
      const waveform = await bench.waveform(`${name}.fst`);
      console.error(
        `${bench.design.top}, seed ${bench.seed}, cycle ${bench.cycle}: waveform ${waveform ?? 'not kept'}`,
      );
    });
  }
  return bench;
};
