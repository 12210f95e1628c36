// SPDX-License-Identifier: Apache-2.0
/** The words in which the hypervisor suspends functions, and sees that they are: a bit each. Pure data. */
import type { Config } from '../configs.ts';
import type { PlacedField } from '../field.ts';
import { type Block, field, register } from './register-shapes.ts';

const wordBits = 32;

interface SuspensionWord {
  readonly suspend: string;
  readonly suspended: string;
  /** Functions of the word: the first of them is bit 0. */
  readonly first: number;
  readonly count: number;
}

/** The words of a configuration, 32 functions each. */
export const suspensionWords = ({ functions }: Pick<Config, 'functions'>): readonly SuspensionWord[] =>
  Array.from({ length: Math.ceil(functions / wordBits) }, (_, i) => ({
    suspend: `suspend_${i}`,
    suspended: `suspended_${i}`,
    first: wordBits * i,
    count: Math.min(wordBits, functions - wordBits * i),
  }));

/** Requests in the first words, answers in those after them. */
export const suspensionBlock = (config: Config): Block => {
  const words = suspensionWords(config);
  const functionField = (first: number, count: number, doc: string): PlacedField =>
    field('functions', 0, count, `${doc} Bit n: function ${first === 0 ? 'n' : `${first} + n`}.`);
  return {
    name: 'suspension',
    base: 0x0_0700,
    stride: 0x10,
    count: 1,
    doc: 'Suspends functions, for migration: their queues stop at a frame, keep their places, and go on when the bit falls.',
    registers: [
      ...words.map(({ suspend, first, count }, i) =>
        register(suspend, 4 * i, 'rw', 'Functions whose queues are to stop, in both directions.', {
          fields: [functionField(first, count, 'Suspend.')],
        }),
      ),
      ...words.map(({ suspended, first, count }, i) =>
        register(suspended, 4 * (words.length + i), 'ro', 'Functions of which nothing is under way any more.', {
          fields: [functionField(first, count, 'It is suspended, and no access of it is under way.')],
        }),
      ),
    ],
  };
};
