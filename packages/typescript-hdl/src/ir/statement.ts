// SPDX-License-Identifier: Apache-2.0
/** Statements of a module: what is assigned, written and checked, and under which conditions. */
import type { Location } from '../location.ts';
import type { ClockDomain } from './clock-domain.ts';
import type { Expression } from './expression.ts';
import type { Memory } from './memory.ts';
import type { Signal } from './signal.ts';

/**
 * A part of a signal that an assignment drives: `width` bits from `lo`, moved by `index * stride` when dynamic. An index of
 * `count` or more drives nothing.
 */
export interface Target {
  readonly signal: Signal;
  readonly lo: number;
  readonly width: number;
  readonly index: { readonly value: Expression; readonly stride: number; readonly count: number } | undefined;
}

export interface Assign {
  readonly kind: 'assign';
  readonly target: Target;
  readonly value: Expression;
  readonly location: Location;
}

export interface If {
  readonly kind: 'if';
  readonly branches: { readonly condition: Expression; readonly body: Statement[] }[];
  otherwise: Statement[] | undefined;
  readonly location: Location;
}

export interface Switch {
  readonly kind: 'switch';
  readonly subject: Expression;
  readonly cases: { readonly value: bigint; readonly label: string | undefined; readonly body: Statement[] }[];
  otherwise: Statement[] | undefined;
  /** Name of the only value that `otherwise` stands for in a match that lists all names. */
  readonly otherwiseLabel: string | undefined;
  readonly location: Location;
}

export interface MemoryWrite {
  readonly kind: 'write';
  readonly memory: Memory;
  readonly address: Expression;
  readonly data: Expression;
  /** One bit per `memory.maskStride` data bits. */
  readonly mask: Expression | undefined;
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
  readonly condition: Expression;
  readonly location: Location;
}

/** A statement without statements inside it. */
export type Action = Assign | MemoryWrite | Check;

export type Statement = Action | If | Switch;

/** Tells actions from conditionals. */
export const isAction = (statement: Statement): statement is Action =>
  statement.kind !== 'if' && statement.kind !== 'switch';
