// SPDX-License-Identifier: Apache-2.0
/** The register block: the declared register map behind an AXI4-Lite slave. */
import { bit, cat, component, connectFlow, expose, inst, mux, reg, u, unused, type Val, when } from 'typescript-hdl';
import { delayed, registerDecoder, registerMapOf } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';
import { eventBits } from '../spec/events/drop-reasons.ts';
import { parserTables } from '../spec/protocol/parser-tables.ts';
import {
  functionPageBytes,
  parserTableRegister,
  registerAddressBits,
  registerMap,
  virtqueuesPerFunction,
} from '../spec/registers/registers.ts';
import { virtqueueWord, virtqueueWords } from '../spec/registers/virtqueue-registers.ts';
import { tableNames } from '../spec/tables/tables.ts';
import { counterReadLatency } from './counter-memory.ts';
import type { Decoder, WindowRead } from './decoder-view.ts';
import { functionSettings } from './function-settings.ts';
import { type RegisterBlockIo, registerBlockPorts, windowPorts } from './register-block-ports.ts';
import { tablePort } from './table-port.ts';

/** The declared map, as the hardware has it: settings are kept here, memories and stages have the rest. */
export const decodedMap = (config: Config) =>
  registerMapOf(
    'sluice',
    registerMap(config)
      .filter(({ absent }) => !absent)
      .map(block => ({
        ...block,
        external: block.inMemory === true || block.registers.every(({ access }) => access !== 'rw'),
      })),
    registerAddressBits(config),
  );

/**
 * Every register of `registerMap(config)` at its address. Registers declared `rw` are kept here, `wo` writes leave as word
 * writes, commands or doorbells, `ro` registers read what the stages say or their declared value. What the map calls an error
 * answers SLVERR, has no effect and reads 0. Writes of tables and of conditions are refused while `judging`, of a function's
 * window while it is `occupied`. The doorbell of a transmit queue is answered and goes nowhere.
 *
 * One write and one read at a time, independent of each other, with full back-pressure on both responses; the outputs
 * cannot be held back. A write takes effect 2 clocks after its address and data were accepted and responds one
 * clock later, a read responds 7 clocks after its address; writes wait until `tablesReady` is 1. Logic depth 4 LUTs at 10g.
 */
export const registerBlock = (config: Config) =>
  component(
    'register_block',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    registerBlockPorts(config),
    io => {
      const map = decodedMap(config);
      const options = { holdWrites: true, readClocks: counterReadLatency } as const;
      const decoder = inst({ decoder: registerDecoder(map, options) }).decoder as unknown as Decoder;
      expose(io.axil, decoder.bus);
      driveSettings(io, decoder);
      passSettings(config, io, decoder);
      guardTables(io, decoder);
      passTables(config, io, decoder);
      showCard(io, decoder);
      for (const [block, port] of [['rx_queue', windowPorts.rx_queue]] as const)
        connectFlow(io[port], decoder.windows[block].write);
      ringDoorbell(config, io, decoder.windows.function_page.write);
      readStops(config, io, decoder.windows.stop_count.read);
      readStatus(config, io, decoder.windows.rx_queue.read, decoder.windows.function_page.read);
      readRefusals(config, io, decoder.windows.access.read);
      readCounters(config, io, decoder.windows.counter.read);
    },
    {
      maxDepth: 4,
      doc: 'Register map behind AXI4-Lite: keeps settings, passes table writes and doorbells on, reads counters.',
    },
  );

const queueWordBits = Math.log2(virtqueueWords);

/** Outputs that a register holds. */
const driveSettings = (io: RegisterBlockIo, { control }: Decoder): void => {
  const { control: machine, rule_default: ruleDefault } = control.global;
  io.enable.set(machine.enable.and(machine.quiesce.not()));
  io.quiesce.set(machine.quiesce);
  io.ruleDefault.set(cat(ruleDefault.judge_malformed, ruleDefault.group, ruleDefault.unicast));
  for (const { name, entries } of parserTables) {
    for (let entry = 0; entry < entries; entry++) {
      io.parserTables[name].get(entry).set(control.parser_table[parserTableRegister(name, entry)]!.value);
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
  connectFlow(io.weightWrite, settings.weightWrite);
  connectFlow(io.rateWrite, settings.rateWrite);
  connectFlow(io.windowWrite, settings.windowWrite);
};

/** Refuses what must not change now, and tells of it. */
const guardTables = ({ judging, occupied, refused }: RegisterBlockIo, { guards, refused: told }: Decoder): void => {
  const tables = ['global', 'parser_table', 'table'] as const;
  for (const table of ['global', 'parser_table'] as const) guards[table].set(judging);
  guards.function.set(occupied);
  refused.tables.set(tables.map(table => told[table]).reduce((a, b) => a.or(b)));
  refused.windows.set(told.function);
};

/** The words of tables, through the port that knows which entry they belong to. */
const passTables = (config: Config, io: RegisterBlockIo, { windows, guards, refused }: Decoder): void => {
  const { tables } = inst({ tables: tablePort(config) });
  connectFlow(tables.write, windows.table.write);
  unused(windows.table.read.request);
  tables.read.address.set(windows.table.read.address);
  windows.table.read.data.set(tables.read.data);
  tables.judging.set(io.judging);
  guards.table.set(tables.refuses);
  tables.refused.set(refused.table);
  for (const name of tableNames) connectFlow(io.tableWords[name], tables.words[name]);
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

const readStops = (config: Config, { stops }: RegisterBlockIo, { address, data }: WindowRead): void => {
  stops.counted.reason.set(entryOf(config, 'stop_count', address));
  data.set(stops.counted.stops);
};

/** The entry of an array that a word address inside it names. */
const entryOf = (config: Config, name: string, address: Val): Val => {
  const bits = Math.log2(registerMap(config).find(block => block.name === name)!.stride / 4);
  return address.slice(bits, address.width - bits);
};

/** Number of the function and of the virtqueue inside it that a word of the pages is about. */
const pagePlace = (config: Config, address: Val) => {
  const wordBits = Math.log2(functionPageBytes / 4);
  return {
    function: address.slice(wordBits, address.width - wordBits) as Val,
    virtqueue: address.slice(0, Math.log2(virtqueuesPerFunction(config))) as Val,
  };
};

/** The receive queue of the whole machine that has this virtqueue of a function. */
const receiveQueue = (config: Config, io: RegisterBlockIo, address: Val): Val => {
  const { function: owner, virtqueue } = pagePlace(config, address);
  const bits = Math.log2(config.queuesPerFunction);
  const queue: Val = bits === 0 ? owner : (cat(owner, virtqueue.slice(1, bits)) as Val);
  return queue.trunc(io.doorbell.payload.queue.width) as Val;
};

/** Whether a word of the pages is about a receive queue: the even virtqueues. */
const receives = (address: Val): Val<1> => address.bit(0).not() as Val<1>;

/** Passes a doorbell on when the write marks both bytes of a virtqueue index. */
const ringDoorbell = (
  config: Config,
  io: RegisterBlockIo,
  { valid, payload }: Decoder['windows']['function_page']['write'],
): void => {
  if (!Number.isInteger(Math.log2(config.queuesPerFunction))) {
    throw new RangeError(`${config.queuesPerFunction} queues a function: not a power of two`);
  }
  unused(payload.data);
  io.doorbell.valid.set(valid.and(payload.strobe.slice(0, 2).andR()).and(receives(payload.address)));
  io.doorbell.payload.queue.set(receiveQueue(config, io, payload.address));
};

/** The state of a receive queue, asked by its own registers or by the page of its function. */
const readStatus = (config: Config, io: RegisterBlockIo, queues: WindowRead, page: WindowRead): void => {
  const { onPage } = reg({ onPage: bit(0) });
  when(page.request.or(queues.request), () => onPage.set(page.request));
  const queue = entryOf(config, 'rx_queue', queues.address).trunc(io.statusRead.queue.width);
  io.statusRead.queue.set(mux(onPage, receiveQueue(config, io, page.address), queue));
  const word = queues.address.slice(0, queueWordBits);
  const { status, available, used } = io.statusRead;
  const places = mux(word.eq(virtqueueWord('available')), available, used);
  queues.data.set(mux(word.eq(virtqueueWord('status')), status, places));
  page.data.set(mux(receives(page.address), io.statusRead.status, 0));
};

const readRefusals = (config: Config, io: RegisterBlockIo, { address, data }: WindowRead): void => {
  io.refusalRead.function.set(entryOf(config, 'access', address));
  io.refusalRead.writes.set(address.bit(0));
  data.set(io.refusalRead.count);
};

/**
 * Reading the low half of a counter's frames asks the counters and keeps the other words for the reads that follow, so that
 * a counter is read as of one moment.
 */
const readCounters = (config: Config, io: RegisterBlockIo, { request, address, data }: WindowRead): void => {
  const counter = entryOf(config, 'counter', address);
  const word: Val<2> = address.slice(0, 2);
  const asks: Val<1> = request.and(word.eq(0));
  io.counterRead.request.set(asks);
  io.counterRead.event.set(counter.slice(0, eventBits));
  io.counterRead.slot.set(counter.slice(eventBits, counter.width - eventBits));
  const { frames, bytes } = io.counterRead;
  const { latch } = reg({ latch: { framesHigh: u(32), bytes: u(64) } });
  when(delayed('asked', bit(0), asks, counterReadLatency), () =>
    latch.set({ framesHigh: frames.slice(32, 32), bytes }),
  );
  data.set(cat(latch.bytes, latch.framesHigh, frames.slice(0, 32)).dynamicSlice(word, 32));
};
