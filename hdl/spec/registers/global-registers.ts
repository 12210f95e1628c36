// SPDX-License-Identifier: Apache-2.0
/** Registers of the card as a whole: identification, control, faults and stops of queues. */
import type { Config } from '../configs.ts';
import type { PlacedField } from '../field.ts';
import { rateBits, tokenStepClocks, tokensPerByte } from '../shares.ts';
import { type Block, field, register } from './register-shapes.ts';

/** First word of the identification register: "SLCE". */
export const identification = 0x534c_4345;
/** Version of this map: major in the high half, minor in the low half. */
export const registerMapVersion = 0x0004_0001;
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
    doc: 'A write of a table, a beginning or a commitment of a load was refused: table.status says why, or the parser judged frames.',
  },
  { name: 'window_refused', doc: 'A window was written while a queue of its function ran; the write was refused.' },
  { name: 'stop_lost', doc: 'A queue stopped when the stop log was full: look at the status of every queue.' },
] as const;
export type FaultName = (typeof faults)[number]['name'];
const faultFields = (): readonly PlacedField[] => faults.map(({ name, doc }, lsb) => ({ name, lsb, bits: 1, doc }));

export const globalBlock = (config: Config): Block => ({
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
          'Frames are accepted, or one that was has no verdict yet: writes of the tables of the parser are refused.',
        ),
        field('quiet', 2, 1, 'Quiesced: no queue runs or drains, no access to the host is under way.'),
        field('purging', 3, 1, 'Accesses that a reset cut off are being ended; until then the card keeps off the bus.'),
      ],
    }),
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
    register(
      'refused_tables',
      0x28,
      'ro',
      'Writes of tables, beginnings and commitments of loads that were refused, modulo 2^32.',
    ),
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

export const stopBlock: Block = {
  name: 'stop_count',
  base: 0x0_0400,
  stride: 4,
  count: stopReasons,
  doc: 'Queues that stopped by themselves, or did not start, by queue error: entry 5 counts refused accesses.',
  registers: [register('stops', 0, 'ro', 'Stops for this reason since reset, modulo 2^32.')],
};
