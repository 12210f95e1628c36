// SPDX-License-Identifier: Apache-2.0
/** Ports of the register block, and what the register map says about them. */

import { bit, flow, type Inside, input, master, output, slave, u } from 'typescript-hdl';
import { axiLite } from 'typescript-hdl/lib';
import { parserTablesShape, wordWriteShape } from '../lib/frame-shapes.ts';
import { type Direction, queueIndex } from '../lib/queue-number.ts';
import { errorBits, stopEntryShape } from '../lib/queue-stop.ts';
import { wireSettingsShape, wireStateShape } from '../lib/wire-shapes.ts';
import type { Config } from '../spec/configs.ts';
import { blockWordBits, registerAddressBits } from '../spec/registers/registers.ts';
import { rateBits } from '../spec/shares.ts';
import { accessReadPort } from './access-counts.ts';
import { counterReadPort } from './counter-memory.ts';
import { tableFlows } from './entry-release.ts';
import { faultsShape } from './fault-log.ts';
import { settingFlows } from './function-settings.ts';
import { refusalReadPort } from './refusal-counts.ts';
import { ruleAnswerShape, ruleQuestionShape } from './rule-counters.ts';

/** Blocks of the register map that each direction has of its own. */
export const directionBlocks = {
  receive: { queues: 'rx_queue', counters: 'counter' },
  transmit: { queues: 'tx_queue', counters: 'tx_counter' },
} as const satisfies Record<Direction, unknown>;

/** What the queues of a direction have to do with registers. */
const directionPorts = (config: Config, direction: Direction) => ({
  /** Words of the registers of its queues. */
  write: master(flow(wordWriteShape(blockWordBits(config, directionBlocks[direction].queues)))),
  doorbell: master(flow({ queue: queueIndex(config) })),
  /** Answered one clock after `queue`. */
  statusRead: {
    queue: output(queueIndex(config)),
    status: input(u(32)),
    available: input(u(32)),
    used: input(u(32)),
  },
  /** Answered two clocks after `request`. */
  counterRead: slave(counterReadPort(config)),
});

/** Ports of the register block. */
export const registerBlockPorts = (config: Config) => ({
  axil: slave(axiLite(registerAddressBits(config))),
  /** The packet buffer finished its start-up. */
  ready: input(bit()),
  /** The tables finished theirs and take writes. */
  tablesReady: input(bit()),
  /** Frames are to be accepted. */
  enable: output(bit()),
  quiesce: output(bit()),
  /** Frames are judged: the tables of the parser must not change. */
  judging: input(bit()),
  /** The policy image by which frames are judged that begin now. */
  image: output(bit()),
  /** Frames are judged by the other one: its tables must not change. */
  draining: input(bit()),
  /** Functions whose windows must not change. */
  occupied: input(u(config.functions)),
  busIdle: input(bit()),
  busPurging: input(bit()),
  groupRate: output(u(rateBits)),
  parserTables: output(parserTablesShape),
  ...settingFlows(config),
  receive: directionPorts(config, 'receive'),
  transmit: directionPorts(config, 'transmit'),
  /** Functions whose queues are to stop, and those of which nothing is under way any more. */
  suspend: output(u(config.functions)),
  suspended: input(u(config.functions)),
  wireSettings: output(wireSettingsShape),
  wireState: input(wireStateShape),
  tableWords: tableFlows(config),
  /** Answered one clock after the question. */
  refusalRead: slave(refusalReadPort(config)),
  ruleQuestion: master(flow(ruleQuestionShape(config))),
  ruleAnswer: input(ruleAnswerShape),
  /** Answered four clocks after `request`. */
  accessRead: slave(accessReadPort(config)),
  /** Refused writes, each in one clock. */
  refused: output({ tables: bit(), windows: bit() }),
  faults: {
    now: input(faultsShape),
    clear: master(flow(faultsShape)),
    refused: input({ tables: u(32), windows: u(32) }),
  },
  stops: {
    vector: output({ vector: u(16), enable: bit() }),
    next: output(bit()),
    head: input({ valid: bit(), ...stopEntryShape(config) }),
    counted: { reason: output(u(errorBits)), stops: input(u(32)) },
  },
});

export type RegisterBlockIo = Inside<ReturnType<typeof registerBlockPorts>>;
