// SPDX-License-Identifier: Apache-2.0
/** Where the area of a flat netlist is: what each instance of the design takes, with all that is inside it. */
import type { Area, NetBit, NetlistCell, NetlistModule } from './netlist.ts';

export interface PartArea extends Area {
  /** Path of the instance, such as `dma.writer`; empty for the whole design. */
  readonly part: string;
}

/** How a flat netlist is read. */
export interface PartReading {
  /** What a cell of a type takes; nothing where the type is not listed. */
  readonly areaOf: (type: string) => Partial<Area>;
  /** Paths of all instances of the design. */
  readonly instances: ReadonlySet<string>;
  /** What stands before those paths in the netlist, such as `inner.`: cells without it are not the design's. */
  readonly prefix?: string;
}

const none: Area = { luts: 0, memory: 0, registers: 0, blockRams: 0 };
const sum = (a: Area, b: Partial<Area>): Area => ({
  luts: a.luts + (b.luts ?? 0),
  memory: a.memory + (b.memory ?? 0),
  registers: a.registers + (b.registers ?? 0),
  blockRams: a.blockRams + (b.blockRams ?? 0),
});

const bitsOf = ({ connections, port_directions: directions }: NetlistCell, direction: 'input' | 'output'): NetBit[] =>
  Object.entries(connections).flatMap(([port, bits]) =>
    directions[port] === direction ? bits.filter(bit => typeof bit === 'number') : [],
  );

/** Names of nets of the source: of an inner port both sides have one, and the driver's is the one that ends in `_o`. */
const sourceNames = ({ netnames = {} }: NetlistModule): Map<NetBit, string> => {
  const names = new Map<NetBit, string>();
  for (const [name, { hide_name: hidden, bits }] of Object.entries(netnames)) {
    if (hidden === 1) continue;
    for (const bit of bits) if (!names.has(bit) || names.get(bit)!.endsWith('_i')) names.set(bit, name);
  }
  return names;
};

/** A name of the source for each cell: its own, that of a net which it drives, or that of a cell which it feeds. */
const cellNames = (module: NetlistModule): Map<string, string> => {
  const nets = sourceNames(module);
  const names = new Map<string, string>();
  for (const [cell, content] of Object.entries(module.cells)) {
    const own = cell.startsWith('$') ? undefined : cell;
    const driven = bitsOf(content, 'output').find(bit => nets.has(bit));
    const name = own ?? (driven === undefined ? undefined : nets.get(driven));
    if (name !== undefined) names.set(cell, name);
  }
  // From the cells with names back through those without, a cell a step.
  const drivers = new Map(
    Object.entries(module.cells).flatMap(([cell, content]) => bitsOf(content, 'output').map(bit => [bit, cell])),
  );
  const waiting = [...names.keys()];
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    for (const bit of bitsOf(module.cells[cell]!, 'input')) {
      const before = drivers.get(bit);
      if (before === undefined || names.has(before)) continue;
      names.set(before, names.get(cell)!);
      waiting.push(before);
    }
  }
  return names;
};

/** The instance that something belongs to: the longest path that its name begins with, the empty one if there is none. */
const instanceOf = (name: string, instances: ReadonlySet<string>): string => {
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    if (instances.has(name.slice(0, end))) return name.slice(0, end);
  }
  return '';
};

/** A path and all paths that it is inside, the empty one last. */
const around = (path: string): string[] => {
  const segments = path === '' ? [] : path.split('.');
  return [...segments.map((_, i) => segments.slice(0, segments.length - i).join('.')), ''];
};

/**
 * What each instance takes, with all that is inside it; the whole design first, the others by path. Tools join and move logic across instances: what a
 * LUT of several is counted for is the instance that its name, or what it feeds, belongs to.
 */
export const partAreas = (module: NetlistModule, { areaOf, instances, prefix = '' }: PartReading): PartArea[] => {
  const names = cellNames(module);
  const areas = new Map<string, Area>([['', none]]);
  for (const [cell, { type }] of Object.entries(module.cells)) {
    const name = names.get(cell) ?? prefix;
    if (!name.startsWith(prefix)) continue;
    for (const part of around(instanceOf(name.slice(prefix.length), instances)))
      areas.set(part, sum(areas.get(part) ?? none, areaOf(type)));
  }
  return [...areas]
    .map(([part, area]) => ({ part, ...area }))
    .sort((a, b) => (a.part < b.part ? -1 : a.part > b.part ? 1 : 0));
};

/** The parts that take at least a hundredth of the LUTs or the block RAMs. */
export const greatParts = (parts: readonly PartArea[]): PartArea[] => {
  const whole = parts.find(({ part }) => part === '') ?? none;
  return parts.filter(
    ({ luts, blockRams }) => 100 * luts >= whole.luts || (blockRams > 0 && 100 * blockRams >= whole.blockRams),
  );
};
