// SPDX-License-Identifier: Apache-2.0
/** Every proof of the machine's own modules. */
import { readCollectorProof } from './read-collector.ts';
import { readJudgeProof } from './read-judge.ts';
import { tagGrantProof } from './tag-grant.ts';
import { writeGuardProof } from './write-guard.ts';

export const machineProofs = [writeGuardProof, readJudgeProof, readCollectorProof, tagGrantProof];
