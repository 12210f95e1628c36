// SPDX-License-Identifier: Apache-2.0
/** Cuts a design into parts of one signal or memory each, which run alone on the values that the whole gives them. */

import { component } from '../component.ts';
import { emitVerilog } from '../emit/design.ts';
import { type ClockDomain, isRegistered, type Memory, type Module, Signal, type Statement } from '../ir/index.ts';
import { input, output } from '../ports.ts';
import { builder } from '../scope.ts';
import { u } from '../shape.ts';
import { layOut } from '../simulate/storage.ts';
import { asValue, constant, type Val } from '../value.ts';
import { readSignal } from '../view.ts';
import { eachNode, eachStatementRoot, project } from '../walk.ts';
import { mapStatements, mapValue } from './map-ir.ts';
import { runBuiltIn, type Subject } from './subject.ts';

/** A signal or memory of a design with the statements that drive it. */
export interface Part {
  /** Dotted path of the signal or memory. */
  readonly path: string;
  readonly signal: Signal | undefined;
  readonly memory: Memory | undefined;
  readonly statements: readonly Statement[];
  /** What a domain of its module stands for. */
  readonly domainOf: (domain: ClockDomain | undefined) => ClockDomain;
  /** Value of every signal that it may read, in every clock. */
  readonly values: ReadonlyMap<Signal, readonly bigint[]>;
}

/** All parts of a design, those of inner instances first. */
export const partsOf = (subject: Subject): Part[] => {
  const { scopes } = layOut(subject.definition, subject.domain);
  const values = new Map(
    scopes.map(({ path, module }) => [path, new Map(module.signals.map(one => [one, [] as bigint[]]))]),
  );
  runBuiltIn(subject, simulator => {
    for (const [path, signals] of values) {
      for (const [signal, list] of signals) list.push(simulator.peekInside(path, signal.name)!);
    }
  });
  return scopes.toReversed().flatMap(({ path, module, clockOf }) => {
    const common = { domainOf: (domain: ClockDomain | undefined) => clockOf(domain).domain, values: values.get(path)! };
    const full = (name: string): string => (path === '' ? name : `${path}.${name}`);
    return [
      ...drivenIn(module).map(signal => ({
        ...common,
        path: full(signal.name),
        signal,
        memory: undefined,
        statements: project(module.statements, leaf => leaf.kind === 'assign' && leaf.target.signal === signal),
      })),
      ...module.memories.map(memory => ({
        ...common,
        path: full(memory.name),
        signal: undefined,
        memory,
        statements: project(module.statements, leaf => leaf.kind === 'write' && leaf.memory === memory),
      })),
    ];
  });
};

const drivenIn = (module: Module): Signal[] =>
  module.signals.filter(({ kind }) => ['reg', 'wire', 'output', 'instance-input'].includes(kind));

/** Expressions at the top of a part. */
export const rootsOf = ({ statements, memory }: Part): Val[] => {
  const roots = (memory?.reads ?? []).flatMap(({ address, enable }) => (enable ? [address, enable] : [address]));
  eachStatementRoot(statements, root => roots.push(root));
  return roots.map(asValue);
};

/** A part as a design of its own, in which everything that it reads is an input. */
export const partSubject = (part: Part, name: string, whole: Subject): Subject => {
  const reads = new Set<Signal>();
  eachNode(rootsOf(part), node => node.signal && node.signal !== part.signal && reads.add(node.signal));
  const inputs = [...reads];
  const shown = part.signal ? [part.signal] : part.memory!.reads.map(read => read.output);
  const ports = {
    ...Object.fromEntries(inputs.map(one => [one.name, input(u(one.width))])),
    ...Object.fromEntries(shown.map((one, i) => [`shown${i}`, output(u(one.width))])),
  };
  const definition = component(`${name}_part`, {}, ports, (io: any) => fill(part, whole.domain, inputs, io), {
    edge: true,
  });
  const emitted = emitVerilog(definition, { domain: whole.domain });
  const names = new Set(emitted.ports.map(port => port.name));
  const isUsed = whole.clocks.map(one => names.has(one.clock));
  const clocks = whole.clocks
    .filter((_, i) => isUsed[i])
    .map(one => ({ ...one, reset: one.reset !== undefined && names.has(one.reset) ? one.reset : undefined }));
  return {
    name,
    source: whole.source,
    made: whole.made,
    definition,
    domain: whole.domain,
    emitted,
    clocks,
    clockPorts: undefined,
    invertsClocks: false,
    inputs: emitted.ports.filter(port => inputs.some(one => one.name === port.name)),
    outputs: emitted.ports.filter(port => port.direction === 'output'),
    slots: whole.slots.map((slot, clock) => ({
      ticks: slot.ticks.filter((_, i) => isUsed[i]),
      resets: slot.resets.filter((_, i) => isUsed[i]),
      inputs: inputs.map(one => part.values.get(one)![clock]!),
    })),
  };
};

/** The body of the design of a part. */
const fill = (part: Part, main: ClockDomain, inputs: readonly Signal[], io: any): void => {
  const b = builder('A part');
  const inMain = (domain: ClockDomain | undefined): ClockDomain | undefined => {
    const own = part.domainOf(domain);
    return own === main ? undefined : own;
  };
  const own = new Map<Signal, Signal>();
  const declare = (kind: 'reg' | 'wire' | 'memory-read', from: Signal): Signal => {
    const signal = b.signal(new Signal(kind, from.name, from.width, from.location, from.init));
    signal.domain = kind === 'wire' ? undefined : inMain(from.domain);
    own.set(from, signal);
    return signal;
  };
  if (part.signal) declare(part.signal.kind === 'reg' ? 'reg' : 'wire', part.signal);
  for (const { output } of part.memory?.reads ?? []) declare('memory-read', output);
  const known = new Map<Signal, Val>([
    ...inputs.map(one => [one, io[one.name]] as const),
    ...[...own].map(([from, to]) => [from, readSignal(to)] as const),
  ]);
  const value = mapValue(node => {
    if (node.signal) return known.get(node.signal);
    // The names of constants stay behind in the module.
    return node.op === 'const' ? constant(node.extra, node.width) : undefined;
  });
  let memory: Memory | undefined;
  if (part.memory) {
    memory = {
      ...part.memory,
      name: b.claim(part.memory.name, part.memory.location),
      writePorts: part.memory.writePorts.map(port => ({ ...port, domain: inMain(port.domain) })),
      reads: part.memory.reads.map(read => ({
        ...read,
        output: own.get(read.output)!,
        address: value(read.address),
        enable: (read.enable && value(read.enable)) as Val<1> | undefined,
      })),
    };
    b.module.memories.push(memory);
    for (const read of memory.reads) if (!isRegistered(memory, read)) read.output.domain = undefined;
  }
  b.scope.push(...mapStatements(part.statements, { value, signal: one => own.get(one)!, memory, domain: inMain }));
  for (const [i, signal] of [...own.values()].entries()) io[`shown${i}`].set(readSignal(signal));
};
