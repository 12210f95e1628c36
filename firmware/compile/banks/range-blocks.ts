// SPDX-License-Identifier: Apache-2.0
/** Port ranges and the blocks of ports that a mask can take into its key. */
import { menuOf } from '../../../hdl/spec/tables/bank-mask.ts';
import type { PortRange } from '../../policy/policy.ts';

const portBits = 16;

/** Leading bits that all ports of a range have in common. */
export const fixedPortBits = ({ first, last }: PortRange): number => portBits - (32 - Math.clz32(first ^ last));

/** Ports of the blocks that masks can ask for, largest blocks first: 1,024 and 256. */
export const blockSizes: readonly number[] = menuOf('destinationPort', 'ipv4')
  .filter(bits => bits > 0 && bits < portBits)
  .map(bits => 2 ** (portBits - bits));

/** Blocks of a size that a range touches. */
export const blocksTouched = ({ first, last }: PortRange, size: number): number =>
  Math.floor(last / size) - Math.floor(first / size) + 1;

/** A range cut where blocks of a size begin. */
export const cutAtBlocks = (range: PortRange, size: number): readonly PortRange[] =>
  Array.from({ length: blocksTouched(range, size) }, (_, i) => {
    const block = (Math.floor(range.first / size) + i) * size;
    return { first: Math.max(range.first, block), last: Math.min(range.last, block + size - 1) };
  });
