// SPDX-License-Identifier: Apache-2.0
/** The registers of the wire: what the hypervisor sets of its classes, and what the link has asked for. Pure data. */
import type { Config } from '../configs.ts';
import type { PlacedField } from '../field.ts';
import { defaultWatchdog, pauseOutcomes, priorityCount, watchdogBits } from '../link-pause.ts';
import { rateBits, tokenStepClocks, tokensPerByte, weightBits } from '../shares.ts';
import { defaultControlRate, sharedClasses, wireClasses } from '../wire-classes.ts';
import { type Block, register } from './register-shapes.ts';

interface WireRegister {
  readonly name: string;
  readonly access: 'ro' | 'rw';
  readonly doc: string;
  readonly reset: number;
  readonly fields: readonly PlacedField[];
}

/** A setting that is one value in the low bits of its word. */
const setting = (name: string, bits: number, doc: string, reset: number): WireRegister => ({
  ...{ name, access: 'rw', doc, reset },
  fields: [{ name: 'value', lsb: 0, bits, doc: `${doc.slice(0, doc.search(/[,;.]/))}; bits above it read 0.` }],
});

const count = (name: string, doc: string): WireRegister => ({ name, access: 'ro', doc, reset: 0, fields: [] });

/** A field of `bits` for each class. */
const perClassFields = (bits: number, step: number, doc: (name: string) => string, from = 0): readonly PlacedField[] =>
  wireClasses.map(({ name }, id) => ({ name, lsb: from + step * id, bits, doc: doc(name) }));

/** All of them, in the order of their words. */
export const wireRegisters = (config: Config): readonly WireRegister[] => [
  ...sharedClasses.map(id => {
    const { name } = wireClasses[id]!;
    return setting(
      `weight_${name}`,
      weightBits,
      `Share of the class ${name}, against the other weights; 0 counts as 1.`,
      1,
    );
  }),
  setting(
    'control_rate',
    rateBits,
    `Rate of the strict class on the wire, in 1/${tokensPerByte} byte each ${tokenStepClocks} clocks.`,
    defaultControlRate(config),
  ),
  {
    ...{ name: 'paused_by', access: 'rw', reset: 0 },
    doc: 'Priorities whose pauses (IEEE 802.1Q, 36) stop a class; a class with none is never stopped.',
    fields: perClassFields(priorityCount, 8, name => `Bit p: a pause of priority p stops the class ${name}.`),
  },
  setting(
    'watchdog',
    watchdogBits,
    'Time after which a storm of pauses ends, in units of 1,024 clocks; 0 never.',
    defaultWatchdog(config),
  ),
  {
    ...{ name: 'state', access: 'ro', reset: 0 },
    doc: 'What the classes may do now.',
    fields: [
      ...perClassFields(1, 1, name => `The link has stopped the class ${name}.`).map(field => ({
        ...field,
        name: `${field.name}_stopped`,
      })),
      ...perClassFields(1, 1, name => `The class ${name} has room for the longest frame.`, 8).map(field => ({
        ...field,
        name: `${field.name}_room`,
      })),
    ],
  },
  ...pauseOutcomes.map(({ name, doc }) => count(`pauses_${name}`, `${doc}, modulo 2^32.`)),
  ...wireClasses.map(({ name }) =>
    count(`storms_${name}`, `Storms of pauses of the class ${name} that ended, modulo 2^32.`),
  ),
];

export const wireBlock = (config: Config): Block => ({
  name: 'wire',
  base: 0x0_0500,
  stride: 0x40,
  count: 1,
  doc: 'Classes in which frames leave on the wire, and the pauses that the other end of the link asks for.',
  registers: wireRegisters(config).map(({ name, access, doc, reset, fields }, word) =>
    register(name, 4 * word, access, doc, { reset, fields }),
  ),
});
