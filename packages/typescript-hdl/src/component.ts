/** Components: parametric modules, their ports, registers, wires and instances. */
import type { BlackBox } from './black-box.ts';
import { HdlError } from './diagnostic.ts';
import { type Attributes, type Instance, type Module, Signal, type SignalKind } from './ir.ts';
import { captureLocation, type Location } from './location.ts';
import { checkName, joinName } from './names.ts';
import {
  type FlatPort,
  type Flip,
  flatPorts,
  type Inside,
  type Outside,
  type PortNaming,
  type Ports,
  portView,
} from './ports.ts';
import { Builder, builder, withBuilder } from './scope.ts';
import { leavesOf, type Shape } from './shape.ts';
import { TypedWord } from './typed-word.ts';
import type { Val } from './value.ts';
import { driveSignal, readSignal, viewOf, type Wr } from './view.ts';

/** Parameters of a component, shown in the module's header and used to name its variants. */
export type Params = { readonly [name: string]: unknown };

export interface ComponentOptions {
  /** What the module does and promises; becomes the header comment. */
  readonly doc?: string;
  /** The module is an edge of the design: ports keep their names, without `_i` and `_o`. */
  readonly edge?: boolean;
  /** Set by {@link blackBox}: the module is described elsewhere. */
  readonly blackBox?: BlackBox;
}

/** A described module. Its body runs when it is first elaborated. */
export class Definition<T extends Ports = any> {
  readonly name: string;
  readonly params: Params;
  readonly ports: T;
  readonly options: ComponentOptions;
  readonly location: Location;
  readonly #body: (io: Inside<T>) => void;
  #module: Module | undefined;
  #words: readonly FlatPort[] | undefined;

  constructor(name: string, params: Params, ports: T, body: (io: Inside<T>) => void, options: ComponentOptions) {
    this.location = captureLocation();
    if (!options.blackBox) checkName(name, this.location);
    this.name = name;
    this.params = params;
    this.ports = ports;
    this.#body = body;
    this.options = options;
  }

  /** How its ports are called in the Verilog. */
  get naming(): PortNaming {
    if (this.options.blackBox) return 'verbatim';
    return this.options.edge === true ? 'edge' : 'directed';
  }

  /** Every word of its ports, in declaration order. */
  get words(): readonly FlatPort[] {
    this.#words ??= flatPorts(this.ports, this.naming);
    return this.#words;
  }

  /** The elaborated module; empty for a black box. */
  elaborate(): Module {
    if (this.#module) return this.#module;
    const b = new Builder(this.name);
    if (this.options.blackBox) {
      this.#module = b.module;
      return b.module;
    }
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
      this.#body(portView(this.ports, access) as Inside<T>);
      for (const finish of b.finishers) finish();
    });
    this.#module = b.module;
    return b.module;
  }

  /** The same module with more in its body, which runs after the component's own. */
  extended(more: (io: Inside<T>) => void): Definition<T> {
    const body = (io: Inside<T>): void => {
      this.#body(io);
      more(io);
    };
    return new Definition(this.name, this.params, this.ports, body, this.options);
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
): Definition<T> => new Definition(name, params, ports, body, options);

type Shapes = { readonly [name: string]: Shape };
type Declared<S extends Shapes> = { readonly [K in keyof S]: Wr<S[K]> };

const declare = (shapes: Shapes, kind: SignalKind, suffix: string, group: number): any => {
  const location = captureLocation();
  const b = builder(`${kind}()`);
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

/** Registers, named by their keys; those whose shape has an initial value are reset to it. */
export const reg = <const S extends Shapes>(shapes: S): Declared<S> =>
  declare(shapes, 'reg', '_q', builder('reg()').nextGroup());

/** Combinational wires, named by their keys; each must be driven on every path. */
export const wire = <const S extends Shapes>(shapes: S): Declared<S> => declare(shapes, 'wire', '', 0);

/** Names a value in the Verilog: a wire driven by it. */
export const named = <V extends Val>(name: string, value: V): V => {
  const b = builder('named()');
  const signal = b.signal(new Signal('wire', joinName(name), value.width, captureLocation()));
  const word = driveSignal(signal) as unknown as Wr<any>;
  word.set(value);
  return readSignal(signal) as V;
};

/** Says that these signals need not be read, so that their bits raise no complaint. */
export const unused = (...values: readonly unknown[]): void => {
  for (const value of values) {
    if (value instanceof TypedWord) {
      unused(value.bits);
      continue;
    }
    if (isVector(value)) {
      for (const word of wordsOfVector(value)) unused(word);
      continue;
    }
    const signal = (value as Val)?.signal;
    if (signal) signal.unusedIsFine = true;
    else if (value && typeof value === 'object' && !('op' in value)) unused(...Object.values(value));
  }
};

type VectorView = { readonly count: number; get(index: number): unknown };

const isVector = (value: unknown): value is VectorView =>
  typeof value === 'object' && value !== null && typeof (value as VectorView).get === 'function';

/** The packed words behind the elements of a vector. */
const wordsOfVector = (vector: VectorView): unknown[] => {
  const words = (value: any): unknown[] => {
    if (isVector(value)) return wordsOfVector(value);
    if (value?.op === 'slice') return [value.args[0]];
    return value?.op ? [value] : Object.values(value ?? {}).flatMap(words);
  };
  return words(vector.get(0));
};

export interface InstanceOptions {
  /** Verilog attributes of the instances, such as `{ dont_touch: 'true' }`. */
  readonly attributes?: Attributes;
}

/** Instantiates components; keys name the instances, the result has their ports as seen from outside. */
export const inst = <const D extends { readonly [name: string]: Definition }>(
  definitions: D,
  options: InstanceOptions = {},
): { readonly [K in keyof D]: D[K] extends Definition<infer T> ? Outside<T> : never } => {
  const location = captureLocation();
  return Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => [
      name,
      instantiate(name, definition, location, options.attributes),
    ]),
  ) as any;
};

/** `count` instances `name_0`, `name_1`, ... as an array. */
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
    throw new HdlError('HDL-SHAPE', `inst({ ${name} }) takes a component; call its function first.`, location);
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
