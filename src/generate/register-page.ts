// SPDX-License-Identifier: Apache-2.0
/** The register map as a Markdown page, for all configurations side by side. */
import { type Config, configs, defaultConfigName } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import { transmitEvents } from '../../hdl/spec/events/transmit-events.ts';
import { type Field, placeFields } from '../../hdl/spec/field.ts';
import { type Block, type Register, registerAddressBits, registerMap } from '../../hdl/spec/registers/registers.ts';
import { bankMaskFields } from '../../hdl/spec/tables/bank-mask.ts';
import { restSlotFields, slotEntryFields } from '../../hdl/spec/tables/bank-slot.ts';
import { forwardingSlotFields } from '../../hdl/spec/tables/forwarding-slot.ts';
import { identityFieldsOf, identityKinds } from '../../hdl/spec/tables/identity.ts';
import { rssProfileFields } from '../../hdl/spec/tables/rss-profile.ts';
import { ruleKeyFields } from '../../hdl/spec/tables/rule-key.ts';
import { ruleActionFields } from '../../hdl/spec/tables/table-entry.ts';
import { entryWords, tableRefusals, tables } from '../../hdl/spec/tables/tables.ts';
import { queueErrors } from '../../hdl/spec/virtio/virtqueue.ts';

const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map(row => `| ${row.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`),
];

const allConfigs: readonly Config[] = Object.values(configs);
const shownConfig: Config = configs[defaultConfigName];

/** The block of the same name in every configuration, in the order of the configurations. */
const variants = (name: string): readonly (readonly [Config, Block])[] =>
  allConfigs.flatMap(config => {
    const block = registerMap(config).find(candidate => candidate.name === name);
    return block ? [[config, block] as const] : [];
  });

const overview = (): readonly string[] =>
  table(
    ['block', 'base', 'stride', ...allConfigs.map(config => `entries in \`${config.name}\``), 'meaning'],
    registerMap(shownConfig).map(({ name, base, stride, doc }) => [
      `[\`${name}\`](#${name})`,
      hex(base, 6),
      [...new Set([stride, ...variants(name).map(([, block]) => block.stride)])].map(each => hex(each, 2)).join(' or '),
      ...allConfigs.map(config => `${registerMap(config).find(block => block.name === name)?.count ?? 0}`),
      doc,
    ]),
  );

const bitRange = (lsb: number, bits: number): string => (bits === 1 ? `${lsb}` : `${lsb + bits - 1}:${lsb}`);

const registerRows = ({
  name,
  offset,
  access,
  reset,
  doc,
  fields,
  guarded,
}: Register): readonly (readonly string[])[] => [
  [
    `\`${name}\``,
    hex(offset, 2),
    guarded ? `${access}, guarded` : access,
    access === 'wo' ? '-' : hex(reset, 8),
    '31:0',
    doc,
  ],
  ...fields.map(field => [`\`${name}.${field.name}\``, '', '', '', bitRange(field.lsb, field.bits), field.doc]),
];

/** A register of a block as text, with what may differ between configurations. */
const registerText = ({ name, doc, fields }: Register): string => {
  const parts = fields.map(field => `${field.name} in bits ${bitRange(field.lsb, field.bits)}`);
  return `\`${name}\` (${parts.length > 0 ? parts.join(', ') : doc.replace(/\.$/, '')})`;
};

/** A sentence for each configuration whose block has other registers than the shown one. */
const differences = (block: Block): readonly string[] =>
  variants(block.name).flatMap(([config, other]) => {
    const shown = block.registers.map(registerText);
    const texts = other.registers.map(registerText);
    if (texts.join() === shown.join()) return [];
    const changed = texts.filter(text => !shown.includes(text));
    const listed = changed.length > 0 ? changed : texts;
    return ['', `In \`${config.name}\`${changed.length > 0 ? '' : ' only'}: ${listed.join(', ')}.`];
  });

const blockSection = (block: Block): readonly string[] => [
  '',
  `## ${block.name}`,
  '',
  block.doc,
  '',
  ...table(['register', 'offset', 'access', 'reset', 'bits', 'meaning'], block.registers.flatMap(registerRows)),
  ...differences(block),
];

const fieldTable = (fields: readonly Field[]): readonly string[] =>
  table(
    ['field', 'bits', 'meaning'],
    placeFields(fields).map(({ name, lsb, bits, doc }) => [`\`${name}\``, bitRange(lsb, bits), doc]),
  );

const numberTable = (
  numbers: readonly { readonly id: number; readonly name: string; readonly doc: string }[],
): readonly string[] =>
  table(
    ['number', 'name', 'meaning'],
    numbers.map(({ id, name, doc }) => [`${id}`, `\`${name}\``, doc]),
  );

/** Fields and their widths in a line. */
const packingOf = (fields: readonly Field[]): string =>
  fields.map(({ name, bits }) => `\`${name}\` ${bits}`).join(', ');

/** Text of docs/registers.md. */
export const registerPage = (): string =>
  [
    '# Registers and tables',
    '',
    '<!-- Generated by `npx sluice registers --format markdown --out docs/registers.md`; do not edit. -->',
    '',
    `Everything at \`s_axil_*\`: 32-bit registers at byte addresses of ${registerAddressBits(shownConfig)} bits. A register of entry i of a block`,
    'is at base + i * stride + offset. Access: `ro` read only, `wo` write only, `rw` both; `guarded` writes are refused while a',
    'queue of the function runs (windows), frames are judged (tables of the parser) or no load has begun (all other tables). The two',
    'lowest bits of an address are ignored.',
    'Any other access, a word without a register, a refused write, and a write of some bytes of a `wo` register are answered with',
    'SLVERR and have no effect; a write that marks no byte has no effect and is no error; the doorbell pages answer no error.',
    `Where configurations differ, the registers are those of \`${shownConfig.name}\` and the others are named below.`,
    '',
    ...overview(),
    ...registerMap(shownConfig).flatMap(blockSection),
    '',
    '## Tables',
    '',
    'What the [table port](#table) writes. Every table has one bank, bank 0. Two images are in them: `copies`, one for each, of which the port',
    'writes that of the image that is not live; `valid`, entries that say which images they belong to; `joined`, the bits of either.',
    '',
    ...table(
      ['number', 'table', ...allConfigs.map(config => `entries x words in \`${config.name}\``), 'images', 'meaning'],
      tables.map(each => [
        `${each.id}`,
        `\`${each.name}\``,
        ...allConfigs.map(config => `${each.entries(config)} x ${entryWords(config, each.name)}`),
        each.images.kind,
        each.doc,
      ]),
    ),
    '',
    '## Table entries',
    '',
    '### Forwarding slot',
    '',
    `Packed from bit 0 up, 32 bits a word (\`${shownConfig.name}\`; \`functions\` has one bit a function of the configuration).`,
    '',
    ...fieldTable(forwardingSlotFields(shownConfig)),
    '',
    '### Rule slot',
    '',
    'A rule in a bank. Of a rule that asks for more than 32 bits of an IPv6 address slot 1 of the bucket holds the rest, as below, and is',
    'written first.',
    '',
    ...fieldTable(slotEntryFields),
    '',
    '### Rest of a rule',
    '',
    ...fieldTable(restSlotFields),
    '',
    '### Mask of a rule bank',
    '',
    ...fieldTable(bankMaskFields),
    '',
    '### Rule key',
    '',
    'What the ternary match RAM compares; chunk c of the rows looks at five bits from bit 5c up.',
    '',
    ...fieldTable(ruleKeyFields),
    '',
    '### Rule action',
    '',
    ...fieldTable(ruleActionFields),
    '',
    '### RSS profile',
    '',
    ...fieldTable(rssProfileFields),
    '',
    '## Numbers',
    '',
    '### Counter events',
    '',
    ...numberTable(counterEvents),
    '',
    '### Transmit events',
    '',
    ...numberTable(transmitEvents),
    '',
    '### Identity kinds',
    '',
    'What an entry of the table `identity` holds; each packed from bit 0 up, a kind that is not here nothing.',
    '',
    ...numberTable(identityKinds.map((name, id) => ({ id, name, doc: packingOf(identityFieldsOf[name]) }))),
    '',
    '### Table refusals',
    '',
    ...numberTable(tableRefusals),
    '',
    '### Queue errors',
    '',
    ...numberTable(queueErrors),
    '',
  ].join('\n');
