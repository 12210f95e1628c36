// SPDX-License-Identifier: Apache-2.0
/** Registers of the run-time tables of the parser. */
import {
  defaultParserTables,
  type ParserTable,
  parserTableEntryBits,
  parserTables,
} from '../protocol/parser-tables.ts';
import { type Block, field, register } from './register-shapes.ts';

/** Register of the block `parser_table` that holds entry `entry` of a table: `vxlan_ports_1`. */
export const parserTableRegister = (table: ParserTable, entry: number): string =>
  `${table.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}_${entry}`;

const parserTableEntries = parserTables.flatMap(({ name, entries, doc }) =>
  Array.from({ length: entries }, (_, entry) => ({ name, entry, entries, doc })),
);

export const parserTableBlock: Block = {
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
