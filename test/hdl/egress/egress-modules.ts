// SPDX-License-Identifier: Apache-2.0
/** Modules of egress, and the check of senders before it, whose Verilog is kept in `test/golden`. */
import type { Definition } from 'typescript-hdl';
import { identityCheck } from '../../../hdl/classifier/identity/identity-check.ts';
import { checksumInserter } from '../../../hdl/egress/checksum-inserter.ts';
import { verdictStore } from '../../../hdl/egress/verdict-store.ts';
import { wireSide } from '../../../hdl/egress/wire-side.ts';
import { configs } from '../../../hdl/spec/configs.ts';

const { tiny } = configs;

export const egressModules: readonly (readonly [name: string, definition: () => Definition])[] = [
  ['checksum_inserter', () => checksumInserter(tiny)],
  ['identity_check', () => identityCheck(tiny, 32)],
  ['verdict_store', () => verdictStore(tiny)],
  ['wire_side', () => wireSide(tiny)],
];
