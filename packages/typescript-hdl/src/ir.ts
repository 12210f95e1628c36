// SPDX-License-Identifier: Apache-2.0
/** The elaborated form of one component: signals, statements, memories and instances. */
import type { Definition } from './component.ts';
import type { ClockDomain } from './domain.ts';
import type { Location } from './location.ts';
import type { Builder } from './scope.ts';
import type { Val } from './value.ts';

export type SignalKind =
  | 'input'
  | 'output'
  | 'wire'
  | 'reg'
  | 'instance-input'
  | 'instance-output'
  | 'memory-read'
  | 'anyconst'
  | 'peek';

/** Verilog attributes or parameters by name. */
export type Attributes = Readonly<Record<string, string | number>>;

/** A named word of a module. */
export class Signal {
  readonly kind: SignalKind;
  /** Verilog name, unique in its module. */
  readonly name: string;
  readonly width: number;
  readonly location: Location;
  /** What collects the component that it belongs to. */
  owner: Builder | undefined;
  /** Reset value of a register; undefined when it is not reset. */
  readonly init: bigint | undefined;
  /** Registers declared together are written by one clocked block. */
  readonly group: number;
  /** The author said that nobody needs to read it. */
  unusedIsFine = false;
  /** Clock domain of a register or a registered memory output; undefined in the default domain. */
  domain: ClockDomain | undefined;
  /** Of an input: the domain that its author says it is launched in; undefined where nothing is said. */
  launchedIn: { readonly domain: ClockDomain | undefined } | undefined;
  /** The wire carries a clock or a reset. */
  isClock = false;
  /** The wire takes its value deliberately to another clock domain. */
  isCrossing = false;
  /** Verilog attributes of the declaration. */
  attributes: Attributes | undefined;

  constructor(kind: SignalKind, name: string, width: number, location: Location, init?: bigint, group = 0) {
    this.kind = kind;
    this.name = name;
    this.width = width;
    this.location = location;
    this.init = init;
    this.group = group;
  }
}

/**
 * A part of a signal that an assignment drives: `width` bits from `lo`, moved by `index * stride` when dynamic. An index of
 * `count` or more drives nothing.
 */
export interface Target {
  readonly signal: Signal;
  readonly lo: number;
  readonly width: number;
  readonly index: { readonly value: Val; readonly stride: number; readonly count: number } | undefined;
}

export interface Assign {
  readonly kind: 'assign';
  readonly target: Target;
  readonly value: Val;
  readonly location: Location;
}

export interface If {
  readonly kind: 'if';
  readonly branches: { readonly condition: Val; readonly body: Statement[] }[];
  otherwise: Statement[] | undefined;
  readonly location: Location;
}

export interface Switch {
  readonly kind: 'switch';
  readonly subject: Val;
  readonly cases: { readonly value: bigint; readonly label: string | undefined; readonly body: Statement[] }[];
  otherwise: Statement[] | undefined;
  /** Name of the only value that `otherwise` stands for in a match that lists all names. */
  readonly otherwiseLabel: string | undefined;
  readonly location: Location;
}

export interface MemoryWrite {
  readonly kind: 'write';
  readonly memory: Memory;
  readonly address: Val;
  readonly data: Val;
  /** One bit per `memory.maskStride` data bits. */
  readonly mask: Val | undefined;
  readonly domain: ClockDomain | undefined;
  /** Ports of one number share an `always` block. */
  readonly port: number;
  readonly location: Location;
}

/** A property for a proof; an assertion is also watched by the built-in simulator. */
export interface Check {
  readonly kind: 'check';
  readonly check: 'assert' | 'assume' | 'cover';
  readonly name: string;
  readonly condition: Val;
  readonly location: Location;
}

/** A statement without statements inside it. */
export type Action = Assign | MemoryWrite | Check;

export type Statement = Action | If | Switch;

/** Tells actions from conditionals. */
export const isAction = (statement: Statement): statement is Action =>
  statement.kind !== 'if' && statement.kind !== 'switch';

/** A read port: `enable` holds the output when 0; a distributed memory answers in the same cycle. */
export interface ReadPort {
  readonly output: Signal;
  readonly address: Val;
  readonly enable: Val | undefined;
  /** Ports of one number share an `always` block. */
  readonly port: number;
  /** A look into the memory for a proof: answers in the same cycle, whatever the kind of the memory. */
  readonly probe?: true;
}

/** How a memory is built: block RAM, LUT RAM or, on devices that have it, UltraRAM. */
export type MemoryKind = 'block' | 'distributed' | 'ultra';

/** Whether a read port answers a clock later, from a register of its own. */
export const isRegistered = (memory: Memory, read: ReadPort): boolean => memory.kind !== 'distributed' && !read.probe;

export interface Memory {
  readonly name: string;
  readonly width: number;
  readonly depth: number;
  readonly kind: MemoryKind;
  readonly init: readonly bigint[] | undefined;
  /** File of `$readmemh` with the initial contents. */
  readonly initFile: string | undefined;
  readonly location: Location;
  readonly reads: ReadPort[];
  writeLocation: Location | undefined;
  /** Domains and port numbers of the write ports. */
  readonly writePorts: { readonly domain: ClockDomain | undefined; readonly port: number }[];
  readonly attributes: Attributes | undefined;
  /** The author's reason why ports of several clocks do not meet at one word. */
  readonly betweenClocks: string | undefined;
  maskStride: number;
}

export interface Instance {
  readonly name: string;
  readonly definition: Definition<any>;
  readonly location: Location;
  /** What the child's default domain is here; undefined for this module's own default. */
  readonly domain: ClockDomain | undefined;
  readonly attributes: Attributes | undefined;
  /** Child port name to the signal of this module that stands for it. */
  readonly connections: Map<string, Signal>;
}

/** A value given a name in the Verilog for readers: constants of a state machine. */
export interface NamedConstant {
  readonly name: string;
  readonly value: bigint;
  readonly width: number;
}

export interface Module {
  readonly signals: Signal[];
  readonly statements: Statement[];
  readonly memories: Memory[];
  readonly instances: Instance[];
  readonly constants: NamedConstant[];
  readonly crossings: Crossing[];
  /** Domains whose clock and reset this module makes itself. */
  readonly provided: Map<ClockDomain, Provided>;
  /** Clocks and resets read as values. */
  readonly clockReads: ClockRead[];
}

/** Clock and reset of a domain that a module makes. */
export interface Provided {
  readonly clock: Signal;
  readonly reset: Signal | undefined;
  /** The author's reason why what the checks would refuse is right. */
  readonly because: string | undefined;
}

/** A clock or reset read as a value. */
export interface ClockRead {
  readonly domain: ClockDomain | undefined;
  readonly what: 'clock' | 'reset';
  readonly signal: Signal;
}

/** A value that is allowed to leave its clock domain. */
export interface Crossing {
  readonly kind: 'false-path' | 'max-delay' | 'async-reset' | 'same-clock';
  /** The wire at which the value leaves. */
  readonly wire: Signal;
  /** The domain that it enters. */
  readonly domain: ClockDomain | undefined;
  /** The register that captures it; undefined of `same-clock`, which any may. */
  readonly to: Signal | undefined;
  readonly from: Signal | undefined;
  /** The author's reason why what the checks would refuse is right. */
  readonly because: string | undefined;
}
