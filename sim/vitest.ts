// SPDX-License-Identifier: Apache-2.0
/** Benches inside vitest: closed when the test ends, and repeated with a waveform when it failed. */
import { onTestFailed, onTestFinished } from 'vitest';
import { Bench, type BenchOptions, openBench } from './bench.ts';
import type { Design } from './design.ts';

/**
 * Ties a bench, or something that has one, to the running test: it is closed at the end, and when the test failed - by a
 * broken protocol rule as well as by an `expect` - the run is repeated with tracing first, and seed and waveform path are
 * printed. SLUICE_WAVES=0 turns the repetition off.
 */
export const keepOnFailure = <T extends Bench | { readonly bench: Bench }>(subject: T): T => {
  const bench = subject instanceof Bench ? subject : subject.bench;
  onTestFinished(() => bench.close());
  if (process.env['SLUICE_WAVES'] === '0') return subject;
  onTestFailed(async ({ task }) => {
    const name = `${bench.design.top}-${task.id}`.replace(/[^A-Za-z0-9_-]/g, '-');
    const waveform = await bench.waveform(`${name}.fst`);
    console.error(`${bench.design.top}, seed ${bench.seed}, cycle ${bench.cycle}: waveform ${waveform ?? 'not kept'}`);
  });
  return subject;
};

/** Opens a bench that belongs to the running test; see {@link keepOnFailure}. */
export const testBench = async (design: Design, options: BenchOptions = {}): Promise<Bench> =>
  keepOnFailure(await openBench(design, options));
