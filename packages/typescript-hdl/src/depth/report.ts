// SPDX-License-Identifier: Apache-2.0
/** Depth as text and as data. */
import type { ExceededBound } from './bounds.ts';
import type { Depth, DepthPath, DepthPlace } from './paths.ts';

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** `4 LUTs and 1 carry chain`. */
export const levelsText = ({ levels, carryChains }: Pick<DepthPath, 'levels' | 'carryChains'>): string =>
  counted(levels, 'LUT') + (carryChains > 0 ? ` and ${counted(carryChains, 'carry chain')}` : '');

const placeText = (what: string, { name, location }: DepthPlace): string => `${what.padEnd(16)} ${name}  ${location}`;

/** A path, a line for each step, with the line of the TypeScript source that it comes from. */
export const pathLines = (path: DepthPath): readonly string[] => [
  levelsText(path),
  ...[
    placeText(`from ${path.start.kind}`, path.start),
    ...path.steps.map(step => placeText(step.kind + (step.length > 1 ? ` (${step.length})` : ''), step)),
    placeText(`to ${path.end.kind}`, path.end),
  ].map(line => `  ${line}`),
];

/** One sentence, and the path. */
export const exceededLines = ({ component, bound, depth }: ExceededBound): readonly string[] => [
  `${component.name} is ${counted(depth.levels, 'LUT')} deep, above its bound of ${bound} (${component.location}):`,
  ...depth.paths.flatMap(pathLines).map(line => `  ${line}`),
];

const placeRecord = ({ name, location }: DepthPlace) => ({ name, source: `${location}` });

/** A depth as plain data, for JSON. */
export const depthRecord = ({ component, levels, paths }: Depth) => ({
  component,
  levels,
  paths: paths.map(path => ({
    levels: path.levels,
    carryChains: path.carryChains,
    start: { kind: path.start.kind, ...placeRecord(path.start) },
    steps: path.steps.map(step => ({ kind: step.kind, length: step.length, ...placeRecord(step) })),
    end: { kind: path.end.kind, ...placeRecord(path.end) },
  })),
});
