/** What all judges say of a batch of subjects. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complaintAbout, type Finding, firstDifference, generalComplaint, type Tool } from './compare.ts';
import { lintVerilator, lintYosys, runIcarus, runVerilator, writeBatch } from './judges.ts';
import { type Family, runNetlist } from './netlist.ts';
import type { Rows, Subject } from './subject.ts';

/** Runs of tools: `lint` is Verilator without a build, `yosys` its checks without synthesis. */
export type Run = 'lint' | 'yosys' | 'icarus' | 'verilator' | 'netlist';

export const allRuns: readonly Run[] = ['lint', 'yosys', 'icarus', 'verilator', 'netlist'];

/** The first finding of each subject. */
export const judge = async (
  subjects: readonly Subject[],
  builtIn: readonly Rows[],
  runs: readonly Run[],
  family: Family,
): Promise<(Finding | undefined)[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'typescript-hdl-fuzz-'));
  try {
    const files = writeBatch(subjects, folder);
    const commands = {
      icarus: runIcarus,
      verilator: runVerilator,
      lint: lintVerilator,
      yosys: lintYosys,
      netlist: runNetlist(family),
    };
    const verdicts = await Promise.all(
      runs.map(async name => [name, await commands[name](subjects, folder, files)] as const),
    );
    return subjects.map((subject, i) => {
      for (const [name, { rows, complaints }] of verdicts) {
        const tool: Tool = name === 'lint' ? 'verilator' : name;
        const finding =
          complaintAbout(subject, complaints, tool) ??
          generalComplaint(subjects, complaints, tool) ??
          (rows[i] && firstDifference(subject, builtIn[i]!, rows[i]!, tool));
        if (finding) return finding;
      }
      return undefined;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The run in which a finding shows, if a tool has anything to do with it. */
export const runOf = ({ tool, kind }: Finding): Run | undefined => {
  if (tool === 'language') return undefined;
  return tool === 'verilator' && kind === 'complaint' ? 'lint' : tool;
};
