// SPDX-License-Identifier: Apache-2.0
/** The register block: the declared register map behind an AXI4-Lite slave. */
import {
  bit,
  cat,
  component,
  connectFlow,
  expose,
  inst,
  lit,
  mux,
  reg,
  u,
  unused,
  type Val,
  when,
} from 'typescript-hdl';
import { delayed, registerDecoder, registerMapOf } from 'typescript-hdl/lib';
import { type Direction, directions, queueIndex } from '../lib/queue-number.ts';
import type { Config } from '../spec/configs.ts';
import { eventBits } from '../spec/events/drop-reasons.ts';
import { accessCounterBits } from '../spec/host-accesses.ts';
import { pauseOutcomes } from '../spec/link-pause.ts';
import { parserTables } from '../spec/protocol/parser-tables.ts';
import { ruleCountClear } from '../spec/registers/counter-registers.ts';
import {
  functionPageBytes,
  parserTableRegister,
  registerAddressBits,
  registerMap,
  registerWord,
  virtqueuesPerFunction,
} from '../spec/registers/registers.ts';
import { suspensionWords } from '../spec/registers/suspension-registers.ts';
import { virtqueueWord, virtqueueWords } from '../spec/registers/virtqueue-registers.ts';
import { ruleNumberBits } from '../spec/tables/bank-slot.ts';
import { tableNames } from '../spec/tables/tables.ts';
import { sharedClasses, wireClasses } from '../spec/wire-classes.ts';
import { counterReadLatency } from './counter-memory.ts';
import type { Decoder, Window, WindowRead } from './decoder-view.ts';
import { functionSettings } from './function-settings.ts';
import { directionBlocks, type RegisterBlockIo, registerBlockPorts } from './register-block-ports.ts';
import { tablePort } from './table-port.ts';

/** The declared map, as the hardware has it: settings are kept here, memories and stages have the rest. */
const decodedMap = (config: Config) =>
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
 * answers SLVERR, has no effect and reads 0. Writes of the tables of the parser are refused while `judging`, of a function's
 * window while it is `occupied`, of the other tables unless a load has begun.
 *
 * One write and one read at a time, independent of each other, with full back-pressure on both responses; the outputs
 * cannot be held back. A write takes effect 2 clocks after its address and data were accepted and responds one
 * clock later, a read responds 7 clocks after its address; writes wait until `tablesReady` is 1, and while an entry is on its way to its table. Logic depth 4 LUTs at 10g.
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
      const settingsReady = passSettings(config, io, decoder);
      guardSettings(io, decoder);
      const tablesBusy = passTables(config, io, decoder);
      const countsBusy = readRuleCounts(config, io, decoder.windows.rule_count);
      decoder.writable.set(io.tablesReady.and(settingsReady).and(tablesBusy.or(countsBusy).not()));
      showCard(io, decoder);
      setWire(io, decoder);
      passSuspension(config, io, decoder);
      readStops(config, io, decoder.windows.stop_count.read);
      readRefusals(config, io, decoder.windows.access.read);
      readAccesses(config, io, decoder.windows.host_access.read);
      for (const direction of directions) {
        const { queues, counters } = directionBlocks[direction];
        connectFlow(io[direction].write, decoder.windows[queues].write);
        ringDoorbell(config, io, direction, decoder.windows.function_page.write);
        readStatus(config, io, direction, decoder.windows);
        readCounters(config, io, direction, decoder.windows[counters].read);
      }
      readPage(io, decoder.windows.function_page.read);
    },
    {
      maxDepth: 4,
      doc: 'Register map behind AXI4-Lite: keeps settings, passes table writes and doorbells on, reads counters.',
    },
  );

const queueWordBits = Math.log2(virtqueueWords);

/** Outputs that a register holds. */
const driveSettings = (io: RegisterBlockIo, { control }: Decoder): void => {
  const { control: machine, group_rate: groupRate } = control.global;
  io.enable.set(machine.enable.and(machine.quiesce.not()));
  io.quiesce.set(machine.quiesce);
  io.groupRate.set(groupRate.rate);
  for (const { name, entries } of parserTables) {
    for (let entry = 0; entry < entries; entry++) {
      io.parserTables[name].get(entry).set(control.parser_table[parserTableRegister(name, entry)]!.value);
    }
  }
};

/** Settings of the functions, which are in a memory; gives 1 when it is cleared. */
const passSettings = (config: Config, io: RegisterBlockIo, decoder: Decoder): Val<1> => {
  const { settings } = inst({ settings: functionSettings(config) });
  connectFlow(settings.write, decoder.windows.function.write);
  const { request, address, data } = decoder.windows.function.read;
  unused(request);
  settings.read.address.set(address);
  data.set(delayed('setting', u(32), settings.read.data, counterReadLatency - 1));
  connectFlow(io.quotaWrite, settings.quotaWrite);
  connectFlow(io.weightWrite, settings.weightWrite);
  connectFlow(io.rateWrite, settings.rateWrite);
  connectFlow(io.windowWrite, settings.windowWrite);
  return settings.ready;
};

/** Refuses what must not change now, and tells of it. */
const guardSettings = ({ judging, occupied, refused }: RegisterBlockIo, { guards, refused: told }: Decoder): void => {
  guards.parser_table.set(judging);
  guards.function.set(occupied);
  refused.windows.set(told.function);
};

/** The words of tables, through the port that knows which entry they belong to; gives 1 while an entry is on its way, when writes wait. */
const passTables = (config: Config, io: RegisterBlockIo, { windows, guards, refused }: Decoder): Val<1> => {
  const { tables } = inst({ tables: tablePort(config) });
  connectFlow(tables.write, windows.table.write);
  unused(windows.table.read.request);
  tables.read.address.set(windows.table.read.address);
  windows.table.read.data.set(tables.read.data);
  tables.draining.set(io.draining);
  io.image.set(tables.live);
  guards.table.set(tables.refuses);
  tables.refused.set(refused.table);
  io.refused.tables.set(refused.table.or(refused.parser_table).or(tables.failed));
  for (const name of tableNames) connectFlow(io.tableWords[name], tables.words[name]);
  return tables.busy;
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
  const { valid, queue, error, transmit } = stops.head;
  global.stop_event.set({
    queue: mux(valid, queue, 0).zext(16),
    error: mux(valid, error, 0),
    transmit: transmit.and(valid),
    valid,
  });
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

/** The queue of its direction that has this virtqueue of a function. */
const queueOnPage = (config: Config, address: Val): Val => {
  const { function: owner, virtqueue } = pagePlace(config, address);
  const bits = Math.log2(config.queuesPerFunction);
  const queue: Val = bits === 0 ? owner : (cat(owner, virtqueue.slice(1, bits)) as Val);
  return queue.trunc(queueIndex(config).width) as Val;
};

/** Whether a word of the pages is about a queue of `direction`: receive queues are the even virtqueues. */
const isOf = (direction: Direction, address: Val): Val<1> =>
  (direction === 'receive' ? address.bit(0).not() : address.bit(0)) as Val<1>;

/** Passes a doorbell on when the write marks both bytes of a virtqueue index. */
const ringDoorbell = (
  config: Config,
  io: RegisterBlockIo,
  direction: Direction,
  { valid, payload }: Decoder['windows']['function_page']['write'],
): void => {
  if (!Number.isInteger(Math.log2(config.queuesPerFunction))) {
    throw new RangeError(`${config.queuesPerFunction} queues a function: not a power of two`);
  }
  unused(payload.data);
  const { doorbell } = io[direction];
  doorbell.valid.set(valid.and(payload.strobe.slice(0, 2).andR()).and(isOf(direction, payload.address)));
  doorbell.payload.queue.set(queueOnPage(config, payload.address));
};

/** The state of a queue, asked by its own registers or by the page of its function. */
const readStatus = (config: Config, io: RegisterBlockIo, direction: Direction, windows: Decoder['windows']): void => {
  const { queues: name } = directionBlocks[direction];
  const [queues, page] = [windows[name].read, windows.function_page.read];
  const onPage = `${direction}_on_page`;
  const asks = reg({ [onPage]: bit(0) })[onPage]!;
  when(page.request.or(queues.request), () => asks.set(page.request));
  const { statusRead } = io[direction];
  const queue = entryOf(config, name, queues.address).trunc(statusRead.queue.width);
  statusRead.queue.set(mux(asks, queueOnPage(config, page.address), queue));
  const word = queues.address.slice(0, queueWordBits);
  const { status, available, used } = statusRead;
  const places = mux(word.eq(virtqueueWord('available')), available, used);
  queues.data.set(mux(word.eq(virtqueueWord('status')), status, places));
};

/** What the page of a function shows of its virtqueues. */
const readPage = ({ receive, transmit }: RegisterBlockIo, { address, data }: WindowRead): void => {
  data.set(mux(isOf('receive', address), receive.statusRead.status, transmit.statusRead.status));
};

/** Functions that are to be suspended, and those that are. */
const passSuspension = (config: Config, io: RegisterBlockIo, { control, status }: Decoder): void => {
  const words = suspensionWords(config);
  io.suspend.set(cat(...words.map(({ suspend }) => control.suspension[suspend]!.functions).toReversed()));
  for (const { suspended, first, count } of words) {
    status.suspension[suspended]!.set({ functions: io.suspended.slice(first, count) });
  }
};

/** What the wire is told, and what it tells. */
const setWire = (io: RegisterBlockIo, { control: { wire }, status }: Decoder): void => {
  const { weights, strictRate, pausedBy, watchdog } = io.wireSettings;
  const value = (register: string): Val => wire[register]!['value']!;
  for (const [i, id] of sharedClasses.entries()) weights.get(i).set(value(`weight_${wireClasses[id]!.name}`));
  strictRate.set(value('control_rate'));
  for (const [id, { name }] of wireClasses.entries()) pausedBy.get(id).set(wire['paused_by']![name]!);
  watchdog.set(value('watchdog'));

  const { stopped, room, pauses, storms } = io.wireState;
  const of = (what: string, bits: Val) => wireClasses.map(({ name }, id) => [`${name}_${what}`, bits.bit(id)] as const);
  status.wire['state']!.set(Object.fromEntries([...of('stopped', stopped), ...of('room', room)]));
  for (const { name } of pauseOutcomes) status.wire[`pauses_${name}`]!.set(pauses[name]);
  for (const [id, { name }] of wireClasses.entries()) status.wire[`storms_${name}`]!.set(storms.get(id));
};

const readRefusals = (config: Config, io: RegisterBlockIo, { address, data }: WindowRead): void => {
  io.refusalRead.function.set(entryOf(config, 'access', address));
  io.refusalRead.writes.set(address.bit(0));
  data.set(io.refusalRead.count);
};

/** Counters of received frames, or of frames to be sent. */
const readCounters = (config: Config, io: RegisterBlockIo, direction: Direction, window: WindowRead): void => {
  const { counterRead } = io[direction];
  const counter = entryOf(config, directionBlocks[direction].counters, window.address);
  counterRead.event.set(counter.slice(0, eventBits));
  counterRead.slot.set(counter.slice(eventBits, counter.width - eventBits).zext(counterRead.slot.width));
  const { request, frames, bytes } = counterRead;
  readPair(direction, window, { request, count: frames, bytes });
};

/** Counters of rules: asked by a write, after which others wait until the answer is there; gives 1 meanwhile. */
const readRuleCounts = (
  config: Config,
  { ruleQuestion, ruleAnswer }: RegisterBlockIo,
  { write, read }: Window,
): Val<1> => {
  const { busy, receiver, sender } = ruleAnswer;
  const { data, strobe } = write.payload;
  unused(strobe, read.request);
  ruleQuestion.valid.set(write.valid.and(write.payload.address.eq(registerWord(config, 'rule_count', 'select'))));
  ruleQuestion.payload.set({ number: data.trunc(ruleNumberBits(config)), clears: data.bit(ruleCountClear) });
  // Words in the order of the registers.
  read.data.set(cat(lit(0, 64), sender, receiver, busy.zext(32), lit(0, 32)).dynamicSlice(read.address, 32));
  return busy;
};

/** Counters of accesses to host memory. */
const readAccesses = (config: Config, { accessRead }: RegisterBlockIo, window: WindowRead): void => {
  const entry = entryOf(config, 'host_access', window.address);
  accessRead.counter.set(entry.slice(0, accessCounterBits));
  accessRead.function.set(entry.slice(accessCounterBits, accessRead.function.width));
  const { request, accesses, bytes } = accessRead;
  readPair('accesses', window, { request, count: accesses, bytes });
};

interface CounterPair {
  readonly request: { set(value: Val<1>): void };
  readonly count: Val;
  readonly bytes: Val;
}

/**
 * Reading the lowest word of a counter asks the counters and keeps the other words for the reads that follow, so that a counter
 * is read as of one moment.
 */
const readPair = (name: string, { request, address, data }: WindowRead, pair: CounterPair): void => {
  const { count, bytes } = pair;
  const word: Val<2> = address.slice(0, 2);
  const asks: Val<1> = request.and(word.eq(0));
  pair.request.set(asks);
  const latchName = `${name}_latch`;
  const latch = reg({ [latchName]: { high: u(32), bytes: u(64) } })[latchName]!;
  when(delayed(`${name}Asked`, bit(0), asks, counterReadLatency), () =>
    latch.set({ high: count.slice(32, 32), bytes: bytes as Val<64> }),
  );
  data.set(cat(latch.bytes, latch.high, count.slice(0, 32)).dynamicSlice(word, 32));
};
