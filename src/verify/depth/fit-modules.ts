// SPDX-License-Identifier: Apache-2.0
/** Modules on which the estimate of logic depth is compared with Yosys: the stages of both machines and parts of the library. */
import { bit, type Definition, u } from 'typescript-hdl';
import {
  blockFifo,
  byteBeat,
  fifo,
  packetArbiter,
  packetFifo,
  roundRobinArbiter,
  streamMux,
  weightedArbiter,
} from 'typescript-hdl/lib';
import { packetBuffer } from '../../../hdl/buffer/packet-buffer.ts';
import { verdictGate } from '../../../hdl/buffer/verdict-gate.ts';
import { classifier } from '../../../hdl/classifier/classifier.ts';
import { counters } from '../../../hdl/control/counters.ts';
import { registerBlock } from '../../../hdl/control/register-block.ts';
import { hostPort } from '../../../hdl/dma/host/host-port.ts';
import { receiveClients, rxDma } from '../../../hdl/dma/rx/rx-dma.ts';
import { packetIngress } from '../../../hdl/ingress/packet-ingress.ts';
import { packetChecksums } from '../../../hdl/parser/checksums/packet-checksums.ts';
import { headerParser, headerParserTiming } from '../../../hdl/parser/header-parser.ts';
import { surplusScheduler } from '../../../hdl/scheduler/surplus-scheduler.ts';
import { type Config, configs } from '../../../hdl/spec/configs.ts';
import { top } from '../../../hdl/top.ts';

/** One row of the comparison. */
export interface FitModule {
  readonly name: string;
  /** Configuration of the machine, or parameters of a part of the library. */
  readonly size: string;
  readonly definition: () => Definition;
}

/** Stages of the machine in the order of the packet's walk, by the names of their instances in the top. */
export const stages: Readonly<Record<string, (config: Config) => Definition>> = {
  ingress: packetIngress,
  parser: config => headerParser(config),
  checksums: config => packetChecksums(config, headerParserTiming(config)),
  classifier,
  gate: verdictGate,
  buffer: packetBuffer,
  scheduler: surplusScheduler,
  dma: rxDma,
  port: config => hostPort(config, [receiveClients(config)]),
  registers: registerBlock,
  counters: config => counters(config, ['ingress', 'buffer', 'dma']),
};

const word = { data: u(32), last: bit() };

const libraryParts: readonly FitModule[] = [
  { name: 'fifo', size: '32 bits x 64', definition: () => fifo(word, 64) },
  { name: 'blockFifo', size: '32 bits x 512', definition: () => blockFifo(word, 512) },
  { name: 'packetFifo', size: '64 bits x 512', definition: () => packetFifo(byteBeat(64), 512, 'drop') },
  { name: 'packetArbiter', size: '32 bits, 8', definition: () => packetArbiter(word, 8) },
  { name: 'streamMux', size: '32 bits, 8', definition: () => streamMux(word, 8) },
  { name: 'roundRobinArbiter', size: '16', definition: () => roundRobinArbiter(16) },
  { name: 'weightedArbiter', size: '1 to 8', definition: () => weightedArbiter([1, 2, 3, 4, 5, 6, 7, 8]) },
];

/** Stages whose synthesis takes minutes. */
const slow: readonly string[] = ['parser', 'checksums'];

const machineParts: readonly FitModule[] = (['tiny', '10g'] as const).flatMap(size =>
  Object.entries(stages).map(([name, make]) => ({ name, size, definition: () => make(configs[size]) })),
);

/** Every row, those that take long last. */
export const fitModules: readonly FitModule[] = [
  ...libraryParts,
  ...machineParts.filter(({ name }) => !slow.includes(name)),
  ...machineParts.filter(({ name }) => slow.includes(name)),
  { name: 'whole machine', size: '10g', definition: () => top(configs['10g']) },
];
