// SPDX-License-Identifier: Apache-2.0
/** Components: parametric modules, their ports, registers, wires and instances. */
import { describeValue } from './describe.ts';
import { HdlError } from './diagnostic.ts';
import {
  type Attributes,
  type FlatPort,
  type Instance,
  type Module,
  type ModuleDefinition,
  type ModuleOptions,
  type Params,
  Signal,
  type SignalKind,
} from './ir/index.ts';
import { array } from './lists.ts';
import { captureLocation, type Location, onBehalfOf, userLocation } from './location.ts';
import { checkName, joinName } from './names.ts';
import { betweenStages } from './pipeline-stage.ts';
import { type Flip, flatPorts, type Inside, type Outside, type PortNaming, type Ports, portView } from './ports.ts';
import { always, Builder, builder, runBody, withBuilder } from './scope.ts';
import { leavesOf, type Shape, type UInt } from './shape.ts';
import { sharedDefinition } from './shared-definitions.ts';
import { TypedWord } from './typed-word.ts';
import type { Val } from './value.ts';
import { checkAttributes } from './verilog-text.ts';
import { driveSignal, readSignal, type VecRd, viewOf, type Wr } from './view.ts';

/** What a component is besides its name, parameters, ports and body. */
export type ComponentOptions = ModuleOptions;

/** A described module. Its body runs when it is first elaborated. */
export class Definition<T extends Ports = any> implements ModuleDefinition {
  readonly name: string;
  readonly params: Params;
  readonly ports: T;
  readonly options: ComponentOptions;
  readonly location: Location;
  /** The user's line behind a component that the library made; undefined for the user's own. */
  readonly madeFor: Location | undefined;
  readonly #body: (io: Inside<T>) => void;
  /** Every word of its ports, in declaration order. */
  readonly words: readonly FlatPort[];
  #module: Module | undefined;
  /** The body runs now. */
  #isOpen = false;

  constructor(name: string, params: Params, ports: T, body: (io: Inside<T>) => void, options: ComponentOptions) {
    this.location = captureLocation();
    this.madeFor = this.location.inLibrary ? userLocation() : undefined;
    if (typeof body !== 'function') {
      const text = `component takes a name, parameters, ports and a body, not ${describeValue(body)} for a body.`;
      throw new HdlError('HDL-KIND', text, this.location);
    }
    if (!options.blackBox) checkName(name, this.location);
    this.name = name;
    this.params = params;
    this.ports = ports;
    this.#body = body;
    this.options = options;
    this.words = flatPorts(ports, this.naming);
  }

  /** How its ports are called in the Verilog. */
  get naming(): PortNaming {
    if (this.options.blackBox) return 'verbatim';
    return this.options.edge === true ? 'edge' : 'directed';
  }

  /** The elaborated module; empty for a black box. */
  elaborate(): Module {
    if (this.#module) return this.#module;
    if (this.#isOpen) {
      const text = `Component '${this.name}' is asked for while its own body runs; use it after its description.`;
      throw new HdlError('HDL-SCOPE', text, captureLocation());
    }
    this.#isOpen = true;
    try {
      this.#module = onBehalfOf(this.madeFor, () => this.#elaborate());
    } finally {
      this.#isOpen = false;
    }
    return this.#module;
  }

  #elaborate(): Module {
    const b = new Builder(this.name);
    if (this.options.blackBox) return b.module;
    b.claim('clk', this.location);
    b.claim('rst', this.location);
    const signals = new Map<string, Signal>();
    for (const port of this.words) {
      const kind = port.direction === 'in' ? 'input' : 'output';
      signals.set(port.key, b.signal(new Signal(kind, port.name, port.width, this.location)));
    }
    const access = (key: string): Val => {
      const signal = signals.get(key)!;
      return signal.kind === 'input' ? readSignal(signal) : driveSignal(signal);
    };
    withBuilder(b, () => {
      runBody(`Component '${this.name}'`, this.#body, portView(this.ports, access) as Inside<T>);
      betweenStages(b, () => {
        for (const finish of b.finishers) finish();
      });
    });
    return b.module;
  }

  /** The same module with more in its body, which runs after the component's own, and perhaps with more ports. */
  extended<M extends Ports = Record<never, never>>(more: (io: Inside<T & M>) => void, ports?: M): Definition<T & M> {
    const body = (io: Inside<T & M>): void => {
      this.#body(io as Inside<T>);
      // What is added from outside stands in no stage of the component's pipelines.
      betweenStages(builder('A component'), () => more(io));
    };
    return new Definition(this.name, this.params, { ...this.ports, ...ports } as T & M, body, this.options);
  }
}

/**
 * Describes a module. `name` is snake case; `params` are everything the circuit depends on besides its ports;
 * `body` receives the ports as seen from inside (inputs are read-only).
 */
export const component = <const T extends Ports>(
  name: string,
  params: Params,
  ports: T,
  body: (io: Inside<T>) => void,
  options: ComponentOptions = {},
): Definition<T> => {
  const definition = new Definition<T>(name, params, ports, body, options);
  return options.shared ? sharedDefinition(definition) : definition;
};

type Shapes = { readonly [name: string]: Shape };
type Declared<S extends Shapes> = { readonly [K in keyof S]: Wr<S[K]> };

const declare = (shapes: Shapes, kind: SignalKind, suffix: string, group: number): any => {
  const location = captureLocation();
  const b = builder(`${kind}()`);
  checkNamed(`${kind}()`, shapes);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const words = new Map(
        leavesOf(shape).map(leaf => {
          const full = `${joinName(name, ...leaf.path)}${suffix}`;
          const signal = b.signal(new Signal(kind, full, leaf.width, location, leaf.init, group));
          return [leaf.path.join('.'), driveSignal(signal)];
        }),
      );
      return [name, viewOf(shape, path => words.get(path.join('.'))!)];
    }),
  );
};

/** Throws unless it is a plain object, whose keys are the names of what is declared. */
const checkNamed = (what: string, parts: unknown): void => {
  const plain = typeof parts === 'object' && parts !== null && Object.getPrototypeOf(parts) === Object.prototype;
  if (plain) return;
  throw new HdlError(
    'HDL-KIND',
    `${what} takes an object whose keys are the names, not ${describeValue(parts)}.`,
    captureLocation(),
  );
};

/**
 * Registers of the clock domain in force, named by their keys: `name_q`, a word for each leaf of the shape. Words whose
 * shape has an initial value are reset to it, the others are not. A value set is there one clock later; a register that
 * is not set keeps its value. Throws HDL-NAME for a keyword and HDL-COLLISION for a name that is taken; a register that
 * nothing reads is HDL-UNREAD when the design is emitted.
 */
export const reg = <const S extends Shapes>(shapes: S): Declared<S> =>
  declare(shapes, 'reg', '_q', builder('reg()').nextGroup());

/**
 * Combinational wires, named by their keys: a word for each leaf of the shape, latency 0. Every bit must be driven on every
 * path, or emission throws HDL-UNDRIVEN or HDL-LATCH. Names as for {@link reg}.
 */
export const wire = <const S extends Shapes>(shapes: S): Declared<S> => declare(shapes, 'wire', '', 0);

const declareArray = (
  name: string,
  count: number,
  shape: Shape | ((index: number) => Shape),
  kind: SignalKind,
  suffix: string,
  group: number,
): any =>
  array(count, shape).map((one, i) => {
    const key = `${name}_${i}`;
    return declare({ [key]: one }, kind, suffix, group)[key];
  });

/**
 * `count` registers `name_0`, `name_1`, ... as an array, of one shape or of one that depends on the number; otherwise as
 * {@link reg}. A register of shape `vec` is one word instead, whose elements a value can choose.
 */
export const regArray = <const S extends Shape>(
  name: string,
  count: number,
  shape: S | ((index: number) => S),
): readonly Wr<S>[] => declareArray(name, count, shape, 'reg', '_q', builder('regArray()').nextGroup());

/** `count` wires `name_0`, `name_1`, ... as an array; otherwise as {@link wire}. */
export const wireArray = <const S extends Shape>(
  name: string,
  count: number,
  shape: S | ((index: number) => S),
): readonly Wr<S>[] => declareArray(name, count, shape, 'wire', '', 0);

/**
 * Names a value in the Verilog: a wire of its width, driven by it under no condition, also where a branch or the handler of a
 * state names it; latency 0. Names as for {@link reg}.
 */
export const named = <V extends Val>(name: string, value: V): V => {
  const b = builder('named()');
  const signal = b.signal(new Signal('wire', joinName(name), value.width, captureLocation()));
  const word = driveSignal(signal) as Wr<UInt>;
  always(() => word.set(value));
  return readSignal(signal) as V;
};

/** Says that these signals need not be read, so that their bits raise no complaint. */
export const unused = (...values: readonly unknown[]): void => {
  for (const value of values) {
    for (const signal of signalsIn(value)) signal.unusedIsFine = true;
  }
};

/** The signals of a value: of a word, of all fields of a bundle, of the elements of a vector. */
export const signalsIn = (value: unknown): readonly Signal[] => {
  if (value instanceof TypedWord) return signalsIn(value.bits);
  if (!value || typeof value !== 'object') return [];
  if ('op' in value) {
    const { op, signal, args } = value as Val;
    return signal ? [signal] : op === 'slice' ? signalsIn(args[0]) : [];
  }
  // All elements of a vector are parts of the same signals.
  if (typeof (value as { get?: unknown }).get === 'function') return signalsIn((value as VecRd<unknown>).get(0));
  return Object.values(value).flatMap(signalsIn);
};

export interface InstanceOptions {
  /** Verilog attributes of the instances, such as `{ dont_touch: 'true' }`. */
  readonly attributes?: Attributes;
}

/** The ports of an instance of the component `D` as seen from outside: inputs can be set, outputs read. */
export type InstanceOf<D> = D extends Definition<infer T> ? Outside<T> : never;

/**
 * Instantiates components; keys name the instances, the result has their ports as seen from outside: inputs can be set,
 * outputs read. Default domain of the instances is the one in force. Every input must be set. Throws HDL-KIND for what is
 * no component, such as a function that makes one.
 */
export const inst = <const D extends { readonly [name: string]: Definition }>(
  definitions: D,
  options: InstanceOptions = {},
): { readonly [K in keyof D]: InstanceOf<D[K]> } => {
  const location = captureLocation();
  checkNamed('inst()', definitions);
  checkAttributes(options.attributes, location);
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [
      name,
      instantiate(name, definition, location, options.attributes),
    ]),
  ) as never;
};

/** `count` instances `name_0`, `name_1`, ... as an array; otherwise as {@link inst}. */
export const instArray = <T extends Ports>(
  name: string,
  count: number,
  definition: (index: number) => Definition<T>,
): readonly Outside<T>[] => {
  const location = captureLocation();
  return Array.from({ length: count }, (_, i) => instantiate(`${name}_${i}`, definition(i), location));
};

const instantiate = <T extends Ports>(
  name: string,
  definition: Definition<T>,
  location: Location,
  attributes?: Attributes,
): Outside<T> => {
  if (!(definition instanceof Definition)) {
    const advice = typeof definition === 'function' ? '; call it first' : '';
    throw new HdlError(
      'HDL-KIND',
      `inst({ ${name} }) takes a component, not ${describeValue(definition)}${advice}.`,
      location,
    );
  }
  const b = builder('inst()');
  const prefix = b.claim(joinName(name), location);
  const instance: Instance = {
    name: prefix,
    definition,
    location,
    domain: b.domain,
    attributes,
    connections: new Map(),
  };
  const signals = new Map<string, Signal>();
  for (const port of definition.words) {
    const kind = port.direction === 'in' ? 'instance-input' : 'instance-output';
    const signal = b.signal(new Signal(kind, `${prefix}_${port.base}`, port.width, location));
    signals.set(port.key, signal);
    instance.connections.set(port.name, signal);
  }
  b.module.instances.push(instance);
  const access = (key: string): Val => {
    const signal = signals.get(key)!;
    return signal.kind === 'instance-input' ? driveSignal(signal) : readSignal(signal);
  };
  return portView(definition.ports, access) as Outside<T>;
};

export type { Flip };
