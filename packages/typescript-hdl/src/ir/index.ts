// SPDX-License-Identifier: Apache-2.0
/**
 * The representation: a design as signals, expressions, statements, memories and instances. It knows nothing of how a design
 * is written down; the checks, the simulator and the emitter work on it.
 */
export type { BlackBox, BlackBoxModel, Parameter, ReadInput } from './black-box.ts';
export { ClockDomain, type DomainOptions, defaultDomain, type ResetStyle, startsReset } from './clock-domain.ts';
export { type Expression, isTrivial } from './expression.ts';
export { isRegistered, type Memory, type MemoryKind, type ReadPort, ramStyle } from './memory.ts';
export type {
  ClockRead,
  Crossing,
  Instance,
  Module,
  ModuleDefinition,
  ModuleOptions,
  NamedConstant,
  Params,
  Provided,
} from './module.ts';
export type { Op } from './op.ts';
export type { FlatPort } from './port.ts';
export { type Attributes, type Owner, Signal, type SignalKind } from './signal.ts';
export {
  type Action,
  type Assign,
  type Check,
  type If,
  isAction,
  type MemoryWrite,
  type Statement,
  type Switch,
  type Target,
} from './statement.ts';
