/** The register block: the declared register map behind an AXI4-Lite slave. */
import { cat, component, expose, inst, lit, oneHotMux, type Val } from 'typescript-hdl';
import type { Config } from '../layout/configs.ts';
import { parserTables } from '../layout/parser-tables.ts';
import { parserTableRegister, registerAddressBits, registerMap } from '../layout/registers.ts';
import { axiLitePort } from './axi-lite-port.ts';
import { type HeldRegister, holdRegisters } from './held-registers.ts';
import { liveRegisters } from './live-registers.ts';
import { isWindow, type RegisterBlockIo, registerBlockPorts, windowPorts } from './register-block-ports.ts';
import { decodeReads, type ReadableRegister } from './register-reads.ts';
import { type BlockWrite, decodeWrites } from './register-writes.ts';

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
      const map = registerMap(config);
      const { port } = inst({ port: axiLitePort(registerAddressBits) });
      expose(io.axil, port.axil);
      const writes = decodeWrites(map, port.writes, io.tablesReady, port.writeFailed);
      const held = new Map(map.map(({ name }) => [name, holdRegisters(writes.get(name)!)]));
      const kept: Kept = (block, register) => held.get(block)!.get(register)!;
      driveSettings(config, io, kept);
      for (const block of map) passOn(config, io, writes.get(block.name)!);

      const reads = decodeReads(map, port.reads);
      const live = liveRegisters(io, reads);
      const arms = reads.registers.map(one => [one.chosen, readValue(one, kept, live)] as const);
      port.readAnswer.data.set(oneHotMux(arms));
      port.readAnswer.failed.set(
        cat(...arms.map(([chosen]) => chosen))
          .orR()
          .not(),
      );
    },
    { doc: 'Register map behind AXI4-Lite: keeps settings, passes table writes and doorbells on, reads counters.' },
  );

type Kept = (block: string, register: string) => HeldRegister;

/** Outputs that a register holds. */
const driveSettings = (config: Config, io: RegisterBlockIo, kept: Kept): void => {
  io.enable.set(kept('global', 'control').get(0));
  io.ruleDefault.set(kept('global', 'rule_default').get(0));
  for (const { name, entries } of parserTables) {
    for (let entry = 0; entry < entries; entry++) {
      io.parserTables[name].get(entry).set(kept('parser_table', parserTableRegister(name, entry)).get(0));
    }
  }
  for (let f = 0; f < config.functions; f++) {
    const of = (register: string): Val => kept('function', register).get(f);
    io.quotas.get(f).set(of('quota_cells'));
    io.windows.get(f).set({
      base: cat(of('window_base_hi'), of('window_base_lo')),
      last: cat(of('window_last_hi'), of('window_last_lo')),
    });
  }
};

/** Sends the `wo` writes of a block to its stage; throws a RangeError when no stage takes them. */
const passOn = (config: Config, io: RegisterBlockIo, { at, take, data, address }: BlockWrite): void => {
  const { block, index } = at;
  if (block.name === 'doorbell') {
    io.doorbell.valid.set(take.and(data.lt(config.queuesPerFunction)));
    io.doorbell.payload.queue.set(queueOf(config, index, data, io.doorbell.payload.queue.width));
  } else if (isWindow(block.name)) {
    const port = io[windowPorts[block.name]];
    port.valid.set(take);
    port.payload.set({ address: address.slice(2, port.payload.address.width), data });
  } else if (block.registers.some(({ access }) => access === 'wo')) {
    throw new RangeError(`no stage takes the write-only registers of ${block.name}`);
  }
};

/** Number of the queue that a function calls `data`; its lowest bits are the number inside the function. */
const queueOf = (config: Config, index: Val, data: Val, width: number): Val => {
  const bits = Math.log2(config.queuesPerFunction);
  if (!Number.isInteger(bits))
    throw new RangeError(`${config.queuesPerFunction} queues a function: not a power of two`);
  return (bits === 0 ? index : cat(index, data.trunc(bits))).trunc(width);
};

/** What a register reads; throws a RangeError when neither a stage nor the declaration says it. */
const readValue = ({ at, register }: ReadableRegister, kept: Kept, live: ReadonlyMap<string, Val>): Val => {
  if (register.access === 'rw') return kept(at.block.name, register.name).at(at);
  const answered = live.get(`${at.block.name}.${register.name}`);
  if (!answered && register.reset === 0) throw new RangeError(`nothing answers ${at.block.name}.${register.name}`);
  return answered ?? lit(register.reset, 32);
};
