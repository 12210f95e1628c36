// SPDX-License-Identifier: Apache-2.0
/** Signals of a module: its named words. */
import type { Location } from '../location.ts';
import type { ClockDomain } from './clock-domain.ts';

/** What a signal belongs to: the elaboration of one component, named so that messages can say which. */
export interface Owner {
  readonly component: string;
  /** The module that comes of it. */
  readonly module: object;
}

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
  owner: Owner | undefined;
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
