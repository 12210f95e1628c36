// SPDX-License-Identifier: Apache-2.0
/** What all judges say of a batch of subjects. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintAbout, type Finding, firstDifference, generalComplaint, type Tool } from './compare.ts';
import type { Target } from './family.ts';
import { lintVerilator, lintYosys, runIcarus, runVerilator, writeBatch } from './judges.ts';
import { runNetlist } from './netlist.ts';
import type { Rows, Subject } from './subject.ts';

/** Runs of tools: `lint` is Verilator without a build, `yosys` its checks without synthesis. */
export type Run = 'lint' | 'yosys' | 'icarus' | 'verilator' | 'netlist';

export const allRuns: readonly Run[] = ['lint', 'yosys', 'icarus', 'verilator', 'netlist'];

/** The first finding of each subject. */
export const judge = async (
  subjects: readonly Subject[],
  builtIn: readonly Rows[],
  runs: readonly Run[],
  family: Target,
): Promise<(Finding | undefined)[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'typescript-hdl-fuzz-'));
  try {
    const files = writeBatch(subjects, folder);
    const commands: Partial<Record<Run, typeof runIcarus>> = {
      icarus: runIcarus,
      verilator: runVerilator,
      lint: lintVerilator,
      yosys: lintYosys,
      ...(family !== 'none' && { netlist: runNetlist(family) }),
    };
    const verdicts = await Promise.all(
      runs
        .filter(name => name in commands)
        .map(async name => [name, await commands[name]!(subjects, folder, files)] as const),
    );
    return subjects.map((subject, i) => {
      for (const [name, { rows, complaints }] of verdicts) {
        const finding =
          complaintOf(subjects, i, complaints, toolOf(name)) ??
          (rows[i] && firstDifference(subject, builtIn[i]!, rows[i]!, toolOf(name)));
        if (finding) return finding;
      }
      return undefined;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const toolOf = (name: Run): Tool => (name === 'lint' ? 'verilator' : name);

/** What a tool says of one subject; what it says of none in particular counts for all, unless it names one too. */
const complaintOf = (subjects: readonly Subject[], i: number, complaints: string, tool: Tool): Finding | undefined => {
  if (complaints === '') return undefined;
  const own = subjects.map(subject => complaintAbout(subject, complaints, tool));
  return own.some(one => one) ? own[i] : generalComplaint(complaints, tool);
};

/** The run in which a finding shows, if a tool has anything to do with it. */
export const runOf = ({ tool, kind }: Finding): Run | undefined => {
  if (tool === 'language') return undefined;
  return tool === 'verilator' && kind === 'complaint' ? 'lint' : tool;
};
