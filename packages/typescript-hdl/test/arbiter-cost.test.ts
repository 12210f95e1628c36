// SPDX-License-Identifier: Apache-2.0
/** What the packet arbiter costs: one register for its turn, and a multiplexer that is addressed by a number. */
import { bit, u } from 'typescript-hdl';
import { packetArbiter, packetFifo } from 'typescript-hdl/lib';
import { expect, it } from 'vitest';
import { cellsOf, count } from './support/synthesis.ts';

it('an arbiter of 4 inputs of 65 bits has 3 flip-flops and little more than a LUT a bit', async () => {
  const cells = await cellsOf(packetArbiter({ data: u(64), last: bit() }, 4), 'xcup');
  expect(count(cells, 'FD')).toBe(3);
  expect(count(cells, 'LUT')).toBeGreaterThanOrEqual(65);
  expect(count(cells, 'LUT')).toBeLessThanOrEqual(65 + 20);
});

it('a packet FIFO knows whether it is full without a subtractor', async () => {
  const operators = await cellsOf(packetFifo({ data: u(8), last: bit() }, 512, 'drop'), 'generic');
  expect(count(operators, '$sub', '$alu')).toBe(0);
});
