// SPDX-License-Identifier: Apache-2.0
/** The words in which the hypervisor suspends functions, and sees that they are: a bit each. Pure data. */
import type { Config } from '../configs.ts';

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
