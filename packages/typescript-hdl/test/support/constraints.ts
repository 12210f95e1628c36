// SPDX-License-Identifier: Apache-2.0
/** Holds emitted constraints against the ports and flip-flops that Yosys finds in the emitted Verilog. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { EmittedDesign } from 'typescript-hdl';
import { withFolder } from './tools.ts';

type Bit = number | string;

interface Cell {
  readonly type: string;
  readonly parameters: { readonly [name: string]: string };
  readonly connections: { readonly [port: string]: readonly Bit[] };
}

interface Netlist {
  readonly ports: { readonly [name: string]: { readonly direction: string; readonly bits: readonly Bit[] } };
  readonly cells: { readonly [name: string]: Cell };
  readonly netnames: { readonly [name: string]: { readonly bits: readonly Bit[] } };
}

/** The flat netlist of a design, before anything is optimised away. */
const netlistOf = (design: EmittedDesign): Promise<Netlist> =>
  withFolder(async folder => {
    const text = [design.verilog, ...design.stubs.map(stub => stub.verilog)].join('\n');
    writeFileSync(join(folder, 'design.v'), text);
    const script = `read_verilog design.v; hierarchy -check -top ${design.top}; proc -noopt; flatten; write_json out.json`;
    await execa('yosys', ['-q', '-p', script], { cwd: folder });
    return JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')).modules[design.top];
  });

/** A bit of a flip-flop: what clocks it, and its value under an asynchronous reset. */
interface Flop {
  readonly clock: Bit;
  readonly asyncValue: string | undefined;
}

const flopsOf = (netlist: Netlist): ReadonlyMap<Bit, Flop> => {
  const flops = new Map<Bit, Flop>();
  for (const { type, parameters, connections } of Object.values(netlist.cells)) {
    if (!/^\$a?dffe?$/.test(type)) continue;
    const values = [...(parameters['ARST_VALUE'] ?? '')].reverse();
    connections['Q']!.forEach((bit, i) => {
      flops.set(bit, { clock: connections['CLK']![0]!, asyncValue: values[i] });
    });
  }
  return flops;
};

/** Everything in constraints that names nothing in the netlist, or something else than it should. */
export const falseConstraints = async (design: EmittedDesign): Promise<string[]> => {
  const netlist = await netlistOf(design);
  const flops = flopsOf(netlist);
  const clocks = new Set([...flops.values()].map(flop => flop.clock));
  const wrong: string[] = [];
  /** The bits of `path/name_reg`, `[3]` or `[*]`. */
  const cellBits = (cell: string): readonly Bit[] => {
    const [, path = '', index] = /^(.*)_reg(?:\[(\*|\d+)\])?$/.exec(cell) ?? [];
    const bits = netlist.netnames[path.replaceAll('/', '.')]?.bits ?? [];
    if (index === undefined) return bits.length === 1 ? bits : [];
    return index === '*' ? (bits.length > 1 ? bits : []) : bits.slice(Number(index), Number(index) + 1);
  };
  const isReal = (bits: readonly Bit[]): boolean => bits.length > 0 && bits.every(bit => flops.has(bit));
  const portBit = (port: string): Bit | undefined => {
    const [, name = '', index] = /^\{?(\w+)(?:\[(\d+)\])?\}?$/.exec(port) ?? [];
    const bits = netlist.ports[name]?.direction === 'input' ? netlist.ports[name]!.bits : [];
    return index === undefined ? (bits.length === 1 ? bits[0] : undefined) : bits[Number(index)];
  };
  const clockNets = reachable(netlist, clocks);
  for (const line of `${design.constraints.xdc}${design.constraints.sdc}`.split('\n')) {
    const complain = (what: string): void => void wrong.push(`${what}: ${line}`);
    const ports = [...line.matchAll(/\[get_ports (\{[^}]*\}|\w+)\]/g)].map(([, port = '']) => portBit(port));
    for (const bit of ports) if (bit === undefined || !clockNets.has(bit)) complain('no clock port');
    for (const [, list = ''] of line.matchAll(/\[get_cells \{([^}]*)\}\]/g)) {
      for (const cell of list.split(' ')) if (!isReal(cellBits(cell))) complain(`no register ${cell}`);
    }
    for (const [, list = ''] of line.matchAll(/\[get_pins \{([^}]*)\}\]/g)) {
      for (const pin of list.split(' ')) {
        const [, cell = '', name = ''] = /^(.*)\/(Q|PRE|CLR)$/.exec(pin) ?? [];
        const bits = cellBits(cell);
        if (!isReal(bits)) complain(`no register ${pin}`);
        if (name === 'Q' && !bits.every(bit => clockNets.has(bit))) complain(`${pin} clocks nothing`);
        const value = name === 'PRE' ? '1' : '0';
        if (name !== 'Q' && !bits.some(bit => flops.get(bit)?.asyncValue === value)) complain(`no pin ${pin}`);
      }
    }
    const generated = /create_generated_clock .*-source \[get_ports (.*?)\] .*get_pins \{(.*)\/Q\}/.exec(line);
    if (generated && flops.get(cellBits(generated[2]!)[0]!)?.clock !== portBit(generated[1]!))
      complain('another source');
  }
  return wrong;
};

/** Nets that reach the clock pin of a flip-flop, through inverters and black boxes too. */
const reachable = (netlist: Netlist, clocks: ReadonlySet<Bit>): ReadonlySet<Bit> => {
  const found = new Set(clocks);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { type, connections } of Object.values(netlist.cells)) {
      if (type === '$not' && found.has(connections['Y']![0]!)) found.add(connections['A']![0]!);
    }
  }
  return found;
};
