// SPDX-License-Identifier: Apache-2.0
/** typescript-hdl: a hardware description language embedded in TypeScript. */
import './arithmetic.ts';

export { type BlackBoxOptions, blackBox } from './black-box.ts';
export { anyconst, assert, assume, cover } from './check.ts';
export {
  type ComponentOptions,
  component,
  type Definition,
  type InstanceOf,
  inst,
  instArray,
  named,
  reg,
  regArray,
  unused,
  wire,
  wireArray,
} from './component.ts';
export { connect, connectFlow, expose } from './connect.ts';
export { attribute, type CrossingOptions, crossing } from './crossing.ts';
export { checkParameter, type DiagnosticCode, diagnosticCodes, HdlError, type LintCode } from './diagnostic.ts';
export {
  clockDomain,
  clockOf,
  type DomainSources,
  inDomain,
  provideDomain,
  resetOf,
  synchronousTo,
} from './domain.ts';
export type { EmittedConstraints } from './emit/constraints.ts';
export {
  type EmitOptions,
  type EmittedDesign,
  type EmittedModule,
  type EmittedPort,
  emitVerilog,
} from './emit/design.ts';
export { asEnum, EnumVal } from './enum-value.ts';
export { type Fsm, fsm } from './fsm.ts';
export {
  type BlackBoxModel,
  type ClockDomain,
  type DomainOptions,
  defaultDomain,
  type ModuleDefinition,
  type Parameter,
  type Params,
  type ReadInput,
  type ResetStyle,
} from './ir/index.ts';
export { array } from './lists.ts';
export { type Cases, match, type StateCases } from './match.ts';
export { type Contents, type Ram, type RamSpec, type ReadOptions, ram, ramArray } from './memory.ts';
export { type Access, type DualPortRam, dualPortRam, type RomSpec, rom } from './memory-ports.ts';
export { joinName, snakeCase } from './names.ts';
export { type Pipeline, type PipelineSink, type PipelineSource, pipeline } from './pipeline.ts';
export { unstaged } from './pipeline-stage.ts';
export {
  type Flip,
  type Flow,
  flow,
  type Inside,
  input,
  master,
  type Outside,
  output,
  type Port,
  type PortList,
  type Ports,
  type Stream,
  slave,
  stream,
} from './ports.ts';
export { always, type WhenChain, when } from './scope.ts';
export { anyBelow, balanced, countOnes, lowestOne, mux, oneHotIndex, oneHotMux, priorityMux } from './select.ts';
export {
  type Bundle,
  bit,
  bitsOf,
  type Enum,
  enumeration,
  indexWidth,
  type Shape,
  type SInt,
  s,
  type UInt,
  type Union,
  u,
  union,
  type Vec,
  vec,
} from './shape.ts';
export { Signed, type SignedOperand, slit } from './signed.ts';
export { Simulator, type SimulatorOptions } from './simulate/simulator.ts';
export type { Trace, TraceOptions, TraceTarget } from './simulate/trace.ts';
export {
  findSource,
  findVerilog,
  type MappedLines,
  type MappedModule,
  type MappedName,
  type SourceMap,
  type SourcePlace,
  type VerilogPlace,
} from './source-map.ts';
export { type Stages, type StageView, stages } from './stages.ts';
export { type Structure, type StructureFlow, type StructurePart, structureOf } from './structure.ts';
export { cat, lit, type Operand, type Val } from './value.ts';
export {
  pack,
  pick,
  type Rd,
  reinterpret,
  type Src,
  shapeOfView,
  type UnionRd,
  unpack,
  type VecRd,
  type Wr,
  zero,
} from './view.ts';
export type { WidthSum, WidthsSum } from './width-types.ts';
