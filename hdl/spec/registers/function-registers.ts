// SPDX-License-Identifier: Apache-2.0
/** Registers that the hypervisor has of each function. */
import { type Config, cellCountBits } from '../configs.ts';
import { rateBits, tokenStepClocks, tokensPerByte, weightBits } from '../shares.ts';
import { type Block, field, register } from './register-shapes.ts';

export const functionBlock = (config: Config): Block => ({
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

export const accessBlock = (config: Config): Block => ({
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
