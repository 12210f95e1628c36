// SPDX-License-Identifier: Apache-2.0
/** `docs/images/machine.svg`: the data path of the default configuration with its widths and the clocks of its stages. */
import type { Config } from '../../hdl/spec/configs.ts';
import { layOutMachine } from '../report/lay-out-machine.ts';
import { machineGraph } from '../report/machine-graph.ts';
import { machinePicture, type StageNote } from '../report/machine-picture.ts';
import { walkSteps } from '../walk/walk-steps.ts';

const style = `
:root { --text: #1c2330; --muted: #5d6a80; --panel: #fff; --page: #f5f7fa; --tint: #dbe6fb; --edge: #2f6fde; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e9f1; --muted: #98a5ba; --panel: #181f2a; --page: #10151d; --tint: #223457; --edge: #4b8bff; }
}
text { font: 13px system-ui, "DejaVu Sans", sans-serif; text-anchor: middle; fill: var(--text); }
.name { font-weight: 600; }
.note { font-size: 12px; fill: var(--muted); }
.stage rect { fill: var(--tint); stroke: var(--edge); stroke-width: 1.2; }
.outside rect { fill: var(--page); stroke: var(--muted); stroke-dasharray: 4 3; }
.flow path { fill: none; stroke: var(--muted); }
.flow text { font-size: 10.5px; fill: var(--muted); }
marker { fill: var(--muted); }
`;

/** Clocks from the first way that the walk states of each stage. */
const clockNotes = (): readonly (readonly [string, StageNote])[] =>
  walkSteps()
    .toReversed()
    .flatMap(({ instance, rows }) => {
      const clocks = /^(\d+) clocks?/.exec(rows.get('latency') ?? '')?.[1];
      return clocks === undefined ? [] : [[instance, { text: `${clocks} clocks`, light: 0 }] as const];
    });

/** SVG that stands alone, for light and dark pages. */
export const machineDrawing = async (config: Config): Promise<string> => {
  const megahertz = config.clockHz / 1e6;
  const outside = (text: string): StageNote => ({ text, light: 0 });
  const notes = new Map<string, StageNote>([
    ...clockNotes(),
    ['wire, received', outside(`${config.netDataBits} bit, ${megahertz} MHz`)],
    ['wire, sent', outside(`${config.netDataBits} bit, ${megahertz} MHz`)],
    ['host memory', outside(`${config.hostDataBits} bit, ${megahertz} MHz`)],
  ]);
  const label = `The machine ${config.name}: stages with their clocks, and flows with their bits`;
  return `${machinePicture(await layOutMachine(machineGraph(config)), { notes, style, label })}\n`;
};
