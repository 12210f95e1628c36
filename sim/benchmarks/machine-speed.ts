// SPDX-License-Identifier: Apache-2.0
/** How fast the whole machine is generated and simulated. */
import { emitVerilog } from 'typescript-hdl';
import type { Config } from '../../hdl/spec/configs.ts';
import { top } from '../../hdl/top.ts';
import type { Design } from '../design.ts';
import { openMachine } from '../machine.ts';
import { fourVms } from './four-vms.ts';
import { type Measurement, median, secondsOf } from './measurement.ts';

/** Frames of each size in the simulated mix: short ones make the hardware busy, long ones the memory. */
const mix: readonly number[] = [60, 60, 60, 124, 570, 1514];
const mixFrames = 6000;

/** Elaboration, checks and emission of a configuration: the first time in this process, and once it is warm. */
export const measureElaboration = async (config: Config): Promise<Measurement[]> => {
  const emit = (): unknown => emitVerilog(top(config));
  const first = await secondsOf(emit);
  const warm: number[] = [];
  for (let i = 0; i < 3; i++) warm.push(await secondsOf(emit));
  const figure = (name: string, value: number): Measurement => ({ name, value, unit: 's', config: config.name });
  return [figure('elaborate_seconds', first), figure('elaborate_seconds_warm', median(warm))];
};

/** Thousands of clock cycles a second of the whole machine under load at line rate, transactions in batches. */
export const measureSimulation = async (design: Design, config: Config): Promise<Measurement> => {
  const { images, frameTo } = fourVms(config);
  await using machine = await openMachine(design, config, { record: false });
  await machine.start(images);
  const frames = Array.from({ length: mixFrames }, (_, i) => ({ bytes: frameTo(i, mix[i % mix.length]!) }));
  const before = machine.bench.cycle;
  const seconds = await secondsOf(() => machine.run(frames));
  const value = (machine.bench.cycle - before) / seconds / 1000;
  return { name: 'cosim_kcycles_per_second', value, unit: 'kcycles/s', config: config.name };
};
