// SPDX-License-Identifier: Apache-2.0
/** The tables of size and clock, from what `sluice synth` and `sluice pnr` measured last. */

import { wholeMachine } from '../verify/machine-designs.ts';
import { isCurrent, type MachineRecords } from '../verify/machine-records.ts';
import type { MachineRouting } from '../verify/place-and-route/machine-routing.ts';
import type { NamedLine } from '../verify/source-lines.ts';
import type { MachineSynthesis } from '../verify/synth/machine-synthesis.ts';
import type { PartArea } from '../verify/synth/part-areas.ts';
import { partTable } from './part-table.ts';

/** Last column: whether the figures are of the Verilog as it is now. */
const marks = { current: 'current', stale: 'stale' } as const;

/** A text without its marks: what must be the same, however old the figures are. */
export const withoutMarks = (text: string): string =>
  text.replaceAll(/\| (current|stale) \|$/gm, '| |').replaceAll(/; (current|stale):$/gm, ':');

const markOf = (records: MachineRecords, row: { readonly stage: string; readonly hash: string }): string =>
  isCurrent(records, row) ? marks.current : marks.stale;

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');

const place = ({ name, line }: NamedLine): string => (line === undefined ? `\`${name}\`` : `\`${name}\` (${line})`);

const fileLine = ({ name, line }: NamedLine): string => `\`${line ?? name}\``;

const sizeHead = ['LUT', 'FF', 'BRAM', 'LUTRAM', 'DSP', 'control sets', 'levels'];

const sizeCells = (row: MachineSynthesis): (string | number)[] => {
  const { luts, registers, blockRams, memory, dsps, controlSets, levels } = row;
  return [luts, registers, blockRams, memory, dsps, controlSets, levels];
};

/** Stage by stage, with the ends of the deepest path. */
const synthesisTable = (records: MachineRecords): string =>
  table(
    ['stage', ...sizeHead, 'deepest path', 'Verilog'],
    (records.synthesis?.rows ?? []).map(row => {
      const path = row.path === null ? '' : `${place(row.path.from)} to ${place(row.path.to)}`;
      return [row.stage, ...sizeCells(row), path, markOf(records, row)];
    }),
  );

const routingCells = (row: MachineRouting): (string | number)[] => {
  const { fmaxMhz, utilisation, wrapperRegisters, path } = row;
  const registers = utilisation.registers - wrapperRegisters;
  const ends = `${place(path.cells[0]!)} to ${place(path.cells.at(-1)!)}`;
  const split = `${path.clockToOutput} / ${path.logic} / ${path.routing}`;
  return [fmaxMhz.toFixed(1), utilisation.comb, registers, utilisation.lutRams, utilisation.blockRams, split, ends];
};

/** Stage by stage and seed by seed, with the split of the critical path. */
const routingTable = (records: MachineRecords): string =>
  table(
    [
      'stage',
      'seed',
      'MHz',
      'COMB',
      'FF',
      'RAMW',
      'EBR',
      'clock to output / logic / routing, ns',
      'critical path',
      'Verilog',
    ],
    (records.routing?.rows ?? []).map(row => [row.stage, row.seed, ...routingCells(row), markOf(records, row)]),
  );

/** The seeds of the whole machine as one text: `77.9` or `75.3 to 78.1`. */
const clockRange = (records: MachineRecords): string => {
  const clocks = (records.routing?.rows ?? []).filter(({ stage }) => stage === wholeMachine).map(row => row.fmaxMhz);
  if (clocks.length === 0) return 'not measured';
  const [least, most] = [Math.min(...clocks).toFixed(1), Math.max(...clocks).toFixed(1)];
  return least === most ? least : `${least} to ${most}`;
};

/** One row a configuration: the whole machine. */
export const summaryTable = (all: readonly MachineRecords[]): string =>
  table(
    ['configuration', ...sizeHead, 'end of the deepest path', 'MHz on ECP5', 'figures are'],
    all.flatMap(records => {
      const row = records.synthesis?.rows.find(({ stage }) => stage === wholeMachine);
      if (row === undefined) return [];
      const routed = records.routing?.rows.filter(({ stage }) => stage === wholeMachine) ?? [];
      const isStale = [row, ...routed].some(one => !isCurrent(records, one));
      const end = row.path === null ? '' : fileLine(row.path.to);
      const mark = isStale ? marks.stale : marks.current;
      return [[`\`${records.config}\``, ...sizeCells(row), end, clockRange(records), mark]];
    }),
  );

/** Where the area of the whole is: a table below a sentence that says of what it is. */
const partsSection = (
  records: MachineRecords,
  { stage, hash, parts }: { readonly stage: string; readonly hash: string; readonly parts?: readonly PartArea[] },
  lut: string,
  ram: string,
): string[] =>
  parts === undefined
    ? []
    : [
        `\nArea of the ${stage} by part, with all that is inside, from a hundredth of it on; ${markOf(records, { stage, hash })}:\n`,
        partTable(parts, lut, ram),
      ];

const synthesisSection = (records: MachineRecords): string[] =>
  records.synthesis === undefined
    ? []
    : [
        `### ${records.config} after synthesis for UltraScale+\n`,
        synthesisTable(records),
        ...records.synthesis.rows.flatMap(row => partsSection(records, row, 'LUT', 'BRAM')),
        `\n${records.synthesis.tool}, \`${records.synthesis.recipe}\`.\n`,
      ];

const routingSection = (records: MachineRecords): string[] =>
  records.routing === undefined
    ? []
    : [
        `### ${records.config} on ECP5\n`,
        ...(records.routing.rows.length > 0 ? ['After place and route:\n', routingTable(records)] : []),
        ...(records.routing.areas ?? []).flatMap(area => partsSection(records, area, 'COMB', 'EBR')),
        `\n${records.routing.tool}; ${records.routing.device}.\n`,
      ];

/** What was never measured, as a sentence; nothing when all was. */
const notMeasured = (all: readonly MachineRecords[], what: string, isMissing: (one: MachineRecords) => boolean) => {
  const names = all.filter(isMissing).map(({ config }) => `\`${config}\``);
  return names.length === 0 ? [] : [`Not ${what} yet: ${names.join(', ')}.`];
};

/** The generated part of `docs/synthesis.md`. */
export const detailTables = (all: readonly MachineRecords[]): string =>
  [
    ...all.flatMap(records => [...synthesisSection(records), ...routingSection(records)]),
    ...notMeasured(all, 'synthesised', ({ synthesis }) => synthesis === undefined),
    ...notMeasured(all, 'placed', ({ routing }) => (routing?.rows ?? []).length === 0),
  ]
    .join('\n')
    .trimEnd();

const part = /(<!-- generated: synthesis -->\n)[\s\S]*?(<!-- end -->)/;

/** A page with its generated part replaced; a page without one is a RangeError. */
export const withTables = (page: string, tables: string): string => {
  if (!part.test(page)) throw new RangeError('the page has no place for the tables of size and clock');
  return page.replace(part, (_, head: string, end: string) => `${head}\n${tables}\n\n${end}`);
};

/** Pages with their tables, by path from the root of the repository. */
export const sizePages: Readonly<Record<string, (all: readonly MachineRecords[]) => string>> = {
  'README.md': summaryTable,
  'docs/synthesis.md': detailTables,
};
