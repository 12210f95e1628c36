// SPDX-License-Identifier: Apache-2.0
/** Test benches: typed handles, processes, stream drivers and monitors, on the built-in simulator or on Verilator. */
export type { MemoryWords } from '../simulate/memory-words.ts';
export { Bench, type BenchOptions, testBench } from './bench.ts';
export type { Handles, ReadHandle, WriteHandle } from './handles.ts';
export type { Plain, PlainSource } from './plain-values.ts';
export { BenchClock, type Process, type Step, type Wait } from './process.ts';
export type { ClockTiming } from './schedule.ts';
export {
  type GivenStream,
  monitor,
  type Pauses,
  Scoreboard,
  type SeenStream,
  sendTo,
  type TakenStream,
  takeFrom,
} from './streams.ts';
