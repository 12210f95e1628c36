// SPDX-License-Identifier: Apache-2.0
/** The longest way from register to register through a netlist, counted in LUTs. */
import { isLutLevel, type NetBit, type NetlistCell, type NetlistModule, passesFrom } from './netlist.ts';

/** One step of the search: a cell whose inputs are being looked at. */
interface Step {
  readonly cell: string;
  readonly inputs: readonly NetBit[];
  at: number;
  deepest: number;
}

/** A netlist with the cell that drives each net, and the LUTs on the deepest way up to each cell's output. */
interface Walk {
  readonly cells: NetlistModule['cells'];
  readonly driver: ReadonlyMap<NetBit, string>;
  readonly levels: ReadonlyMap<string, number>;
}

const driversOf = ({ cells }: NetlistModule): Map<NetBit, string> => {
  const driver = new Map<NetBit, string>();
  for (const [name, { connections, port_directions: directions }] of Object.entries(cells)) {
    for (const [port, bits] of Object.entries(connections)) {
      if (directions[port] === 'output') for (const bit of bits) driver.set(bit, name);
    }
  }
  return driver;
};

/** Input bits of a cell whose ports satisfy `wanted`. */
const inputBits = (cell: NetlistCell, wanted: (port: string) => boolean): (readonly [string, NetBit])[] =>
  Object.entries(cell.connections).flatMap(([port, bits]) =>
    cell.port_directions[port] === 'input' && wanted(port) ? bits.map(bit => [port, bit] as const) : [],
  );

const passing = (cell: NetlistCell): NetBit[] => inputBits(cell, port => passesFrom(cell, port)).map(([, bit]) => bit);

/** Throws a RangeError naming a cell that is part of a loop. */
const walk = (module: NetlistModule): Walk => {
  const { cells } = module;
  const driver = driversOf(module);
  const levels = new Map<string, number>();
  const open = new Set<string>();
  const stepInto = (cell: string): Step => {
    open.add(cell);
    return { cell, inputs: passing(cells[cell]!), at: 0, deepest: 0 };
  };
  // Ways are longer than the stack of calls: the search keeps its own.
  for (const name of Object.keys(cells)) {
    if (levels.has(name)) continue;
    const stack = [stepInto(name)];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const before = top.at < top.inputs.length ? driver.get(top.inputs[top.at]!) : undefined;
      if (before !== undefined && !levels.has(before)) {
        if (open.has(before)) throw new RangeError(`the cell ${before} is part of a loop of logic`);
        stack.push(stepInto(before));
        continue;
      }
      if (before !== undefined) top.deepest = Math.max(top.deepest, levels.get(before)!);
      top.at += 1;
      if (top.at <= top.inputs.length) continue;
      stack.pop();
      open.delete(top.cell);
      levels.set(top.cell, top.deepest + (isLutLevel(cells[top.cell]!) ? 1 : 0));
    }
  }
  return { cells, driver, levels };
};

/** Most LUTs on any combinational way. Throws a RangeError naming a cell that is part of a loop. */
export const logicLevels = (module: NetlistModule): number => Math.max(0, ...walk(module).levels.values());

/** The deepest way, by the names of its nets. */
export interface NetPath {
  readonly levels: number;
  /** Register, memory or port where it begins. */
  readonly from: string;
  /** Nets with names of the source on the way, in its order. */
  readonly through: readonly string[];
  /** Register, memory or port where it ends, and the pin of the primitive, empty for a port: `CE` and `R` are ends of their own. */
  readonly to: string;
  readonly pin: string;
}

type Names = ReadonlyMap<NetBit, string>;

/** Registers and ports end so; what else a net is called is often a wire of the Verilog's own. */
const isDeclared = (name: string): boolean => /_[qio]$/.test(name);

/** The name of each bit, without its index: one of the source, of a register or port if there is one, else the shortest. */
const namesOf = ({ netnames = {} }: NetlistModule): Names => {
  const names = new Map<NetBit, string>();
  const isBetter = (name: string, known: string): boolean =>
    isDeclared(name) === isDeclared(known) ? name.length < known.length : isDeclared(name);
  for (const [name, { hide_name: hidden, bits }] of Object.entries(netnames)) {
    if (hidden === 1) continue;
    for (const bit of bits) {
      const known = names.get(bit);
      if (known === undefined || isBetter(name, known)) names.set(bit, name);
    }
  }
  return names;
};

interface End {
  readonly name: string;
  readonly pin: string;
  readonly bit: NetBit;
}

const isClock = (port: string): boolean => /^(C|W?CLK|CLK[A-Z]+CLK)$/.test(port);

/** A name of the source for a cell: that of what it drives, its own, or that of what drives it; else the tool's. */
const cellName = (cell: string, { connections, port_directions: directions }: NetlistCell, names: Names): string => {
  const named = (direction: 'input' | 'output'): string | undefined =>
    Object.entries(connections)
      .filter(([port]) => directions[port] === direction && !isClock(port))
      .flatMap(([, bits]) => bits.flatMap(bit => names.get(bit) ?? []))[0];
  const own = cell.includes('$') ? undefined : cell;
  return named('output') ?? own ?? named('input') ?? cell;
};

/** Where ways end: output ports, and inputs of cells through which nothing passes on. */
const endsOf = ({ cells, ports = {} }: NetlistModule, names: Names): End[] => {
  const inCells = Object.entries(cells).flatMap(([cell, primitive]) => {
    const own = cellName(cell, primitive, names);
    const ends = inputBits(primitive, port => !passesFrom(primitive, port) && !isClock(port));
    return ends.map(([pin, bit]) => ({ name: own, pin, bit }));
  });
  const outputs = Object.entries(ports).filter(([, { direction }]) => direction === 'output');
  return [...inCells, ...outputs.flatMap(([name, { bits }]) => bits.map(bit => ({ name, pin: '', bit })))];
};

const levelOf = ({ driver, levels }: Walk, bit: NetBit): number => levels.get(driver.get(bit) ?? '') ?? 0;

/** Bits of the deepest way to `end`, from its beginning on. */
const bitsTo = (way: Walk, end: NetBit): NetBit[] => {
  const bits = [end];
  for (;;) {
    const cell = way.cells[way.driver.get(bits[0]!) ?? ''];
    const inputs = cell === undefined ? [] : passing(cell).filter(bit => typeof bit === 'number');
    if (inputs.length === 0) return bits;
    bits.unshift(inputs.reduce((best, bit) => (levelOf(way, bit) > levelOf(way, best) ? bit : best)));
  }
};

/** The deepest way through a netlist; of equally deep ones the first by name. Undefined where nothing ends. */
export const deepestPath = (module: NetlistModule): NetPath | undefined => {
  const way = walk(module);
  const names = namesOf(module);
  let deepest: (End & { readonly level: number }) | undefined;
  for (const end of endsOf(module, names)) {
    const level = levelOf(way, end.bit);
    if (deepest === undefined || level > deepest.level || (level === deepest.level && end.name < deepest.name))
      deepest = { ...end, level };
  }
  if (deepest === undefined) return undefined;
  const [first, ...rest] = bitsTo(way, deepest.bit);
  const origin = way.driver.get(first!);
  const named = rest.map(bit => names.get(bit)).filter(name => name !== undefined);
  return {
    levels: deepest.level,
    from: names.get(first!) ?? (origin === undefined ? 'a constant' : cellName(origin, way.cells[origin]!, names)),
    through: named.filter((name, i) => name !== named[i - 1]),
    to: deepest.name,
    pin: deepest.pin,
  };
};
