// SPDX-License-Identifier: Apache-2.0
/** Replays frames at line rate through the generated machine in co-simulation. */
import type { Config } from '../../hdl/spec/configs.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import type { Design } from '../../sim/design.ts';
import { openMachine } from '../../sim/machine.ts';
import type { WireFrame } from '../../sim/model/wire-frame.ts';
import type { HardwareResult } from './compare-hardware.ts';

export interface ReplayResult extends HardwareResult {
  /** Clock cycles from the first beat of the first frame to the last used entry, the machine's start-up not counted. */
  readonly cycles: number;
  /** Cycles of the whole simulation. */
  readonly simulatedCycles: number;
}

/** Cycles before its end that a waveform shows: the replay, without the loading of the tables. */
const waveformCycles = 20_000;

/** Runs the machine on `frames`; `onProgress` hears how many have left the wire. */
export const replay = async (
  design: Design,
  config: Config,
  images: TableImages,
  frames: readonly WireFrame[],
  onProgress: (sent: number) => void,
): Promise<ReplayResult> => {
  await using machine = await openMachine(design, config);
  await machine.start(images);
  const from = machine.bench.cycle;
  await machine.run(frames, { onProgress });
  const received = await machine.deliveries();
  const last = Math.max(from, ...received.flat().map(frame => frame.cycle));
  return {
    queues: received.map(queue => queue.map(frame => frame.bytes)),
    counters: await machine.counters(),
    strayWrites: await machine.strayWrites(),
    cycles: last - from,
    simulatedCycles: machine.bench.cycle,
  };
};

/** Runs the machine on a few frames again, traced; returns the path of the FST waveform. */
export const recordWaveform = async (
  design: Design,
  config: Config,
  images: TableImages,
  frames: readonly WireFrame[],
): Promise<string> => {
  await using machine = await openMachine(design, config, { waveformCycles });
  await machine.start(images);
  await machine.run(frames);
  return (await machine.bench.waveform(`demo-${config.name}.fst`))!;
};
