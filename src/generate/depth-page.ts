// SPDX-License-Identifier: Apache-2.0
/** The table of docs/depth.md, from what `sluice depth --calibrate` measured last. */
import { type FitRecord, fitOf } from '../verify/depth/fit.ts';

/** The comparison as a table and a sentence. */
export const fitSection = ({ tool, rows }: FitRecord): string => {
  const { modules, exact, below, above } = fitOf(rows);
  return [
    '| module | size | estimate, LUTs | Yosys, LUTs | difference | estimate, ms | Yosys, s |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ name, size, estimate, yosys }) => {
      const cells = [name, size, estimate.levels, yosys.levels, estimate.levels - yosys.levels];
      return `| ${[...cells, estimate.milliseconds, yosys.seconds].join(' | ')} |`;
    }),
    '',
    `${exact} of ${modules} estimates are exact; the others are at most ${below} too low and ${above} too high. ${tool},`,
    '`synth_xilinx -family xcup -flatten -noiopad -noclkbuf -nowidelut`; times are of one processor.',
  ].join('\n');
};

const part = /(<!-- generated: fit -->\n)[\s\S]*?(<!-- end -->)/;

/** The page with the comparison as it is in the record; a page without a place for it is a RangeError. */
export const withFit = (page: string, record: FitRecord): string => {
  if (!part.test(page)) throw new RangeError('docs/depth.md has no place for the comparison with Yosys.');
  return page.replace(part, (_, head: string, end: string) => `${head}\n${fitSection(record)}\n\n${end}`);
};
