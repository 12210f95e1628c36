// SPDX-License-Identifier: Apache-2.0
/** What a planned pipeline means, one payload after the other: no clock, no stage and nothing of the language. */
import type { PipelinePlan, PlannedValue } from './pipeline-plan.ts';

const cut = (value: bigint, width: number): bigint => BigInt.asUintN(width, value);

/** Results of every payload, in order; a payload is its inputs in the order of the plan. */
export const expectedResults = (
  { values, results }: PipelinePlan,
  payloads: readonly (readonly bigint[])[],
): readonly (readonly bigint[])[] => {
  const totals = values.map(() => 0n);
  return payloads.map(payload => {
    const known: bigint[] = [];
    for (const [i, value] of values.entries()) {
      const operands = value.operands.map(operand => known[operand.value]!);
      if (value.origin.kind === 'total') {
        known.push(totals[i]!);
        totals[i] = cut(totals[i]! + cut(operands[0]!, value.width), value.width);
      } else {
        known.push(value.origin.kind === 'input' ? cut(payload[i]!, value.width) : meaningOf(value, operands));
      }
    }
    return results.map(({ value }) => known[value]!);
  });
};

const meaningOf = ({ origin, width }: PlannedValue, operands: readonly bigint[]): bigint => {
  if (origin.kind === 'table') {
    const { words } = origin;
    return cut(words[Number(operands[0]! % BigInt(words.length))]!, width);
  }
  if (origin.kind !== 'op') return 0n;
  const [a = 0n, b = 0n, c = 0n] = operands.map(operand => cut(operand, width));
  switch (origin.op) {
    case 'add':
      return cut(a + b, width);
    case 'sub':
      return cut(a - b, width);
    case 'xor':
      return a ^ b;
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'not':
      return cut(~a, width);
    case 'mul':
      return cut(a * b, width);
    case 'lt':
      return a < b ? 1n : 0n;
    case 'mux':
      return a & 1n ? b : c;
  }
};
