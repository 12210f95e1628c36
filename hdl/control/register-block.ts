// SPDX-License-Identifier: Apache-2.0
/** The register block: the declared register map behind an AXI4-Lite slave. */
import { bit, cat, component, connectFlow, expose, inst, mux, reg, u, unused, type Val, when } from 'typescript-hdl';
import { delayed, registerDecoder, registerMapOf } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';
import { eventBits } from '../spec/events/drop-reasons.ts';
import { parserTables } from '../spec/protocol/parser-tables.ts';
import { parserTableRegister, registerAddressBits, registerMap } from '../spec/registers/registers.ts';
import { counterReadLatency } from './counter-memory.ts';
import { functionSettings } from './function-settings.ts';
import { type RegisterBlockIo, registerBlockPorts, windowPorts } from './register-block-ports.ts';

/** The declared map, as the hardware has it: settings are kept here, memories and stages have the rest. */
export const decodedMap = (config: Config) =>
  registerMapOf(
    'sluice',
    registerMap(config).map(block => ({
      ...block,
      external: block.inMemory === true || block.registers.every(({ access }) => access !== 'rw'),
    })),
    registerAddressBits(config),
  );

/**
 * Every register of `registerMap(config)` at its address. Registers declared `rw` are kept here, `wo` writes leave as word
 * writes, commands or doorbells, `ro` registers read what the stages say or their declared value. What the map calls an error
 * answers SLVERR, has no effect and reads 0. Writes of tables are refused while `judging`, of a function's window while it is
 * `occupied`. A doorbell for a queue that the function does not have is answered and goes nowhere.
 *
 * One write and one read at a time, independent of each other, with full back-pressure on both responses; the outputs
 * cannot be held back. A write takes effect 2 clocks after its address and data were accepted and responds one
 * clock later, a read responds 5 clocks after its address; writes wait until `tablesReady` is 1. Logic depth 3 LUTs at 10g.
 */
export const registerBlock = (config: Config) =>
  component(
    'register_block',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    registerBlockPorts(config),
    io => {
      const map = decodedMap(config);
      const options = { holdWrites: true, readClocks: counterReadLatency } as const;
      const decoder: Decoder = inst({ decoder: registerDecoder(map, options) }).decoder;
      expose(io.axil, decoder.bus);
      driveSettings(io, decoder.control);
      passSettings(config, io, decoder);
      guardTables(io, decoder);
      showCard(io, decoder);
      for (const [block, port] of Object.entries(windowPorts)) connectFlow(io[port], decoder.windows[block].write);
      ringDoorbell(config, io, decoder.windows.doorbell.write);
      readStops(config, io, decoder.windows.stop_count.read);
      readStatus(config, io, decoder.windows.rx_queue.read);
      readRefusals(config, io, decoder.windows.access.read);
      readCounters(config, io, decoder.windows.counter.read);
    },
    {
      maxDepth: 3,
      doc: 'Register map behind AXI4-Lite: keeps settings, passes table writes and doorbells on, reads counters.',
    },
  );

/** The instance by the names of the map, which the type checker cannot know. */
type Decoder = any;

/** Outputs that a register holds. */
const driveSettings = (io: RegisterBlockIo, control: Decoder): void => {
  const { control: machine, rule_default: ruleDefault } = control.global;
  io.enable.set(machine.enable.and(machine.quiesce.not()));
  io.quiesce.set(machine.quiesce);
  io.ruleDefault.set(cat(ruleDefault.judge_malformed, ruleDefault.group, ruleDefault.unicast));
  for (const { name, entries } of parserTables) {
    for (let entry = 0; entry < entries; entry++) {
      io.parserTables[name].get(entry).set(control.parser_table[parserTableRegister(name, entry)].value);
    }
  }
};

/** Settings of the functions, which lie in a memory; writes wait until it is cleared. */
const passSettings = (config: Config, io: RegisterBlockIo, decoder: Decoder): void => {
  const { settings } = inst({ settings: functionSettings(config) });
  decoder.writable.set(io.tablesReady.and(settings.ready));
  connectFlow(settings.write, decoder.windows.function.write);
  const { request, address, data } = decoder.windows.function.read;
  unused(request);
  settings.read.address.set(address);
  data.set(delayed('setting', u(32), settings.read.data, counterReadLatency - 1));
  connectFlow(io.quotaWrite, settings.quotaWrite);
  connectFlow(io.conditionWrite, settings.conditionWrite);
  connectFlow(io.windowWrite, settings.windowWrite);
};

/** Refuses what must not change now, and tells of it. */
const guardTables = ({ judging, occupied, refused }: RegisterBlockIo, { guards, refused: told }: Decoder): void => {
  const tables = ['global', 'parser_table', 'forwarding', 'rule_action', 'rule_row'];
  for (const table of tables) guards[table].set(judging);
  guards.function.set(occupied);
  refused.tables.set(tables.map(table => told[table]).reduce((a, b) => a.or(b)));
  refused.windows.set(told.function);
};

/** State, faults and stops of the card as a whole. */
const showCard = (io: RegisterBlockIo, { control, status, commands }: Decoder): void => {
  const { global } = status;
  const { judging, occupied, busIdle, faults, stops } = io;
  const quiet = control.global.control.quiesce.and(judging.or(occupied.orR()).not()).and(busIdle);
  global.status.set({ ready: io.ready, judging, quiet, purging: io.busPurging });
  global.faults.set(faults.now);
  connectFlow(faults.clear, commands.global.faults_clear);
  global.refused_tables.set(faults.refused.tables);
  global.refused_windows.set(faults.refused.windows);
  stops.vector.set(control.global.stop_vector);
  const { valid, queue, error } = stops.head;
  global.stop_event.set({ queue: mux(valid, queue, 0).zext(16), error: mux(valid, error, 0), valid });
  const { stop_next: next } = commands.global;
  stops.next.set(next.valid.and(next.payload.next));
};

const readStops = (config: Config, { stops }: RegisterBlockIo, { address, data }: Decoder): void => {
  stops.counted.reason.set(entryOf(config, 'stop_count', address));
  data.set(stops.counted.stops);
};

/** The entry of an array that a word address inside it names. */
const entryOf = (config: Config, name: string, address: Val): Val => {
  const bits = Math.log2(registerMap(config).find(block => block.name === name)!.stride / 4);
  return address.slice(bits, address.width - bits);
};

/**
 * Passes a doorbell on when the write marks both bytes of the virtqueue index and the function has that receive queue, 2n for
 * queue n; the lowest bits of a queue's number are the one inside the function.
 */
const ringDoorbell = (config: Config, io: RegisterBlockIo, { valid, payload }: Decoder): void => {
  const bits = Math.log2(config.queuesPerFunction);
  if (!Number.isInteger(bits)) {
    throw new RangeError(`${config.queuesPerFunction} queues a function: not a power of two`);
  }
  const index = entryOf(config, 'doorbell', payload.address);
  const { queue } = io.doorbell.payload;
  const virtqueue = payload.data.slice(0, 16);
  const known = virtqueue
    .bit(0)
    .not()
    .and(virtqueue.lt(2 * config.queuesPerFunction));
  io.doorbell.valid.set(valid.and(payload.strobe.slice(0, 2).andR()).and(known));
  queue.set((bits === 0 ? index : cat(index, virtqueue.slice(1, bits))).trunc(queue.width));
};

const readStatus = (config: Config, io: RegisterBlockIo, { address, data }: Decoder): void => {
  io.statusRead.queue.set(entryOf(config, 'rx_queue', address));
  data.set(io.statusRead.status);
};

const readRefusals = (config: Config, io: RegisterBlockIo, { address, data }: Decoder): void => {
  io.refusalRead.function.set(entryOf(config, 'access', address));
  io.refusalRead.writes.set(address.bit(0));
  data.set(io.refusalRead.count);
};

/**
 * Reading the low half of a counter's frames asks the counters and keeps the other words for the reads that follow, so that
 * a counter is read as of one moment.
 */
const readCounters = (config: Config, io: RegisterBlockIo, { request, address, data }: Decoder): void => {
  const counter = entryOf(config, 'counter', address);
  const word: Val<2> = address.slice(0, 2);
  const asks: Val<1> = request.and(word.eq(0));
  io.counterRead.request.set(asks);
  io.counterRead.event.set(counter.slice(0, eventBits));
  io.counterRead.slot.set(counter.slice(eventBits, counter.width - eventBits));
  const { frames, bytes } = io.counterRead;
  const { latch } = reg({ latch: { framesHigh: u(32, 0), bytes: u(64, 0) } });
  when(delayed('asked', bit(0), asks, counterReadLatency), () =>
    latch.set({ framesHigh: frames.slice(32, 32), bytes }),
  );
  data.set(cat(latch.bytes, latch.framesHigh, frames.slice(0, 32)).dynamicSlice(word, 32));
};
