// SPDX-License-Identifier: Apache-2.0
/** The TypeScript line behind a name in a flat netlist. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceMap } from 'typescript-hdl';
import { locate } from 'typescript-hdl/locate';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A name as a tool writes it, and `file.ts:12` of its declaration; no line for what the author did not declare. */
export interface NamedLine {
  readonly name: string;
  readonly line?: string;
}

/** What tools add to the name of a net that a cell of theirs drives. */
const toolSuffix = /(_(TRELLIS|LUT4|PFUMX|L6MUX21|CCU2C|DPR16X4|DP16KD|MULT18X18D)|\$).*$/;

/**
 * The line of a path of instances such as `dma.fetch.state_q`, with the top's instances first. Where a tool has put a name of
 * its own at the end, the part before it counts: the register, memory or instance that it belongs to.
 */
export const namedLine = (map: SourceMap, name: string): NamedLine => {
  const own = name.replace(toolSuffix, '');
  for (let segments = own.split('.'); segments.length > 0; segments = segments.slice(0, -1)) {
    const answer = locate(map, [map.top, ...segments].join('.'));
    if (!('found' in answer)) continue;
    const { file, line } = answer.found[0]!.source;
    return { name: own, line: `${relative(root, file)}:${line}` };
  }
  return { name: own };
};
