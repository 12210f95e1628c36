// SPDX-License-Identifier: Apache-2.0
/**
 * C header for drivers: register offsets, strides and counts, bit fields, table entry layouts, counter events and queue
 * errors of one configuration. C11, no dependency but <stdint.h>.
 */
import { type Config, cellBytes } from '../../hdl/spec/configs.ts';
import { counterEvents, eventBits } from '../../hdl/spec/events/drop-reasons.ts';
import { transmitEvents } from '../../hdl/spec/events/transmit-events.ts';
import { type Field, type PlacedField, placeFields } from '../../hdl/spec/field.ts';
import {
  type Block,
  identification,
  notifyBytes,
  pageStatusOffset,
  registerAddressBits,
  registerMap,
  registerMapVersion,
} from '../../hdl/spec/registers/registers.ts';
import { forwardingSlotFields } from '../../hdl/spec/tables/forwarding-slot.ts';
import {
  chunkBits,
  chunkCount,
  chunkRows,
  groupFunction,
  ruleKeyBits,
  ruleKeyFields,
} from '../../hdl/spec/tables/rule-key.ts';
import { entryWords, tableRefusals, tables } from '../../hdl/spec/tables/tables.ts';
import { queueErrors } from '../../hdl/spec/virtio/virtqueue.ts';

const macroName = (...parts: readonly string[]): string =>
  ['SLUICE', ...parts].map(part => part.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()).join('_');

const hex = (value: number): string => `0x${value.toString(16)}u`;
const comment = (text: string): string => `/* ${text.replaceAll('*/', '* /')} */`;
const define = (name: string, value: string, doc?: string): string =>
  `#define ${name.padEnd(44)} ${value}${doc === undefined ? '' : ` ${comment(doc)}`}`;

/** Shift and in-place mask of a field that lies inside one 32-bit word. */
const wordFieldLines = (name: readonly string[], { lsb, bits, doc }: PlacedField): readonly string[] => [
  define(macroName(...name, 'SHIFT'), `${lsb}u`, doc),
  define(macroName(...name, 'MASK'), hex(((2 ** bits - 1) * 2 ** lsb) >>> 0)),
];

/** Lowest bit and width of each field of a packed word of any width, for sluice_put_bits and sluice_get_bits. */
const packedFieldLines = (name: string, fields: readonly Field[]): readonly string[] =>
  placeFields(fields).flatMap(({ name: field, lsb, bits, doc }) => [
    define(macroName(name, field, 'LSB'), `${lsb}u`, doc),
    define(macroName(name, field, 'BITS'), `${bits}u`),
  ]);

const blockLines = (block: Block): readonly string[] => [
  '',
  comment(block.doc),
  define(macroName(block.name, 'BASE'), hex(block.base)),
  define(macroName(block.name, 'STRIDE'), hex(block.stride)),
  define(macroName(block.name, 'COUNT'), `${block.count}u`),
  ...block.registers.flatMap(({ name, offset, access, doc, fields }) => [
    define(macroName(block.name, name), hex(offset), `${access}: ${doc}`),
    ...fields.flatMap(field => wordFieldLines([block.name, name, field.name], field)),
  ]),
];

const enumLines = (
  name: string,
  doc: string,
  members: readonly { readonly id: number; readonly name: string; readonly doc: string }[],
): readonly string[] => [
  '',
  comment(doc),
  `enum sluice_${name} {`,
  ...members.map(
    ({ id, name: member, doc: memberDoc }) => `  ${macroName(name, member)} = ${id}, ${comment(memberDoc)}`,
  ),
  '};',
];

const sizeLines = (config: Config): readonly string[] => [
  '',
  comment('Sizes of this configuration.'),
  define(macroName('CONFIG'), `"${config.name}"`),
  define(macroName('FUNCTIONS'), `${config.functions}u`, 'Function 0 is the hypervisor.'),
  define(macroName('QUEUES_PER_FUNCTION'), `${config.queuesPerFunction}u`),
  define(macroName('TERNARY_RULES'), `${config.ternaryRules}u`),
  define(macroName('BUFFER_CELLS'), `${config.bufferCells}u`),
  define(macroName('CELL_BYTES'), `${cellBytes}u`),
  define(macroName('MAX_FRAME_BYTES'), `${config.maxFrameBytes}u`, 'Without FCS.'),
];

const tableLines = (config: Config): readonly string[] => [
  '',
  comment('Tables after the table port: number, entries, words of an entry, the first of two valid bits.'),
  ...tables.flatMap(table => [
    define(macroName('TABLE', table.name), `${table.id}u`, table.doc),
    define(macroName('TABLE', table.name, 'ENTRIES'), `${table.entries(config)}u`),
    define(macroName('TABLE', table.name, 'WORDS'), `${entryWords(config, table.name)}u`),
    ...(table.images.kind === 'valid'
      ? [define(macroName('TABLE', table.name, 'VALID'), `${table.images.validLsb(config)}`)]
      : []),
  ]),
  '',
  comment('Slot of the forwarding table: bit positions in the packed slot, word 0 lowest.'),
  ...packedFieldLines('FORWARDING_SLOT', forwardingSlotFields(config)),
  '',
  comment(
    'Rule key: bit positions; chunk c of the match RAM looks at SLUICE_RULE_CHUNK_BITS bits from bit c * that on.',
  ),
  define(macroName('RULE_KEY_SIZE_BITS'), `${ruleKeyBits}u`),
  define(macroName('RULE_CHUNK_BITS'), `${chunkBits}u`),
  define(macroName('RULE_CHUNK_ROWS'), `${chunkRows}u`),
  define(macroName('RULE_CHUNK_COUNT'), `${chunkCount}u`),
  define(macroName('GROUP_FUNCTION'), hex(groupFunction), 'Function field of the key of group frames.'),
  ...packedFieldLines('RULE_KEY', ruleKeyFields),
];

const helpers = `
/* Byte address of register \`reg\` in entry \`index\` of \`block\`: SLUICE_REGISTER(RX_QUEUE, 3, SIZE). */
#define SLUICE_REGISTER(block, index, reg) \\
  (SLUICE_##block##_BASE + (uint32_t)(index) * SLUICE_##block##_STRIDE + SLUICE_##block##_##reg)

/* Counter of an event in a slot: a function number, or SLUICE_FUNCTIONS for frames that address no function. */
#define SLUICE_COUNTER_INDEX(slot, event) (((uint32_t)(slot) << SLUICE_EVENT_BITS) + (uint32_t)(event))

/* Sets \`bits\` bits (at most 64) of a packed word to a value, from bit \`lsb\` on; words[0] is the lowest. */
static inline void sluice_put_bits(uint32_t *words, unsigned lsb, unsigned bits, uint64_t value)
{
  for (unsigned i = 0; i < bits; i++) {
    const uint32_t bit = UINT32_C(1) << ((lsb + i) % 32u);
    if ((value >> i) & 1u)
      words[(lsb + i) / 32u] |= bit;
    else
      words[(lsb + i) / 32u] &= ~bit;
  }
}

/* Reads \`bits\` bits (at most 64) of a packed word from bit \`lsb\` on. */
static inline uint64_t sluice_get_bits(const uint32_t *words, unsigned lsb, unsigned bits)
{
  uint64_t value = 0;
  for (unsigned i = 0; i < bits; i++)
    value |= (uint64_t)((words[(lsb + i) / 32u] >> ((lsb + i) % 32u)) & 1u) << i;
  return value;
}`;

/** Text of the header for one configuration. */
export const cHeader = (config: Config): string =>
  [
    '/* SPDX-License-Identifier: Apache-2.0 */',
    `/* Sluice, configuration ${config.name}: registers and tables. Generated from hdl/spec; do not edit. */`,
    '#ifndef SLUICE_H',
    '#define SLUICE_H',
    '',
    '#include <stdint.h>',
    ...sizeLines(config),
    '',
    comment('Register map: byte addresses of 32-bit registers.'),
    define(macroName('IDENTIFICATION'), hex(identification)),
    define(macroName('REGISTER_MAP_VERSION'), hex(registerMapVersion)),
    define(macroName('REGISTER_ADDRESS_BITS'), `${registerAddressBits(config)}u`),
    define(macroName('NOTIFY_BYTES'), `${notifyBytes}u`, 'From the doorbell of a virtqueue to the next.'),
    define(macroName('PAGE_STATUS'), hex(pageStatusOffset), 'Where the status words begin, one a virtqueue.'),
    define(macroName('EVENT_BITS'), `${eventBits}u`),
    ...registerMap(config).flatMap(blockLines),
    ...tableLines(config),
    ...enumLines('event', 'What became of a frame: events of the counters.', counterEvents),
    ...enumLines('transmit_event', 'What became of a frame to be sent: events of the counters.', transmitEvents),
    ...enumLines(
      'table_refusal',
      'Why the table port refused something: field refusal of table.status.',
      tableRefusals,
    ),
    ...enumLines('queue_error', 'Why a queue stopped: field error of rx_queue.status.', queueErrors),
    helpers,
    '',
    '#endif',
    '',
  ].join('\n');
