// SPDX-License-Identifier: Apache-2.0
/** Every fault that a proof of the library must find. */
import { checksumFaults } from './checksum-faults.ts';
import { crossingFaults } from './crossing-faults.ts';
import type { Fault } from './faults.ts';
import { bufferFaults } from './fifo-faults.ts';
import { frameFaults } from './packet-faults.ts';
import { decoderFaults } from './register-decoder-faults.ts';
import { eventFaults } from './register-events-faults.ts';
import { operatorFaults } from './stream-faults.ts';

export const libraryFaults: readonly Fault[] = [
  ...bufferFaults,
  ...operatorFaults,
  ...frameFaults,
  ...crossingFaults,
  ...checksumFaults,
  ...decoderFaults,
  ...eventFaults,
];
