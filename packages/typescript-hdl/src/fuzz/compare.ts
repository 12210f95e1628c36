// SPDX-License-Identifier: Apache-2.0
/** Compares what the simulators say of a batch, and sorts complaints by subject. */
import { type Rows, resetSlots, type Subject } from './subject.ts';

/** The judges besides the built-in simulator. `netlist` is Icarus on what Yosys synthesised. */
export type Tool = 'icarus' | 'verilator' | 'yosys' | 'netlist';

/** What is wrong with a subject. */
export interface Finding {
  readonly kind: 'error' | 'mismatch' | 'complaint';
  /** Who is at odds with the built-in simulator, or who complains. */
  readonly tool: 'language' | Tool;
  /** What two findings of one cause have in common. */
  readonly cause: string;
  readonly text: string;
  /** First clock that differs. */
  readonly clock?: number;
}

const toolNames: Record<Tool, string> = {
  icarus: 'icarus',
  verilator: 'verilator',
  yosys: 'yosys',
  netlist: 'the synthesised netlist',
};

/** The first clock and output in which another simulator differs from the built-in one. */
export const firstDifference = (subject: Subject, builtIn: Rows, other: Rows, tool: Tool): Finding | undefined => {
  // In Verilator and in models of cells, the inverse of a clock rises when time begins.
  const first = tool !== 'icarus' && subject.invertsClocks ? resetSlots : 0;
  for (const [clock, row] of builtIn.entries()) {
    if (clock < first) continue;
    for (const [i, value] of row.entries()) {
      const theirs = other[clock]?.[i] ?? 'nothing';
      if (theirs === value) continue;
      const text = `In clock ${clock} output ${subject.outputs[i]!.name} is ${value} in the built-in simulator and ${theirs} in ${toolNames[tool]}.`;
      return { kind: 'mismatch', tool, cause: tool, text, clock };
    }
  }
  return undefined;
};

/** The complaint of a tool about a subject, if there is one. */
export const complaintAbout = ({ name }: Subject, complaints: string, tool: Tool): Finding | undefined => {
  const blocks = tool === 'verilator' ? complaints.split(/\n(?=%)/) : complaints.split('\n');
  const serious = blocks.find(block => new RegExp(`\\b${name}_\\w+\\.v:`).test(block));
  if (serious === undefined) return undefined;
  const cause = /%\w+(-\w+)?|warning: \w+ \w+|error: \w+/i.exec(serious)?.[0] ?? 'complaint';
  return { kind: 'complaint', tool, cause, text: serious };
};

/** A complaint that names no subject, such as a tool that breaks down. */
export const generalComplaint = (complaints: string, tool: Tool): Finding => ({
  kind: 'complaint',
  tool,
  cause: 'failure',
  text: complaints,
});
