// SPDX-License-Identifier: Apache-2.0
/** Faults of checksums. */
import { atm, oneWire, promisedCrc, promisedToeplitz } from './checksums.ts';
import { type Fault, faultsOf } from './faults.ts';

export const checksumFaults: readonly Fault[] = [
  ...faultsOf('checksums', ({ crcStep }) => promisedCrc(crcStep, atm, 8), [
    ['CRC takes the lowest bit of a byte first', 'BigInt((i & ~7) + 7 - (i & 7))', 'BigInt(i)', 'is_the_serial_sum'],
    [
      'CRC leaves the state out',
      'cat(data, state) as Val; return',
      'cat(data, state.xor(state)) as Val; return',
      'is_the_serial_sum',
    ],
  ]),
  ...faultsOf('checksums', ({ crcStep }) => promisedCrc(crcStep, oneWire, 8), [
    [
      'CRC does not reflect its polynomial',
      '(bit ? reversed(crc.polynomial, crc.width) : 0n)',
      '(bit ? crc.polynomial : 0n)',
      'is_the_serial_sum',
    ],
  ]),
  ...faultsOf('checksums', ({ toeplitzHash }) => promisedToeplitz(toeplitzHash, 12), [
    [
      'Toeplitz hash takes the last bit first',
      'keyBit(inputBits - 1 - column + hashBits - 1 - row)',
      'keyBit(column + hashBits - 1 - row)',
      'is_the_sum_of_windows',
    ],
    [
      'Toeplitz hash turns its windows round',
      'keyBit(inputBits - 1 - column + hashBits - 1 - row)',
      'keyBit(inputBits - 1 - column + row)',
      'is_the_sum_of_windows',
    ],
  ]),
];
