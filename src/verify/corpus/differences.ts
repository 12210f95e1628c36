// SPDX-License-Identifier: Apache-2.0
/** The named classes of differences of all tools, and which of them explain a difference. */
import type { Difference, DifferenceClass, ToolName } from './difference-class.ts';
import { dpdkDifferences } from './differences/dpdk.ts';
import { ovsDifferences } from './differences/ovs.ts';
import { tsharkDifferences } from './differences/tshark.ts';
import type { AnswerField } from './parser-answer.ts';

/** Every class; of several that explain a field the first counts. */
export const differenceClasses: readonly DifferenceClass[] = [
  ...ovsDifferences,
  ...tsharkDifferences,
  ...dpdkDifferences,
];

/** The classes that a difference belongs to, and the fields that none of them explains. */
export interface Explanation {
  readonly classes: readonly string[];
  readonly unexplained: readonly AnswerField[];
}

/** Explains a tool's difference: each field by the first class that names it. */
export const explain = (tool: ToolName, difference: Difference): Explanation => {
  const open = new Set(Object.keys(difference.theirs) as AnswerField[]);
  const classes = differenceClasses.filter(one => {
    if (one.tool !== tool || open.size === 0) return false;
    const explained = one.explains(difference).filter(field => open.has(field));
    for (const field of explained) open.delete(field);
    return explained.length > 0;
  });
  return { classes: classes.map(({ name }) => name), unexplained: [...open] };
};
