// SPDX-License-Identifier: Apache-2.0
/** Every proof of the machine's own modules. */
import { writeGuardProof } from './write-guard.ts';

export const machineProofs = [writeGuardProof];
