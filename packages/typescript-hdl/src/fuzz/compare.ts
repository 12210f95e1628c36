/** Compares what the simulators say of a batch, and sorts complaints by subject. */
import { isJustified } from './justified.ts';
import type { Rows, Subject } from './subject.ts';

/** What is wrong with a subject. */
export interface Finding {
  readonly kind: 'error' | 'mismatch' | 'complaint';
  /** Who is at odds with the built-in simulator, or who complains. */
  readonly tool: 'language' | 'icarus' | 'verilator';
  /** What two findings of one cause have in common. */
  readonly cause: string;
  readonly text: string;
  /** First clock that differs. */
  readonly clock?: number;
}

/** The first clock and output in which another simulator differs from the built-in one. */
export const firstDifference = (
  subject: Subject,
  builtIn: Rows,
  other: Rows,
  tool: 'icarus' | 'verilator',
): Finding | undefined => {
  for (const [clock, row] of builtIn.entries()) {
    for (const [i, value] of row.entries()) {
      const theirs = other[clock]?.[i] ?? 'nothing';
      if (theirs === value) continue;
      const text = `In clock ${clock} output ${subject.outputs[i]!.name} is ${value} in the built-in simulator and ${theirs} in ${tool}.`;
      return { kind: 'mismatch', tool, cause: tool, text, clock };
    }
  }
  return undefined;
};

/** The complaint of a tool about a subject, if there is one that is not justified. */
export const complaintAbout = (
  { name, emitted }: Subject,
  complaints: string,
  tool: 'icarus' | 'verilator',
): Finding | undefined => {
  const blocks = tool === 'verilator' ? complaints.split(/\n(?=%)/) : complaints.split('\n');
  const own = blocks.filter(block => new RegExp(`\\b${name}_\\w+\\.v:`).test(block));
  const serious = own.find(block => !(tool === 'verilator' && isJustified(block, emitted)));
  if (serious === undefined) return undefined;
  const cause = /%\w+(-\w+)?|warning: \w+ \w+|error: \w+/.exec(serious)?.[0] ?? 'complaint';
  return { kind: 'complaint', tool, cause, text: serious };
};

/** A complaint that names no subject, such as a tool that breaks down. */
export const generalComplaint = (
  subjects: readonly Subject[],
  complaints: string,
  tool: 'icarus' | 'verilator',
): Finding | undefined => {
  const named = new RegExp(`\\b(${subjects.map(({ name }) => name).join('|')})_\\w+\\.v:`);
  const block = (tool === 'verilator' ? complaints.split(/\n(?=%)/) : complaints.split('\n')).find(
    one => /%Error|error|failed/.test(one) && !named.test(one),
  );
  return block === undefined ? undefined : { kind: 'complaint', tool, cause: 'failure', text: block };
};
