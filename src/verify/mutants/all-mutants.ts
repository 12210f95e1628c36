// SPDX-License-Identifier: Apache-2.0
/** Every mutant, in the order in which a frame meets what they break. */
import { bufferMutants } from './buffer-mutants.ts';
import { controlMutants } from './control-mutants.ts';
import { hostMutants } from './host-mutants.ts';
import type { Mutant } from './mutant.ts';
import { receiveMutants } from './receive-mutants.ts';
import { senderMutants } from './sender-mutants.ts';

export const allMutants: readonly Mutant[] = [
  ...controlMutants,
  ...senderMutants,
  ...bufferMutants,
  ...receiveMutants,
  ...hostMutants,
];
