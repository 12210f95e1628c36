/** The register block: the declared register map behind an AXI4-Lite slave. */
import { bit, cat, component, connectFlow, expose, inst, reg, u, type Val, when } from 'typescript-hdl';
import { delayed, registerDecoder, registerMapOf } from 'typescript-hdl/lib';
import type { Config } from '../spec/configs.ts';
import { eventBits } from '../spec/events/drop-reasons.ts';
import { parserTables } from '../spec/protocol/parser-tables.ts';
import { parserTableRegister, registerAddressBits, registerMap } from '../spec/registers/registers.ts';
import { counterReadLatency } from './counter-memory.ts';
import { type RegisterBlockIo, registerBlockPorts, windowPorts } from './register-block-ports.ts';

/** The declared map, as the hardware has it: blocks with settings are kept here, stages have the others. */
export const decodedMap = (config: Config) =>
  registerMapOf(
    'sluice',
    registerMap(config).map(block => ({ ...block, external: block.registers.every(({ access }) => access !== 'rw') })),
    registerAddressBits,
  );

/**
 * Every register of `registerMap(config)` at its address. Registers declared `rw` are kept here, `wo` writes leave as word
 * writes or doorbells, `ro` registers read what the stages say or their declared value. What the map calls an error answers
 * SLVERR, has no effect and reads 0. A doorbell for a queue that the function does not have is answered and goes nowhere.
 *
 * One write and one read at a time, independent of each other, with full back-pressure on both responses; the outputs
 * cannot be held back. A write takes effect 2 clocks after its address and data were accepted and responds one
 * clock later, a read responds 5 clocks after its address; writes wait until `tablesReady` is 1. Logic depth 3 LUTs at 10g, more
 * with more functions to choose the entry to be read from.
 */
export const registerBlock = (config: Config) =>
  component(
    'register_block',
    { config: config.name, functions: config.functions, queuesPerFunction: config.queuesPerFunction },
    registerBlockPorts(config),
    io => {
      const map = decodedMap(config);
      const options = { partialWrites: 'refuse', holdWrites: true, readClocks: counterReadLatency } as const;
      const decoder: Decoder = inst({ decoder: registerDecoder(map, options) }).decoder;
      expose(io.axil, decoder.bus);
      decoder.writable.set(io.tablesReady);
      driveSettings(config, io, decoder.control);
      decoder.status.global.status.ready.set(io.ready);
      for (const [block, port] of Object.entries(windowPorts)) connectFlow(io[port], decoder.windows[block].write);
      ringDoorbell(config, io, decoder.windows.doorbell.write);
      readStatus(config, io, decoder.windows.rx_queue.read);
      readCounters(config, io, decoder.windows.counter.read);
    },
    { doc: 'Register map behind AXI4-Lite: keeps settings, passes table writes and doorbells on, reads counters.' },
  );

/** The instance by the names of the map, which the type checker cannot know. */
type Decoder = any;

/** Outputs that a register holds. */
const driveSettings = (config: Config, io: RegisterBlockIo, control: Decoder): void => {
  const { control: machine, rule_default: ruleDefault } = control.global;
  io.enable.set(machine.enable);
  io.ruleDefault.set(cat(ruleDefault.judge_malformed, ruleDefault.group, ruleDefault.unicast));
  for (const { name, entries } of parserTables) {
    for (let entry = 0; entry < entries; entry++) {
      io.parserTables[name].get(entry).set(control.parser_table[parserTableRegister(name, entry)].value);
    }
  }
  for (let f = 0; f < config.functions; f++) {
    const of = control.function.get(f);
    io.quotas.get(f).set(of.quota_cells.cells);
    io.conditions.get(f).set({ report: of.conditions.report, deny_fragments: of.conditions.deny_fragments });
    io.windows.get(f).set({
      base: cat(of.window_base_hi, of.window_base_lo),
      last: cat(of.window_last_hi, of.window_last_lo),
    });
  }
};

/** The entry of an array that a word address inside it names. */
const entryOf = (config: Config, name: string, address: Val): Val => {
  const bits = Math.log2(registerMap(config).find(block => block.name === name)!.stride / 4);
  return address.slice(bits, address.width - bits);
};

/** Passes a doorbell on when the function has the queue; the lowest bits of a queue's number are the one inside the function. */
const ringDoorbell = (config: Config, io: RegisterBlockIo, { valid, payload }: Decoder): void => {
  const bits = Math.log2(config.queuesPerFunction);
  if (!Number.isInteger(bits)) {
    throw new RangeError(`${config.queuesPerFunction} queues a function: not a power of two`);
  }
  const index = entryOf(config, 'doorbell', payload.address);
  const { queue } = io.doorbell.payload;
  io.doorbell.valid.set(valid.and(payload.data.lt(config.queuesPerFunction)));
  queue.set((bits === 0 ? index : cat(index, payload.data.trunc(bits))).trunc(queue.width));
};

const readStatus = (config: Config, io: RegisterBlockIo, { address, data }: Decoder): void => {
  io.statusRead.queue.set(entryOf(config, 'rx_queue', address));
  data.set(io.statusRead.status);
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
