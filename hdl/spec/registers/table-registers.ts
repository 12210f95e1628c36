// SPDX-License-Identifier: Apache-2.0
/** Registers of the table port. */
import { type Block, field, register } from './register-shapes.ts';

export const tableBlock: Block = {
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
