// SPDX-License-Identifier: Apache-2.0
/** The elaborated form of one component, and what a design refers to it by. */
import type { Location } from '../location.ts';
import type { BlackBox } from './black-box.ts';
import type { ClockDomain } from './clock-domain.ts';
import type { Memory } from './memory.ts';
import type { FlatPort } from './port.ts';
import type { Attributes, Signal } from './signal.ts';
import type { Statement } from './statement.ts';

/** Parameters of a component, shown in the module's header and used to name its variants. */
export type Params = { readonly [name: string]: unknown };

/** What a module is besides its name, parameters, ports and contents. */
export interface ModuleOptions {
  /** What the module does and promises; becomes the header comment. */
  readonly doc?: string;
  /** The module is an edge of the design: ports keep their names, without `_i` and `_o`. */
  readonly edge?: boolean;
  /** Most LUTs in a row between registers and ports inside; `typescript-hdl depth` fails above it. Nothing by default. */
  readonly maxDepth?: number;
  /**
   * The body depends on nothing but parameters and ports: calls that agree in both are one component, elaborated once. Use it
   * for small ones that a design has many of.
   */
  readonly shared?: boolean;
  /** Set by {@link blackBox}: the module is described elsewhere. */
  readonly blackBox?: BlackBox;
}

/** A described module. It is elaborated when somebody asks, once; those who do see the same object. */
export interface ModuleDefinition {
  readonly name: string;
  readonly params: Params;
  readonly options: ModuleOptions;
  readonly location: Location;
  /** The user's line behind a component that the library made; undefined for the user's own. */
  readonly madeFor: Location | undefined;
  /** Every word of its ports, in declaration order. */
  readonly words: readonly FlatPort[];
  /** Its ports in the author's own form, by which variants of one name are told apart. */
  readonly ports: object;
  /** The elaborated module; empty for a black box. */
  elaborate(): Module;
}

export interface Instance {
  readonly name: string;
  readonly definition: ModuleDefinition;
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
