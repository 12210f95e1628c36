// SPDX-License-Identifier: Apache-2.0
/** The result of a corpus run for the terminal. */
import type { CorpusReport } from '../verify/corpus/run-corpus.ts';
import { columns } from './columns.ts';

const share = (part: number, all: number): string => (all === 0 ? '-' : `${((100 * part) / all).toFixed(2)} %`);

/** One line for each width of the hardware and one a tool, then the differences by class. */
export const corpusTable = ({
  frames,
  hardware,
  tools,
  captures,
  leftOut,
  consensus,
  seconds,
}: CorpusReport): string => {
  const widths = hardware.map(({ config, width, mismatches, frames: all }) => {
    const equal = all - mismatches.length;
    const what = `configuration ${config} with ${width} bits a beat`;
    return ['hardware', `${equal}`, share(equal, all), '', '', `${mismatches.length}`, what];
  });
  const rows = tools.map(tool => {
    if ('missing' in tool) return [tool.name, 'skipped', '', '', '', '', tool.missing];
    const classed = tool.frames - tool.equalFrames - tool.unclassified;
    const agreement = share(tool.equalFrames, tool.frames);
    const fields = share(tool.equalFields, tool.fields);
    return [tool.name, `${tool.equalFrames}`, agreement, fields, `${classed}`, `${tool.unclassified}`, tool.version];
  });
  const classes = tools.flatMap(tool =>
    'missing' in tool ? [] : Object.entries(tool.classes).map(([name, count]) => [tool.name, name, `${count}`]),
  );
  return [
    `${frames} frames of ${captures.length} captures in ${seconds} s`,
    ...(leftOut.length === 0 ? [] : leftOut.map(({ reason }) => `left out: ${reason}`)),
    '',
    ...columns(
      [['', 'frames equal', '', 'fields equal', 'explained', 'unexplained', ''], ...widths, ...rows],
      [false, true, true, true, true, true, false],
    ),
    ...(consensus.fields === 0
      ? []
      : ['', `${consensus.equalFields} of ${consensus.fields} fields on which two tools or more agree are equal`]),
    ...(classes.length === 0
      ? []
      : ['', ...columns([['tool', 'class of differences', 'frames'], ...classes], [false, false, true])]),
  ].join('\n');
};
