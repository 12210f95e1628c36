// SPDX-License-Identifier: Apache-2.0
/** The memories of a machine as tables, for a terminal and for the page about sizes. */
import type { MachineMemory, StageMemories } from '../verify/memories/machine-memories.ts';
import { columns } from './columns.ts';

/** `1024 x 128`, and the width of parts that are written by themselves. */
const sizeText = ({ depth, bits, partBits }: MachineMemory): string =>
  `${depth} x ${bits}${partBits === 0 || partBits === bits ? '' : `, by ${partBits}`}`;

const head = ['memory', 'number', 'words x bits', 'reads', 'kind', 'EBR', 'LUT RAM', 'otherwise', 'line'];
const numeric = [false, true, false, true, false, true, true, true, false];

const rowOf = (memory: MachineMemory): string[] => [
  `${memory.stage}.${memory.path}`,
  `${memory.count}`,
  sizeText(memory),
  `${memory.reads}`,
  memory.kind,
  `${memory.blockRams}`,
  `${memory.lutRams}`,
  `${memory.otherwise}`,
  memory.line,
];

/** Lines with a row for each memory. */
export const memoryLines = (memories: readonly MachineMemory[]): readonly string[] =>
  columns([head, ...memories.map(rowOf)], numeric);

/** Lines with the sums of each stage. */
export const sumLines = (sums: readonly StageMemories[]): readonly string[] =>
  columns(
    [['stage', 'EBR', 'LUT RAM'], ...sums.map(({ stage, ...sum }) => [stage, `${sum.blockRams}`, `${sum.lutRams}`])],
    [false, true, true],
  );

/** Sums of several configurations as one table in Markdown: block RAMs and LUT RAMs of each stage. */
export const sumTable = (
  all: readonly { readonly config: string; readonly sums: readonly StageMemories[] }[],
): string => {
  const stages = all[0]!.sums.map(({ stage }) => stage);
  const cells = (stage: string): string[] =>
    all
      .map(({ sums }) => sums.find(one => one.stage === stage))
      .map(sum => `${sum?.blockRams ?? 0} / ${sum?.lutRams ?? 0}`);
  return [
    ['stage', ...all.map(({ config }) => `\`${config}\``)],
    ['---', ...all.map(() => '---')],
    ...stages.map(stage => [stage, ...cells(stage)]),
  ]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n');
};
