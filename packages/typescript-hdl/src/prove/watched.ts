// SPDX-License-Identifier: Apache-2.0
/** Adds properties to a component from outside, with a view of its ports and of what is inside. */
import type { Definition } from '../component.ts';
import { HdlError } from '../diagnostic.ts';
import { type Memory, type Module, type ModuleDefinition, Signal } from '../ir/index.ts';
import { captureLocation } from '../location.ts';
import { joinName } from '../names.ts';
import { makePeek, peekPath } from '../peek.ts';
import type { Port, Ports } from '../ports.ts';
import { builder } from '../scope.ts';
import { bitsOf, indexWidth, leavesOf, type Shape } from '../shape.ts';
import type { Val } from '../value.ts';
import { type Rd, readSignal, unpack, viewOf } from '../view.ts';

/** Ports as an observer sees them: all of them can be read, none driven. */
export type Seen<T> =
  T extends Port<'in' | 'out', infer S>
    ? Rd<S>
    : { readonly [K in keyof T]: Seen<T[K]> } & (T extends { valid: unknown; ready: unknown }
        ? {
            /** valid and ready: a transfer happens in this clock. */
            readonly fire: Val<1>;
          }
        : unknown);

/** What is inside a component, by the names that its own description gives. A name that does not exist is an error. */
export interface Inner {
  /** A register, of one word unless its shape is given. */
  register(name: string): Val;
  register<S extends Shape>(name: string, shape: S): Rd<S>;
  /** A wire, of one word unless its shape is given. */
  wire(name: string): Val;
  wire<S extends Shape>(name: string, shape: S): Rd<S>;
  /** The word of a memory at `address`, in the same clock. Only at the component itself, not inside its instances. */
  word(memory: string, address: Val): Val;
  word<S extends Shape>(memory: string, address: Val, shape: S): Rd<S>;
  /** What is inside an instance. */
  instance(name: string): Inner;
}

/**
 * The component with properties added to it: `watch` runs after the component's body and reads ports and inner state;
 * it may declare registers of its own. The result has the name, ports and behaviour of the component, and is meant for
 * {@link prove} and the simulator alone.
 */
export const watched = <T extends Ports>(
  definition: Definition<T>,
  watch: (io: Seen<T>, inner: Inner) => void,
): Definition<T> =>
  definition.extended(io => watch(io as Seen<T>, innerOf(builder('watched()').module, definition.name)));

type Find = (kind: 'register' | 'wire', name: string, width: number | undefined) => Val;

const view = (find: Find, kind: 'register' | 'wire', name: string, shape: Shape | undefined): any =>
  shape
    ? viewOf(shape, path => find(kind, joinName(name, ...path), leafWidth(shape, path)))
    : find(kind, joinName(name), undefined);

const leafWidth = (shape: Shape, path: readonly string[]): number =>
  leavesOf(shape).find(leaf => leaf.path.join('.') === path.join('.'))!.width;

const signalNamed = (
  module: Module,
  component: string,
  kind: 'register' | 'wire',
  name: string,
  width?: number,
): Signal => {
  const full = kind === 'register' ? `${name}_q` : name;
  const wanted = kind === 'register' ? 'reg' : 'wire';
  const signal = module.signals.find(one => one.kind === wanted && one.name === full);
  if (!signal) throw missing(component, kind, name, namesOf(module, wanted));
  if (width !== undefined && width !== signal.width) {
    throw new HdlError(
      'HDL-WIDTH',
      `The ${kind} '${name}' of component '${component}' has ${signal.width} bits, not ${width}.`,
      captureLocation(),
      signal.location,
    );
  }
  return signal;
};

const namesOf = (module: Module, kind: 'reg' | 'wire'): string[] =>
  module.signals.filter(signal => signal.kind === kind).map(({ name }) => name.replace(/_q$/, ''));

const missing = (component: string, what: string, name: string, there: readonly string[]): HdlError =>
  new HdlError(
    'HDL-NAME',
    `Component '${component}' has no ${what} '${name}'; it has ${there.length > 0 ? there.join(', ') : 'none'}.`,
    captureLocation(),
  );

const childOf = (module: Module, component: string, name: string): ModuleDefinition => {
  const instance = module.instances.find(one => one.name === joinName(name));
  if (!instance)
    throw missing(
      component,
      'instance',
      name,
      module.instances.map(one => one.name),
    );
  return instance.definition;
};

const innerOf = (module: Module, component: string): Inner => {
  const find: Find = (kind, name, width) => readSignal(signalNamed(module, component, kind, name, width));
  return {
    register: (name: string, shape?: Shape) => view(find, 'register', name, shape),
    wire: (name: string, shape?: Shape) => view(find, 'wire', name, shape),
    word: (name: string, address: Val, shape?: Shape) => {
      const memory = module.memories.find(one => one.name === joinName(name));
      if (!memory)
        throw missing(
          component,
          'memory',
          name,
          module.memories.map(one => one.name),
        );
      const word = probe(memory, address);
      return shape ? unpack(shape, checkedWord(memory, word, shape)) : (word as any);
    },
    instance: (name: string) => deepInner(childOf(module, component, name), [joinName(name)]),
  };
};

const checkedWord = (memory: Memory, word: Val, shape: Shape): Val => {
  if (bitsOf(shape) === memory.width) return word;
  const sentence = `The words of memory '${memory.name}' have ${memory.width} bits, not ${bitsOf(shape)}.`;
  throw new HdlError('HDL-WIDTH', sentence, captureLocation(), memory.location);
};

const probe = (memory: Memory, address: Val): Val => {
  const location = captureLocation();
  const width = indexWidth(memory.depth);
  if (address.width !== width) {
    const sentence = `Memory '${memory.name}' of ${memory.depth} words takes an address of ${width} bits, not ${address.width}.`;
    throw new HdlError('HDL-MEMORY', sentence, location);
  }
  const name = `${memory.name}_probe${memory.reads.length}`;
  const output = builder('word()').signal(new Signal('memory-read', name, memory.width, location));
  memory.reads.push({ output, address, enable: undefined, port: 0, probe: true });
  return readSignal(output);
};

/** Inside an instance: every signal looked at gets a wire of the watched component, tied to it when the proof is set up. */
const deepInner = (definition: ModuleDefinition, path: readonly string[]): Inner => {
  const module = definition.elaborate();
  const find: Find = (kind, name, width) => {
    const there = signalNamed(module, definition.name, kind, name, width);
    const b = builder('instance()');
    const full = [...path, there.name];
    const earlier = b.module.signals.find(one => peekPath(one)?.join('.') === full.join('.'));
    if (earlier) return readSignal(earlier);
    return readSignal(b.signal(makePeek(full, there.width, captureLocation())));
  };
  return {
    register: (name: string, shape?: Shape) => view(find, 'register', name, shape),
    wire: (name: string, shape?: Shape) => view(find, 'wire', name, shape),
    word: (name: string) => {
      const sentence = `The memory '${name}' is inside instance '${path.join('.')}'; watch that component itself.`;
      throw new HdlError('HDL-SCOPE', sentence, captureLocation());
    },
    instance: (name: string) => deepInner(childOf(module, definition.name, name), [...path, joinName(name)]),
  };
};
