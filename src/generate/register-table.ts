// SPDX-License-Identifier: Apache-2.0
/** The register map of one configuration for the terminal: one line a register, grouped by block. */
import type { Config } from '../../hdl/spec/configs.ts';
import { type Block, registerAddressBits, registerMap } from '../../hdl/spec/registers/registers.ts';

const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;

const blockLines = ({ name, base, stride, count, doc, registers }: Block, addressDigits: number): readonly string[] => [
  '',
  `${name}: ${count} x ${hex(stride, 2)} bytes. ${doc}`,
  ...registers.map(
    register =>
      `  ${hex(base + register.offset, addressDigits)}  ${register.access}  ${register.name.padEnd(15)} ${register.doc}`,
  ),
];

/** The text, addresses being those of entry 0 of each block. */
export const registerTable = (config: Config): string =>
  [
    `registers of configuration ${config.name}; entry i lies i strides above the address shown`,
    ...registerMap(config).flatMap(block => blockLines(block, Math.ceil(registerAddressBits(config) / 4))),
    '',
  ].join('\n');
