// SPDX-License-Identifier: Apache-2.0
/** The run-time tables of the parser as an option on a command line writes them: `vxlanPorts=8472,4789`. */

import { InputError } from 'typescript-hdl/command-line';
import { defaultParserTables, type ParserTableValues, parserTables } from '../../hdl/spec/protocol/parser-tables.ts';

const refuse = (text: string, what: string, remedy: string): InputError =>
  new InputError({ what: `the table "${text}" ${what}`, remedy });

const numberOf = (text: string): number | undefined =>
  /^(0x[0-9a-f]{1,4}|[0-9]{1,5})$/i.test(text) && Number(text) <= 0xffff ? Number(text) : undefined;

/**
 * Tables after an option such as `vxlanPorts=8472,4789,genevePorts=6081`: a name with `=` begins a table, more values follow
 * it. Those that the option does not name keep what they hold after reset. An InputError says what is wrong.
 */
export const readTables = (option: string): ParserTableValues => {
  const tables: Record<string, readonly number[]> = { ...defaultParserTables };
  for (const text of option.split(/,(?=[^,=]*=)/).filter(one => one.trim() !== '')) {
    const [name, entries] = readTable(text.trim());
    tables[name] = entries;
  }
  return tables as ParserTableValues;
};

const readTable = (text: string): readonly [name: string, entries: readonly number[]] => {
  const [name = '', list = '', ...rest] = text.split('=');
  const table = parserTables.find(one => one.name === name);
  if (!table) {
    const known = parserTables.map(one => one.name).join(', ');
    throw refuse(text, 'does not exist', `write one of ${known}, and its values, as in vxlanPorts=8472,4789`);
  }
  const values = list === '' ? [] : list.split(',').map(value => numberOf(value.trim()));
  if (rest.length > 0 || values.includes(undefined)) {
    throw refuse(text, 'has values that are no numbers to 65535', `write them as in ${name}=8472,0x22b8`);
  }
  if (values.length > table.entries) {
    throw refuse(text, `has ${values.length} values`, `write at most ${table.entries}`);
  }
  return [name, Array.from({ length: table.entries }, (_, i) => values[i] ?? 0)];
};
