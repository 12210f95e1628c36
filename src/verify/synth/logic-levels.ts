/** The longest way from register to register through a netlist, counted in LUTs. */
import { isLutLevel, type NetBit, type NetlistModule, passesFrom } from './netlist.ts';

/** One step of the search: a cell whose inputs are being looked at. */
interface Step {
  readonly cell: string;
  readonly inputs: readonly NetBit[];
  at: number;
  deepest: number;
}

/** Most LUTs on any combinational way. Throws a RangeError naming a cell that stands in a loop. */
export const logicLevels = ({ cells }: NetlistModule): number => {
  const driver = new Map<NetBit, string>();
  for (const [name, { connections, port_directions: directions }] of Object.entries(cells)) {
    for (const [port, bits] of Object.entries(connections)) {
      if (directions[port] === 'output') for (const bit of bits) driver.set(bit, name);
    }
  }
  const inputsOf = (name: string): NetBit[] => {
    const cell = cells[name]!;
    return Object.entries(cell.connections).flatMap(([port, bits]) =>
      cell.port_directions[port] === 'input' && passesFrom(cell, port) ? bits : [],
    );
  };
  const levels = new Map<string, number>();
  const open = new Set<string>();
  const stepInto = (cell: string): Step => {
    open.add(cell);
    return { cell, inputs: inputsOf(cell), at: 0, deepest: 0 };
  };
  // Ways are longer than the stack of calls: the search keeps its own.
  for (const name of Object.keys(cells)) {
    if (levels.has(name)) continue;
    const stack = [stepInto(name)];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const before = top.at < top.inputs.length ? driver.get(top.inputs[top.at]!) : undefined;
      if (before !== undefined && !levels.has(before)) {
        if (open.has(before)) throw new RangeError(`the cell ${before} stands in a loop of logic`);
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
  return Math.max(0, ...levels.values());
};
