// SPDX-License-Identifier: Apache-2.0
/** Registers of the table port, and of loads through it. */
import { swapCountBits } from '../tables/tables.ts';
import { type Block, field, register } from './register-shapes.ts';

/** Lowest bit of the number of swaps in `begin` and in `status`. */
export const beginSwapsLsb = 16;

export const tableBlock: Block = {
  name: 'table',
  base: 0x0_0600,
  stride: 0x20,
  count: 1,
  doc: 'Table port: begin a load, choose a table and an entry, write the words of that entry and its checksum, then those of the entries after it, and commit.',
  inMemory: true,
  registers: [
    register('select', 0x0, 'rw', 'The table; the next word is the first of the chosen entry.', {
      fields: [
        field('table', 0, 8, 'Number of the table (tables).'),
        field('bank', 8, 8, 'Bank of the table; those there are have one, bank 0.'),
      ],
    }),
    register('index', 0x4, 'rw', 'The entry; the next word is its first. Grows by one with each write of check.', {
      fields: [field('index', 0, 20, 'Number of the entry; one with higher bits does not exist.')],
    }),
    register('data', 0x8, 'wo', 'The next word of the entry, lowest first.', {
      guarded: true,
    }),
    register('status', 0xc, 'ro', 'State of the port.', {
      fields: [
        field('refusal', 0, 4, 'Why a word, a beginning, an entry or a commitment was refused (table refusals).'),
        field('word', 4, 8, 'Number of the word in its entry that is written next.'),
        field('loading', 12, 1, 'A load has begun.'),
        field('live', 13, 1, 'Number of the image by which frames are judged.'),
        field('draining', 14, 1, 'Frames are still judged by the other image: a load that begins now is refused.'),
        field(
          'swaps',
          beginSwapsLsb,
          swapCountBits,
          'Loads that were taken since reset; image 0 is live after an even number.',
        ),
      ],
    }),
    register(
      'begin',
      0x10,
      'wo',
      'Begins a load of the image that is not live, and forgets one that has begun. A load after one that wrote entries and was not committed must be whole.',
      {
        fields: [
          field('image', 0, 1, 'Number of the image that is loaded; refused if it is live.'),
          field(
            'whole',
            1,
            1,
            'Every entry of every table is written: the commitment is taken after as many entries as there are.',
          ),
          field(
            'swaps',
            beginSwapsLsb,
            swapCountBits,
            'The number of swaps for which the load was made; refused if status has another.',
          ),
        ],
      },
    ),
    register(
      'commit',
      0x14,
      'wo',
      'The CRC-32 (IEEE 802.3) of all that was written to begin, select, index and data since the load began: of each word its bytes, lowest first, and a byte with the offset of its register. If it is right the image is live.',
    ),
    register(
      'check',
      0x18,
      'wo',
      'The same checksum after the last word of an entry: if it is right the entry is written, else nothing more of this load is.',
    ),
  ],
};
