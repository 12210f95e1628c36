// SPDX-License-Identifier: Apache-2.0
/** One measurement in a process of its own: `tsx emit-once.ts hierarchy|flat BLOCKS` prints lines and milliseconds as JSON. */
import { emitVerilog } from 'typescript-hdl';
import { flatDesign, largeDesign } from './large-design.ts';

const [kind, blocks] = process.argv.slice(2);
const loaded = performance.now();
const cpuLoaded = process.cpuUsage();
const design = emitVerilog((kind === 'flat' ? flatDesign : largeDesign)(Number(blocks)));
const done = performance.now();
const cpu = process.cpuUsage();
const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;
const lines = design.verilog.split('\n').length;
// performance.now() counts from the start of the process, so that `total` includes Node and the loader.
console.log(
  JSON.stringify({
    lines,
    total: done,
    emit: done - loaded,
    cpuTotal: milliseconds(cpu),
    cpuEmit: milliseconds(cpu) - milliseconds(cpuLoaded),
  }),
);
