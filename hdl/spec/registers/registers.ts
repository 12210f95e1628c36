// SPDX-License-Identifier: Apache-2.0
/**
 * The register map at `s_axil_*`: 32-bit registers, byte addresses. The hardware decoder, the C header, the
 * documentation and the driver used in simulation all come from this declaration.
 *
 * The two lowest bits of an address are ignored: an access is about the word that holds the byte. Answered with SLVERR and
 * without effect: a word without a register, a write to an `ro` register, a read of a `wo` register (data 0), a write of some
 * bytes of a `wo` register or of one that is in a memory, and a write that is refused: of a guarded window while a queue of
 * its function runs, of a guarded table or of the conditions of a function while frames are judged. A write that marks no byte has no effect and is no error. The pages of the functions,
 * which guests reach, never answer an error. A register that declares fields keeps those bits alone; the others read 0.
 */
import { type Config, cellCountBits, queueCount } from '../configs.ts';
import { eventBits } from '../events/drop-reasons.ts';
import { transmitEventBits } from '../events/transmit-events.ts';
import { type PlacedField, placeFields } from '../field.ts';
import { accessCounterBits, accessCounters } from '../host-accesses.ts';
import {
  defaultParserTables,
  type ParserTable,
  parserTableEntryBits,
  parserTables,
} from '../protocol/parser-tables.ts';
import { rateBits, tokenStepClocks, tokensPerByte, weightBits } from '../shares.ts';
import { conditionFields, ruleDefaultFields } from '../tables/table-entry.ts';
import { suspensionWords } from './suspension-registers.ts';
import { virtqueueRegisters, virtqueueWords } from './virtqueue-registers.ts';
import { wireRegisters } from './wire-registers.ts';

export type Access = 'ro' | 'rw' | 'wo';

export interface Register {
  readonly name: string;
  /** Byte offset inside its block. */
  readonly offset: number;
  readonly access: Access;
  readonly reset: number;
  readonly doc: string;
  /** Parts of the word with a meaning of their own; empty when the word is one value. */
  readonly fields: readonly PlacedField[];
  /** Writes are refused while the guard of the block holds, or that of the block named. */
  readonly guarded: boolean | string;
}

/** A group of registers repeated `count` times, `stride` bytes apart. */
export interface Block {
  readonly name: string;
  readonly base: number;
  readonly stride: number;
  readonly count: number;
  readonly doc: string;
  /** Guests reach it: no access is answered with an error. */
  readonly tolerant?: boolean;
  /** The registers are in a memory: they take whole words only. */
  readonly inMemory?: boolean;
  /** Each entry is guarded by itself. */
  readonly guardEach?: boolean;
  readonly registers: readonly Register[];
}

const register = (
  name: string,
  offset: number,
  access: Access,
  doc: string,
  { reset = 0, fields = [], guarded = false }: Partial<Pick<Register, 'reset' | 'fields' | 'guarded'>> = {},
): Register => ({ name, offset, access, reset, doc, fields, guarded });

const field = (name: string, lsb: number, bits: number, doc: string): PlacedField => ({ name, lsb, bits, doc });

/** First word of the identification register: "SLCE". */
export const identification = 0x534c_4345;
/** Version of this map: major in the high half, minor in the low half. */
export const registerMapVersion = 0x0002_0000;
/** Bytes of the page of one function: one page of the host, so that it can be mapped into one VM. */
export const functionPageBytes = 4096;
/** Bytes from the doorbell of a virtqueue to the next: `notify_off_multiplier` of virtio over PCI. */
export const notifyBytes = 4;
/** Where the status words of the virtqueues begin on the page of their function. */
export const pageStatusOffset = 0x800;
/** Virtqueues of a function: receive queue n has index 2n, transmit queue n has 2n + 1. */
export const virtqueuesPerFunction = (config: Config): number => 2 * config.queuesPerFunction;
/** Counter slots: one a function and one for frames that address none. */
export const counterSlots = (config: Config): number => config.functions + 1;
/** Stop events that the card keeps for function 0. */
export const stopLogDepth = 64;
/** Counters of stops: one for each error code. */
export const stopReasons = 16;

/** What went wrong with the card as a whole: bits of `global.faults`. */
export const faults = [
  {
    name: 'reset_under_access',
    doc: 'A reset found accesses on the host bus under way; clear it when status.purging is 0, or the bus was reset too.',
  },
  { name: 'stray_answer', doc: 'The host bus answered an access that was not under way.' },
  { name: 'bus_protocol', doc: 'The host bus ended a read at the wrong beat (RLAST).' },
  {
    name: 'table_refused',
    doc: 'A table, or conditions of a function, were written while frames were judged; the write was refused.',
  },
  { name: 'window_refused', doc: 'A window was written while a queue of its function ran; the write was refused.' },
  { name: 'stop_lost', doc: 'A queue stopped when the stop log was full: look at the status of every queue.' },
] as const;
export type FaultName = (typeof faults)[number]['name'];
const faultFields = (): readonly PlacedField[] => faults.map(({ name, doc }, lsb) => ({ name, lsb, bits: 1, doc }));

const globalBlock = (config: Config): Block => ({
  name: 'global',
  base: 0x0_0000,
  stride: 0x100,
  count: 1,
  doc: 'Identification and machine-wide control.',
  registers: [
    register('id', 0x00, 'ro', 'Reads 0x534c4345, "SLCE".', { reset: identification }),
    register('version', 0x04, 'ro', 'Version of the register map, major.minor in 16-bit halves.', {
      reset: registerMapVersion,
      fields: [
        field('minor', 0, 16, 'Grows when something is added.'),
        field('major', 16, 16, 'Grows when something changes its place or meaning.'),
      ],
    }),
    register(
      'control',
      0x08,
      'rw',
      'While no frames are accepted, every received one is counted as ingress_overflow, and those to be sent wait in their rings.',
      {
        fields: [
          field('enable', 0, 1, 'Accept frames, from the wire and to be sent.'),
          field('quiesce', 1, 1, 'Accept no frames, stop all queues and start none, so that a reset harms nothing.'),
        ],
      },
    ),
    register('status', 0x0c, 'ro', 'State of the card as a whole.', {
      fields: [
        field('ready', 0, 1, 'Start-up is finished and frames can be accepted.'),
        field(
          'judging',
          1,
          1,
          'Frames are accepted, or one that was has no verdict yet: writes of tables and conditions are refused.',
        ),
        field('quiet', 2, 1, 'Quiesced: no queue runs or drains, no access to the host is under way.'),
        field('purging', 3, 1, 'Accesses that a reset cut off are being ended; until then the card keeps off the bus.'),
      ],
    }),
    register(
      'rule_default',
      0x10,
      'rw',
      'Bit 0: permit unicast frames no rule matched. Bit 1: the same for group frames. Bit 2: judge malformed IP.',
      { fields: placeFields(ruleDefaultFields), guarded: true },
    ),
    register('faults', 0x14, 'ro', 'What went wrong since it was last cleared; the first bit outlives a reset.', {
      fields: faultFields(),
    }),
    register('faults_clear', 0x18, 'wo', 'Ones clear bits of faults.', { fields: faultFields() }),
    register(
      'stop_vector',
      0x1c,
      'rw',
      'The interrupt of function 0 that tells of queues that stopped by themselves.',
      {
        fields: [
          field('vector', 0, 16, 'Vector of function 0.'),
          field('enable', 16, 1, 'Send the interrupt; what came before is told when this is set.'),
        ],
      },
    ),
    register('stop_event', 0x20, 'ro', 'The oldest entry of the stop log.', {
      fields: [
        field('queue', 0, 16, 'Queue that stopped, as in rx_queue or tx_queue.'),
        field('error', 16, 4, 'Why (queue errors).'),
        field('transmit', 20, 1, 'It is one of tx_queue.'),
        field('valid', 31, 1, 'There is an entry.'),
      ],
    }),
    register('stop_next', 0x24, 'wo', 'Writing 1 removes the oldest entry of the stop log.', {
      fields: [field('next', 0, 1, 'Remove the entry.')],
    }),
    register('refused_tables', 0x28, 'ro', 'Writes of tables and conditions that were refused, modulo 2^32.'),
    register('refused_windows', 0x2c, 'ro', 'Writes of windows that were refused, modulo 2^32.'),
    register(
      'group_rate',
      0x34,
      'rw',
      `Most bytes on the wire of all copies of frames for several functions, in 1/${tokensPerByte} byte each ${tokenStepClocks} clocks; 0 for no limit.`,
      { fields: [field('rate', 0, rateBits, 'Rate; bits above it read 0.')] },
    ),
    register('capabilities', 0x30, 'ro', 'What the card has; the same for its whole life.', {
      reset: config.functions | (config.queuesPerFunction << 8) | (1 << 16),
      fields: [
        field('functions', 0, 8, 'Functions, function 0 included.'),
        field('queue_pairs', 8, 8, 'Receive queues of a function, and as many transmit queues.'),
        field('transmit', 16, 1, 'The transmit queues are in the hardware.'),
      ],
    }),
  ],
});

/** Register of the block `parser_table` that holds entry `entry` of a table: `vxlan_ports_1`. */
export const parserTableRegister = (table: ParserTable, entry: number): string =>
  `${table.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}_${entry}`;

const parserTableEntries = parserTables.flatMap(({ name, entries, doc }) =>
  Array.from({ length: entries }, (_, entry) => ({ name, entry, entries, doc })),
);

const parserTableBlock: Block = {
  name: 'parser_table',
  base: 0x0_0800,
  stride: 2 ** Math.ceil(Math.log2(4 * parserTableEntries.length)),
  count: 1,
  doc: 'Run-time tables of the parser, one register an entry; 0 marks an entry without a value.',
  registers: parserTableEntries.map(({ name, entry, entries, doc }, i) =>
    register(parserTableRegister(name, entry), 4 * i, 'rw', `${doc} Entry ${entry} of ${entries}.`, {
      reset: defaultParserTables[name][entry]!,
      fields: [field('value', 0, parserTableEntryBits, 'EtherType or port; 0 for none.')],
      guarded: true,
    }),
  ),
};

const stopBlock: Block = {
  name: 'stop_count',
  base: 0x0_0400,
  stride: 4,
  count: stopReasons,
  doc: 'Queues that stopped by themselves, or did not start, by queue error: entry 5 counts refused accesses.',
  registers: [register('stops', 0, 'ro', 'Stops for this reason since reset, modulo 2^32.')],
};

const functionBlock = (config: Config): Block => ({
  name: 'function',
  base: 0x0_1000,
  stride: 0x20,
  count: config.functions,
  doc: 'One per function (VM).',
  inMemory: true,
  guardEach: true,
  registers: [
    register(
      'quota_cells',
      0x00,
      'rw',
      'Packet buffer cells the function may hold; a frame that would pass it is dropped.',
      { fields: [field('cells', 0, cellCountBits(config), 'Cells; bits above them read 0.')] },
    ),
    register('conditions', 0x04, 'rw', 'Bit 0: only report what is unreadable. Bit 1: drop later fragments.', {
      fields: placeFields(conditionFields),
      // Part of the policy: it changes with the tables, never apart from them.
      guarded: 'global',
    }),
    register(
      'weight',
      0x08,
      'rw',
      'Share in each direction, against the weights of the other functions that have frames; 0 counts as 1.',
      { fields: [field('weight', 0, weightBits, 'Weight; bits above it read 0.')] },
    ),
    register(
      'rate',
      0x0c,
      'rw',
      `Most bytes on the wire that the function is given in each direction, in 1/${tokensPerByte} byte each ${tokenStepClocks} clocks; 0 for no limit.`,
      { fields: [field('rate', 0, rateBits, 'Rate; bits above it read 0.')] },
    ),
    register(
      'window_base_lo',
      0x10,
      'rw',
      'First byte address the function may be written at or read from, low half.',
      {
        guarded: true,
      },
    ),
    register('window_base_hi', 0x14, 'rw', 'High half.', { guarded: true }),
    register('window_last_lo', 0x18, 'rw', 'Last byte address of that window, low half.', { guarded: true }),
    register('window_last_hi', 0x1c, 'rw', 'High half.', { guarded: true }),
  ],
});

const accessBlock = (config: Config): Block => ({
  name: 'access',
  base: 0x0_3000,
  stride: 8,
  count: config.functions,
  doc: 'One per function: accesses that the check right before the host bus refused. Anything but 0 is a fault of the card.',
  registers: [
    register('refused_reads', 0, 'ro', 'Reads that lay outside the window of the function and never reached the bus.'),
    register('refused_writes', 4, 'ro', 'Write bursts with a byte outside it; no such byte was written.'),
  ],
});

/** Registers of a virtqueue as {@link virtqueueRegisters} declares them. */
const queueRegisters: readonly Register[] = virtqueueRegisters.map((declared, word) =>
  register(declared.name, 4 * word, declared.access, declared.doc, {
    fields: 'fields' in declared ? declared.fields : [],
  }),
);
const queueStatusFields = queueRegisters.find(({ name }) => name === 'status')!.fields;

const queueBlock = (config: Config): Block => ({
  name: 'rx_queue',
  base: 0x0_4000,
  stride: 4 * virtqueueWords,
  count: queueCount(config),
  inMemory: true,
  doc: 'One per receive virtqueue; queue f * queues-per-function + n is queue n of function f.',
  registers: queueRegisters,
});

const transmitQueueBlock = (config: Config): Block => ({
  ...queueBlock(config),
  name: 'tx_queue',
  base: 0x0_8000,
  doc: 'One per transmit virtqueue, numbered like rx_queue.',
});

const tableBlock: Block = {
  name: 'table',
  base: 0x0_0600,
  stride: 0x10,
  count: 1,
  doc: 'Table port: choose a table and an entry, then write the words of that entry and of those after it.',
  inMemory: true,
  registers: [
    register('select', 0x0, 'rw', 'The table; the next word is the first of the chosen entry.', {
      fields: [
        field('table', 0, 8, 'Number of the table (tables).'),
        field('bank', 8, 8, 'Bank of the table; those there are have one, bank 0.'),
      ],
    }),
    register(
      'index',
      0x4,
      'rw',
      'The entry; the next word is its first. Grows by one with the last word of an entry.',
      {
        fields: [field('index', 0, 20, 'Number of the entry; one with higher bits does not exist.')],
      },
    ),
    register('data', 0x8, 'wo', 'The next word of the entry, lowest first; the last one makes the entry live.', {
      guarded: true,
    }),
    register('status', 0xc, 'ro', 'State of the port.', {
      fields: [
        field('refusal', 0, 4, 'Why a word was refused since table or index were written (table refusals).'),
        field('word', 4, 8, 'Number of the word in its entry that is written next.'),
      ],
    }),
  ],
};

/** Kinds of reads or of writes, with their numbers. */
const kindList = (writes: boolean): string =>
  accessCounters
    .filter(kind => kind.writes === writes)
    .map(({ counter, name }) => `${counter} ${name}`)
    .join(', ');

const hostAccessBlock = (config: Config): Block => ({
  name: 'host_access',
  base: 0x2_0000,
  stride: 16,
  count: config.functions << accessCounterBits,
  doc: `Accesses to host memory that the bus has taken: entry function * ${2 ** accessCounterBits} + kind; kinds of reads: ${kindList(false)}; of writes: ${kindList(true)}. The others stay 0.`,
  registers: [
    register('accesses_lo', 0x0, 'ro', 'Reads or write bursts, low half. Reading it latches the other three words.'),
    register('accesses_hi', 0x4, 'ro', 'High half.'),
    register('bytes_lo', 0x8, 'ro', 'Bytes of the beats that were read, or marked bytes that were written, low half.'),
    register('bytes_hi', 0xc, 'ro', 'Bytes, high half.'),
  ],
});

const counterRegisters: readonly Register[] = [
  register('frames_lo', 0x0, 'ro', 'Frames, low half. Reading it latches the other three words.'),
  register('frames_hi', 0x4, 'ro', 'Frames, high half.'),
  register('bytes_lo', 0x8, 'ro', 'Bytes without FCS, low half.'),
  register('bytes_hi', 0xc, 'ro', 'Bytes, high half.'),
];

const counterBlock = (config: Config): Block => ({
  name: 'counter',
  base: 0x4_0000,
  stride: 16,
  count: counterSlots(config) << eventBits,
  doc: `Received frames: counter slot * ${2 ** eventBits} + event; the last slot counts frames that address no function.`,
  registers: counterRegisters,
});

const transmitCounterBlock = (config: Config): Block => ({
  name: 'tx_counter',
  base: 0x6_0000,
  stride: 16,
  count: config.functions << transmitEventBits,
  doc: `Frames to be sent: counter function * ${2 ** transmitEventBits} + transmit event.`,
  registers: counterRegisters,
});

const wireBlock = (config: Config): Block => ({
  name: 'wire',
  base: 0x0_0500,
  stride: 0x40,
  count: 1,
  doc: 'Classes in which frames leave on the wire, and the pauses that the other end of the link asks for.',
  registers: wireRegisters(config).map(({ name, access, doc, reset, fields }, word) =>
    register(name, 4 * word, access, doc, { reset, fields }),
  ),
});

/** Requests in the first words, answers in those after them. */
const suspensionBlock = (config: Config): Block => {
  const words = suspensionWords(config);
  const functionField = (first: number, count: number, doc: string): PlacedField =>
    field('functions', 0, count, `${doc} Bit n: function ${first === 0 ? 'n' : `${first} + n`}.`);
  return {
    name: 'suspension',
    base: 0x0_0700,
    stride: 0x10,
    count: 1,
    doc: 'Suspends functions, for migration: their queues stop at a frame, keep their places, and go on when the bit falls.',
    registers: [
      ...words.map(({ suspend, first, count }, i) =>
        register(suspend, 4 * i, 'rw', 'Functions whose queues are to stop, in both directions.', {
          fields: [functionField(first, count, 'Suspend.')],
        }),
      ),
      ...words.map(({ suspended, first, count }, i) =>
        register(suspended, 4 * (words.length + i), 'ro', 'Functions of which nothing is under way any more.', {
          fields: [functionField(first, count, 'It is suspended, and no access of it is under way.')],
        }),
      ),
    ],
  };
};

/** Registers of the virtqueues on the page of a function: `rx0`, `tx0`, `rx1`, ... in the order of their indices. */
const pageRegisters = (config: Config, make: (name: string, virtqueue: number) => Register): readonly Register[] =>
  Array.from({ length: virtqueuesPerFunction(config) }, (_, virtqueue) =>
    make(`${virtqueue % 2 === 0 ? 'rx' : 'tx'}${virtqueue >> 1}`, virtqueue),
  );

const functionPageBlock = (config: Config): Block => ({
  name: 'function_page',
  base: 0x10_0000,
  stride: functionPageBytes,
  count: config.functions,
  doc: 'One page per function, for its guest: doorbells and status of its own virtqueues. Nothing on it answers an error.',
  tolerant: true,
  registers: [
    ...pageRegisters(config, (name, virtqueue) =>
      register(
        `${name}_notify`,
        notifyBytes * virtqueue,
        'wo',
        `Any write that marks bytes 0 and 1 rings virtqueue ${virtqueue}, whatever it writes.`,
      ),
    ),
    ...pageRegisters(config, (name, virtqueue) =>
      register(`${name}_status`, pageStatusOffset + 4 * virtqueue, 'ro', `Status of virtqueue ${virtqueue}.`, {
        fields: queueStatusFields,
      }),
    ),
  ],
});

/** Bytes from the base of a block to where another may begin. */
const regionBytes = ({ stride, count }: Block): number => 2 ** Math.ceil(Math.log2(stride * count));

/** The blocks at the bases they ask for, or above what comes before them where that has grown past it. */
const placed = (blocks: readonly Block[]): readonly Block[] => {
  let end = 0;
  return blocks.map(block => {
    const region = regionBytes(block);
    const base = Math.ceil(Math.max(block.base, end) / region) * region;
    end = base + region;
    return { ...block, base };
  });
};

/** Every block of the map, in address order; no two overlap, whatever the sizes of the configuration. */
export const registerMap = (config: Config): readonly Block[] =>
  placed([
    globalBlock(config),
    stopBlock,
    wireBlock(config),
    tableBlock,
    suspensionBlock(config),
    parserTableBlock,
    functionBlock(config),
    accessBlock(config),
    queueBlock(config),
    transmitQueueBlock(config),
    hostAccessBlock(config),
    counterBlock(config),
    transmitCounterBlock(config),
    functionPageBlock(config),
  ]);

/** Width of the register address in bits: 21, or more where the map has grown. */
export const registerAddressBits = (config: Config): number => {
  const last = registerMap(config).at(-1)!;
  return Math.max(21, Math.ceil(Math.log2(last.base + regionBytes(last))));
};

/** Byte address of a register: `registerAddress(config, 'rx_queue', 3, 'size')`. */
export const registerAddress = (config: Config, block: string, index: number, name: string): number => {
  const found = registerMap(config).find(b => b.name === block);
  const reg = found?.registers.find(r => r.name === name);
  if (!found || !reg) throw new RangeError(`the register map has no ${block}.${name}`);
  if (index < 0 || index >= found.count)
    throw new RangeError(`${block} has ${found.count} entries; ${index} is none of them`);
  return found.base + index * found.stride + reg.offset;
};

/** Number of a register's word inside an entry of its block. */
export const registerWord = (config: Config, block: string, name: string): number => {
  const found = registerMap(config).find(b => b.name === block);
  const reg = found?.registers.find(r => r.name === name);
  if (!reg) throw new RangeError(`the register map has no ${block}.${name}`);
  return reg.offset / 4;
};

/** Width of a word address inside a block, counted in 32-bit words from the block's base. */
export const blockWordBits = (config: Config, block: string): number => {
  const found = registerMap(config).find(b => b.name === block);
  if (!found) throw new RangeError(`the register map has no block ${block}`);
  return Math.ceil(Math.log2((found.count * found.stride) / 4));
};
