/**
 * The register map behind `s_axil_*`: 32-bit registers, byte addresses. The hardware decoder, the C header, the
 * documentation and the driver used in simulation all come from this declaration.
 *
 * Answered with SLVERR and without effect: an address without a register (also one not a multiple of 4), a write to an `ro`
 * register, a read of a `wo` register (data 0), and a write with fewer than four byte enables. A register that declares
 * fields keeps those bits alone; the others read 0.
 */
import { type Config, cellCountBits, queueCount } from '../configs.ts';
import { eventBits } from '../events/drop-reasons.ts';
import { type PlacedField, placeFields } from '../field.ts';
import {
  defaultParserTables,
  type ParserTable,
  parserTableEntryBits,
  parserTables,
} from '../protocol/parser-tables.ts';
import { chunkCount, chunkRows } from '../tables/rule-key.ts';
import { conditionFields, forwardingEntryWords, ruleActionFields, ruleDefaultFields } from '../tables/table-entry.ts';

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
}

/** A group of registers repeated `count` times, `stride` bytes apart. */
export interface Block {
  readonly name: string;
  readonly base: number;
  readonly stride: number;
  readonly count: number;
  readonly doc: string;
  readonly registers: readonly Register[];
}

const register = (
  name: string,
  offset: number,
  access: Access,
  doc: string,
  { reset = 0, fields = [] }: { reset?: number; fields?: readonly PlacedField[] } = {},
): Register => ({ name, offset, access, reset, doc, fields });

const field = (name: string, lsb: number, bits: number, doc: string): PlacedField => ({ name, lsb, bits, doc });

/** First word of the identification register: "SLCE". */
export const identification = 0x534c_4345;
/** Version of this map: major in the high half, minor in the low half. */
export const registerMapVersion = 0x0001_0002;
/** Bytes of the doorbell page of one function: one page of the host, so that it can be mapped into one VM. */
export const doorbellPageBytes = 4096;
/** Counter slots: one a function and one for frames that address none. */
export const counterSlots = (config: Config): number => config.functions + 1;
/** Width of the register address in bits. */
export const registerAddressBits = 21;

const globalBlock: Block = {
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
    register('control', 0x08, 'rw', 'Bit 0: accept frames. While 0 every frame is counted as ingress_overflow.', {
      fields: [field('enable', 0, 1, 'Accept frames.')],
    }),
    register('status', 0x0c, 'ro', 'Bit 0: the packet buffer finished its start-up and frames can be accepted.', {
      fields: [field('ready', 0, 1, 'Start-up is finished.')],
    }),
    register(
      'rule_default',
      0x10,
      'rw',
      'Bit 0: permit unicast frames no rule matched. Bit 1: the same for group frames. Bit 2: judge malformed IP.',
      { fields: placeFields(ruleDefaultFields) },
    ),
  ],
};

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
    }),
  ),
};

const functionBlock = (config: Config): Block => ({
  name: 'function',
  base: 0x0_1000,
  stride: 0x20,
  count: config.functions,
  doc: 'One per function (VM).',
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
    }),
    register('window_base_lo', 0x08, 'rw', 'First byte address the function may be written at or read from, low half.'),
    register('window_base_hi', 0x0c, 'rw', 'High half.'),
    register('window_last_lo', 0x10, 'rw', 'Last byte address of that window, low half.'),
    register('window_last_hi', 0x14, 'rw', 'High half.'),
  ],
});

const queueBlock = (config: Config): Block => ({
  name: 'rx_queue',
  base: 0x0_4000,
  stride: 0x40,
  count: queueCount(config),
  doc: 'One per receive virtqueue; queue f * queues-per-function + n is queue n of function f.',
  registers: [
    register('desc_lo', 0x00, 'wo', 'Address of the descriptor table, low half; 16-byte aligned.'),
    register('desc_hi', 0x04, 'wo', 'High half.'),
    register('avail_lo', 0x08, 'wo', 'Address of the avail ring, low half; 2-byte aligned.'),
    register('avail_hi', 0x0c, 'wo', 'High half.'),
    register('used_lo', 0x10, 'wo', 'Address of the used ring, low half; 4-byte aligned.'),
    register('used_hi', 0x14, 'wo', 'High half.'),
    register('size', 0x18, 'wo', 'Log2 of the number of descriptors, 1 to 15.'),
    register('vector', 0x1c, 'wo', 'Interrupt vector of the queue.'),
    register('control', 0x20, 'wo', 'Bit 0: enable. Writing 1 to a stopped queue restarts it from ring index 0.', {
      fields: [field('enable', 0, 1, 'The queue takes frames.')],
    }),
    register('status', 0x24, 'ro', 'Bits 3:0: error. Bit 8: enabled. Bit 9: busy. Bits 31:16: used index.', {
      fields: [
        field('error', 0, 4, 'Error that stopped the queue (queue errors); 0 while it runs.'),
        field('enabled', 8, 1, 'The queue is enabled.'),
        field('busy', 9, 1, 'A start or a stop is under way: until this is 0 the memory of the queue may be accessed.'),
        field('used_index', 16, 16, 'Next index of the used ring.'),
      ],
    }),
  ],
});

const forwardingBlock = (config: Config): Block => ({
  name: 'forwarding',
  base: 0x0_8000,
  stride: 0x10,
  count: config.forwardingEntries,
  doc: 'Exact (VLAN, destination MAC) table; the entry changes when its last word is written.',
  registers: Array.from({ length: forwardingEntryWords(config) }, (_, i) =>
    register(`word${i}`, i * 4, 'wo', `Entry bits ${i * 32 + 31}:${i * 32}.`),
  ),
});

const actionBlock = (config: Config): Block => ({
  name: 'rule_action',
  base: 0x0_c000,
  stride: 4,
  count: config.ternaryRules,
  doc: 'Action of each ternary rule.',
  registers: [
    register('action', 0, 'wo', 'Bit 0: permit. Bits 7:1: receive queue. Bit 8: unreadable.', {
      fields: placeFields(ruleActionFields),
    }),
  ],
});

const ternaryBlock = (config: Config): Block => ({
  name: 'rule_row',
  base: 0x2_0000,
  stride: 4 * Math.ceil(config.ternaryRules / 32),
  count: chunkCount * chunkRows,
  doc: 'Rows of the ternary match RAM: row chunk * 32 + value holds one bit a rule.',
  registers: Array.from({ length: Math.ceil(config.ternaryRules / 32) }, (_, i) =>
    register(`word${i}`, i * 4, 'wo', `Rules ${i * 32} to ${Math.min(config.ternaryRules, i * 32 + 32) - 1}.`),
  ),
});

const counterBlock = (config: Config): Block => ({
  name: 'counter',
  base: 0x4_0000,
  stride: 16,
  count: counterSlots(config) << eventBits,
  doc: 'Counter slot * 16 + event; the last slot counts frames that address no function.',
  registers: [
    register('frames_lo', 0x0, 'ro', 'Frames, low half. Reading it latches the other three words.'),
    register('frames_hi', 0x4, 'ro', 'Frames, high half.'),
    register('bytes_lo', 0x8, 'ro', 'Bytes without FCS, low half.'),
    register('bytes_hi', 0xc, 'ro', 'Bytes, high half.'),
  ],
});

const doorbellBlock = (config: Config): Block => ({
  name: 'doorbell',
  base: 0x10_0000,
  stride: doorbellPageBytes,
  count: config.functions,
  doc: 'One page per function: a write names the queue of that function whose avail ring has new buffers.',
  registers: [register('notify', 0, 'wo', 'Queue number inside the function; others are ignored.')],
});

/** Every block of the map, in address order. */
export const registerMap = (config: Config): readonly Block[] => [
  globalBlock,
  parserTableBlock,
  functionBlock(config),
  queueBlock(config),
  forwardingBlock(config),
  actionBlock(config),
  ternaryBlock(config),
  counterBlock(config),
  doorbellBlock(config),
];

/** Byte address of a register: `registerAddress(config, 'rx_queue', 3, 'size')`. */
export const registerAddress = (config: Config, block: string, index: number, name: string): number => {
  const found = registerMap(config).find(b => b.name === block);
  const reg = found?.registers.find(r => r.name === name);
  if (!found || !reg) throw new RangeError(`the register map has no ${block}.${name}`);
  if (index < 0 || index >= found.count)
    throw new RangeError(`${block} has ${found.count} entries; ${index} is none of them`);
  return found.base + index * found.stride + reg.offset;
};

/** Width of a word address inside a block, counted in 32-bit words from the block's base. */
export const blockWordBits = (config: Config, block: string): number => {
  const found = registerMap(config).find(b => b.name === block);
  if (!found) throw new RangeError(`the register map has no block ${block}`);
  return Math.ceil(Math.log2((found.count * found.stride) / 4));
};
