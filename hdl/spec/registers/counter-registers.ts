// SPDX-License-Identifier: Apache-2.0
/** Registers that count frames and accesses to the host. */
import type { Config } from '../configs.ts';
import { eventBits } from '../events/drop-reasons.ts';
import { transmitEventBits } from '../events/transmit-events.ts';
import { accessCounterBits, accessCounters } from '../host-accesses.ts';
import { bankSlots, ruleNumberBits } from '../tables/bank-slot.ts';
import { type Block, field, type Register, register } from './register-shapes.ts';

/** Counter slots: one a function and one for frames that address none. */
export const counterSlots = (config: Config): number => config.functions + 1;

/** Kinds of reads or of writes, with their numbers. */
const kindList = (writes: boolean): string =>
  accessCounters
    .filter(kind => kind.writes === writes)
    .map(({ counter, name }) => `${counter} ${name}`)
    .join(', ');

export const hostAccessBlock = (config: Config): Block => ({
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

/** Bit of `rule_count.select` that clears. */
export const ruleCountClear = 31;

/** Of frames that rules decided, by the number of the rule: see `rule-counters.ts`. */
export const ruleCountBlock = (config: Config): Block => ({
  name: 'rule_count',
  base: 0x0_0680,
  stride: 0x20,
  count: 1,
  doc: 'Frames that a rule decided: choose the rule, then read. A write waits until the answer is there; a read that must not come before it looks at state.',
  registers: [
    register('select', 0x0, 'wo', 'Asks for the counters of a rule, or clears them. A reset leaves them as they are.', {
      fields: [
        field('number', 0, ruleNumberBits(config), `Its slot, or ${bankSlots(config)} + its ternary entry.`),
        field('clear', ruleCountClear, 1, 'Clear both.'),
      ],
    }),
    register('state', 0x4, 'ro', 'Whether the words after it are those of the rule that was chosen.', {
      fields: [field('busy', 0, 1, 'They are not there yet.')],
    }),
    register('receiver_lo', 0x8, 'ro', 'Frames that the rule decided for who gets them, low half.'),
    register('receiver_hi', 0xc, 'ro', 'High half.'),
    register('sender_lo', 0x10, 'ro', 'Frames that the rule decided for the function that sent them, low half.'),
    register('sender_hi', 0x14, 'ro', 'High half.'),
  ],
});

const counterRegisters: readonly Register[] = [
  register('frames_lo', 0x0, 'ro', 'Frames, low half. Reading it latches the other three words.'),
  register('frames_hi', 0x4, 'ro', 'Frames, high half.'),
  register('bytes_lo', 0x8, 'ro', 'Bytes without FCS, low half.'),
  register('bytes_hi', 0xc, 'ro', 'Bytes, high half.'),
];

export const counterBlock = (config: Config): Block => ({
  name: 'counter',
  base: 0x4_0000,
  stride: 16,
  count: counterSlots(config) << eventBits,
  doc: `Received frames: counter slot * ${2 ** eventBits} + event; the last slot counts frames that address no function.`,
  registers: counterRegisters,
});

export const transmitCounterBlock = (config: Config): Block => ({
  name: 'tx_counter',
  base: 0x6_0000,
  stride: 16,
  count: config.functions << transmitEventBits,
  doc: `Frames to be sent: counter function * ${2 ** transmitEventBits} + transmit event.`,
  registers: counterRegisters,
});
