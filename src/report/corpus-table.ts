/** The result of a corpus run for the terminal. */
import type { CorpusReport } from '../corpus/run-corpus.ts';
import { columns } from './columns.ts';

const share = (part: number, all: number): string => (all === 0 ? '-' : `${((100 * part) / all).toFixed(2)} %`);

/** One line for the hardware and one a tool, then the differences by class. */
export const corpusTable = ({ frames, hardware, tools, captures }: CorpusReport): string => {
  const equal = frames - hardware.mismatches.length;
  const rows = tools.map(tool => {
    if ('missing' in tool) return [tool.name, 'skipped', '', '', '', tool.missing];
    const classed = tool.frames - tool.equalFrames - tool.unclassified;
    const agreement = share(tool.equalFrames, tool.frames);
    return [tool.name, `${tool.equalFrames}`, agreement, `${classed}`, `${tool.unclassified}`, tool.version];
  });
  const classes = tools.flatMap(tool =>
    'missing' in tool ? [] : Object.entries(tool.classes).map(([name, count]) => [tool.name, name, `${count}`]),
  );
  return [
    `${frames} frames of ${captures.length} captures`,
    '',
    ...columns(
      [
        ['', 'frames equal', '', 'explained', 'unexplained', ''],
        [
          'hardware',
          `${equal}`,
          share(equal, frames),
          '',
          `${hardware.mismatches.length}`,
          `configuration ${hardware.config}`,
        ],
        ...rows,
      ],
      [false, true, true, true, true, false],
    ),
    ...(classes.length === 0
      ? []
      : ['', ...columns([['tool', 'class of differences', 'frames'], ...classes], [false, false, true])]),
  ].join('\n');
};
