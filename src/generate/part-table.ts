// SPDX-License-Identifier: Apache-2.0
/** Where the area of a design is, as a table for people. */
import type { PartArea } from '../verify/synth/part-areas.ts';

type Row = readonly [part: string, luts: number, memory: number, registers: number, blockRams: number];

const rowOf = ({ part, luts, memory, registers, blockRams }: PartArea): Row => [
  part || 'all of it',
  luts,
  memory,
  registers,
  blockRams,
];

/** Lines for a terminal: what is inside a part is indented and has its last name only; `lut` and `ram` are what the device calls them. */
export const partLines = (parts: readonly PartArea[], lut: string, ram: string): string[] => {
  const head = ['part'.padEnd(40), ...[lut, 'of LUT RAM', 'FF', ram].map(title => title.padStart(12))].join('');
  const lines = parts.map(rowOf).map(([part, ...figures]) => {
    const depth = part.split('.').length - 1;
    const name = `${'  '.repeat(depth)}${part.slice(part.lastIndexOf('.') + 1)}`;
    return [name.padEnd(40), ...figures.map(figure => `${figure}`.padStart(12))].join('');
  });
  return [head, ...lines];
};

/** A Markdown table of the same. */
export const partTable = (parts: readonly PartArea[], lut: string, ram: string): string =>
  [
    `| part | ${lut} | of LUT RAM | FF | ${ram} |`,
    '| --- | --- | --- | --- | --- |',
    ...parts.map(rowOf).map(([part, ...figures]) => `| \`${part}\` | ${figures.join(' | ')} |`),
  ].join('\n');
