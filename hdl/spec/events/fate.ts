// SPDX-License-Identifier: Apache-2.0
/**
 * What becomes of one frame as far as the policy alone decides it: room in the packet buffer and posted receive buffers
 * are taken for granted. The policy read directly, the tables interpreted and the hardware must all give the same fate.
 */
import type { CounterEventName } from './drop-reasons.ts';

export interface Fate {
  /** Functions the frame is addressed to, ascending; empty when it addresses none. */
  readonly functions: readonly number[];
  /** Event counted once for each addressed function, or once in the slot `unassigned` when there is none. */
  readonly event: CounterEventName;
  /** Receive queue inside each function; 0 unless delivered. */
  readonly queue: number;
  /** The frame passes by a rule or the default although a rule that may match or not would have dropped it. */
  readonly reported?: true;
  /** The rules of the function that sent it refuse it: it goes nowhere, and the event is counted at its sender alone. */
  readonly refused?: true;
}
