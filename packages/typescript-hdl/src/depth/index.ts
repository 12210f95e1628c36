// SPDX-License-Identifier: Apache-2.0
/** Logic depth of a design, estimated from its elaborated form without synthesis. */
export { componentsOf, type ExceededBound, exceededBounds } from './bounds.ts';
export { type Depth, type DepthPath, type DepthPlace, type DepthStep, logicDepth } from './paths.ts';
export { depthRecord, exceededLines, levelsText, pathLines } from './report.ts';
