// SPDX-License-Identifier: Apache-2.0
/** Ports of one memory that have different clocks. */
import type { ClockTree } from '../clocks/clock-tree.ts';
import { fullName, placeOf, type Scope } from '../clocks/scopes.ts';
import { HdlError } from '../diagnostic.ts';
import { isRegistered } from '../ir/index.ts';
import { onBehalfOf } from '../location.ts';

/** Throws for a memory that is read or written with another clock than that of a write port, and no reason is given. */
export const checkMemoryClocks = (scopes: readonly Scope[], tree: ClockTree): void => {
  for (const scope of scopes) onBehalfOf(scope.definition.madeFor, () => checkOne(scope, tree));
};

const checkOne = (scope: Scope, tree: ClockTree): void => {
  for (const memory of scope.module.memories) {
    if (memory.betweenClocks !== undefined || memory.writePorts.length === 0) continue;
    const writer = tree.rootOf(scope, memory.writePorts[0]!.domain);
    // A LUT RAM's output belongs to its writer; who takes it with another clock is found by its path.
    const reads = memory.reads.filter(read => isRegistered(memory, read)).map(({ output }) => output.domain);
    const domains = [...memory.writePorts.map(({ domain }) => domain), ...reads];
    const other = domains.map(domain => tree.rootOf(scope, domain)).find(root => root.key !== writer.key);
    if (!other) continue;
    throw new HdlError(
      'HDL-CROSSING',
      `The memory '${fullName(scope, memory.name)}' is written with the clock of ${writer.name} and has a port with that of ` +
        `${other.name}; say in betweenClocks why they never meet at one word.`,
      placeOf(scope, memory.location),
    );
  }
};
