// SPDX-License-Identifier: Apache-2.0
/** A netlist as Yosys writes it with `write_json`: what of it is counted and walked. */

/** Bits are numbers of nets; constants are text. */
export type NetBit = number | string;

export interface NetlistCell {
  readonly type: string;
  readonly port_directions: Readonly<Record<string, 'input' | 'output' | 'inout'>>;
  readonly connections: Readonly<Record<string, readonly NetBit[]>>;
}

/** A net with the name that the source or a tool gave it; that of a tool is hidden. */
export interface NetName {
  readonly hide_name: 0 | 1;
  readonly bits: readonly NetBit[];
}

export interface NetlistPort {
  readonly direction: 'input' | 'output' | 'inout';
  readonly bits: readonly NetBit[];
}

export interface NetlistModule {
  readonly cells: Readonly<Record<string, NetlistCell>>;
  readonly ports?: Readonly<Record<string, NetlistPort>>;
  readonly netnames?: Readonly<Record<string, NetName>>;
}

export interface Netlist {
  readonly modules: Readonly<Record<string, NetlistModule>>;
}

/** LUTs that a memory made of LUTs takes (UltraScale+ primitives). */
const memoryLuts: Readonly<Record<string, number>> = {
  RAM32X1D: 2,
  RAM64X1D: 2,
  RAM128X1D: 4,
  RAM256X1D: 8,
  RAM32M: 4,
  RAM64M: 4,
  RAM32M16: 8,
  RAM64M8: 8,
};

/** Read address ports of such a memory: D or H is that of the write. */
const isReadAddress = (type: string, port: string): boolean =>
  /^ADDR[A-G]$/.test(port) && !(/^RAM(32|64)M$/.test(type) && port === 'ADDRD');

/** Ports from which a signal passes through a cell in the same clock. */
export const passesFrom = ({ type }: NetlistCell, port: string): boolean => {
  if (/^(LUT\d|INV|MUXF\d|CARRY\d)$/.test(type)) return true;
  return type in memoryLuts && (isReadAddress(type, port) || port.startsWith('DPRA'));
};

/** Whether a signal through the cell passes a LUT; carry chains, inverters and wide multiplexers are none. */
export const isLutLevel = ({ type }: NetlistCell): boolean => /^LUT\d$/.test(type) || type in memoryLuts;

const isFlipFlopType = (type: string): boolean => /^FD[RSCP]E$/.test(type);

/** Whether the cell is a flip-flop. */
export const isFlipFlop = ({ type }: NetlistCell): boolean => isFlipFlopType(type);

export interface Resources {
  /** LUTs that hold logic. */
  readonly logic: number;
  /** LUTs that are shift registers. */
  readonly shift: number;
  /** LUTs that are memory. */
  readonly memory: number;
  readonly registers: number;
  /** Block RAMs of 36 kbit; one of 18 kbit counts half. */
  readonly blockRams: number;
  /** Multipliers (DSP48). */
  readonly dsps: number;
  /** Different groups of clock, enable and reset: flip-flops of one slice share them. */
  readonly controlSets: number;
}

/** What cells take of a device. */
export interface Area {
  /** LUTs, those of memories and shift registers included. */
  readonly luts: number;
  /** LUTs of them that are memory. */
  readonly memory: number;
  readonly registers: number;
  readonly blockRams: number;
}

/** What a cell takes of UltraScale+, in block RAMs of 36 kbit. */
export const ultrascaleArea = (type: string): Partial<Area> => {
  const memory = memoryLuts[type];
  if (memory !== undefined) return { luts: memory, memory };
  if (/^(LUT\d|SRL)/.test(type)) return { luts: 1 };
  if (isFlipFlopType(type)) return { registers: 1 };
  return { blockRams: /^RAMB36/.test(type) ? 1 : /^RAMB18/.test(type) ? 0.5 : 0 };
};

/** Clock, enable and reset of a flip-flop as one text; the flip-flops of a slice may set or clear with the same signal. */
const controlSet = ({ connections }: NetlistCell): string => {
  const { C: clock, CE: enable, R, S, CLR, PRE } = connections;
  return [clock, enable, R ?? S ?? '', CLR ?? PRE ?? ''].join(' ');
};

/** What a netlist is made of. */
export const resourcesOf = ({ cells }: NetlistModule): Resources => {
  const all = Object.values(cells);
  const count = (pattern: RegExp): number => all.filter(({ type }) => pattern.test(type)).length;
  const flipFlops = all.filter(isFlipFlop);
  return {
    logic: count(/^LUT\d$/),
    shift: count(/^SRL/),
    memory: all.reduce((sum, { type }) => sum + (memoryLuts[type] ?? 0), 0),
    registers: flipFlops.length,
    blockRams: count(/^RAMB36/) + count(/^RAMB18/) / 2,
    dsps: count(/^DSP48/),
    controlSets: new Set(flipFlops.map(controlSet)).size,
  };
};
