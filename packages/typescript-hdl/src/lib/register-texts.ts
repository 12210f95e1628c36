// SPDX-License-Identifier: Apache-2.0
/** Register maps as texts: a C header for drivers, a page for people. */
import { joinName } from '../index.ts';
import type { PlacedField, PlacedRegister, RegisterBlock, RegisterMap } from './register-map.ts';

const hex = (value: number, digits = 2): string => `0x${value.toString(16).padStart(digits, '0')}`;

const macro = (...parts: readonly string[]): string => joinName(...parts.filter(part => part !== '')).toUpperCase();

const comment = (text: string): readonly string[] => (text === '' ? [] : [`/* ${text.replaceAll('*/', '* /')} */`]);

/** A register's address; of one in an array as a macro of the entry. */
const addressLine = (name: string, { base, stride, count }: RegisterBlock, { offset }: PlacedRegister): string =>
  count === 1
    ? `#define ${name} ${hex(base + offset)}u`
    : `#define ${name}(i) (${hex(base + offset)}u + ${hex(stride)}u * (i))`;

const blockDefines = (prefix: string, block: RegisterBlock): readonly string[] => [
  ...comment(block.doc),
  ...(block.count > 1 ? [`#define ${macro(prefix, block.name, 'count')} ${block.count}u`] : []),
  ...block.registers.flatMap(register => {
    const name = macro(prefix, block.name, register.name);
    return [
      ...comment(register.doc),
      addressLine(name, block, register),
      ...register.fields.flatMap(field => {
        const full = `${name}_${macro(field.name)}`;
        const mask = (2 ** field.bits - 1) * 2 ** field.lsb;
        return [`#define ${full}_SHIFT ${field.lsb}`, `#define ${full}_MASK ${hex(mask, 8)}u`];
      }),
    ];
  }),
];

/** The map as a C header: offsets (of arrays: by entry), counts, shifts and masks. */
export const registerHeader = ({ name, blocks }: RegisterMap): string => {
  const prefix = joinName(name).toUpperCase();
  const lines = blocks.flatMap(block => blockDefines(prefix, block));
  return [`#ifndef ${prefix}_H`, `#define ${prefix}_H`, '', ...lines, '', '#endif', ''].join('\n');
};

const word: PlacedField = { name: '', lsb: 0, bits: 32, doc: '' };

const fieldRow = ({ access, reset }: PlacedRegister, { name, lsb, bits, doc }: PlacedField): string => {
  const range = bits === 1 ? `${lsb}` : `${lsb + bits - 1}:${lsb}`;
  const after = access === 'wo' ? '-' : `${Math.floor(reset / 2 ** lsb) % 2 ** bits}`;
  return `| ${[range, name, after, doc.replaceAll('|', '\\|')].join(' | ')} |`;
};

const registerSection = (block: RegisterBlock, register: PlacedRegister): readonly string[] => {
  const { name, offset, access, doc, fields } = register;
  const title = block.name === '' ? name : `${block.name}.${name}`;
  const entry = block.count === 1 ? '' : ` + ${hex(block.stride)} * i, i < ${block.count}`;
  return [
    `## ${title} (${hex(block.base + offset)}${entry}, ${access})`,
    '',
    ...(doc ? [doc, ''] : []),
    '| Bits | Field | Reset | Meaning |',
    '|---|---|---|---|',
    ...(fields.length === 0 ? [word] : fields).map(field => fieldRow(register, field)),
    '',
  ];
};

/** The map as a page of Markdown. */
export const registerPage = ({ name, blocks }: RegisterMap): string =>
  [
    `# Registers of ${name}`,
    '',
    ...blocks.flatMap(block => [
      ...(block.doc ? [block.doc, ''] : []),
      ...block.registers.flatMap(register => registerSection(block, register)),
    ]),
  ].join('\n');
