/** Where every signal of a flattened design lives: 32-bit limbs in one array, memories in arrays of their own. */
import type { Definition } from '../component.ts';
import { type Dataflow, dataflowOf } from '../dataflow.ts';
import { HdlError } from '../diagnostic.ts';
import { type ClockDomain, defaultDomain } from '../domain.ts';
import type { Memory, Module, Signal } from '../ir.ts';
import { peekPath } from '../peek.ts';

/** Number of 32-bit limbs of a word. */
export const limbsOf = (width: number): number => Math.ceil(width / 32);

/** One instance of a module in the flattened design. */
export interface Scope {
  /** Dotted path of instance names; empty for the top. */
  readonly path: string;
  readonly module: Module;
  readonly dataflow: Dataflow;
  /** First limb of every signal. A child's ports share the limbs of its parent's connections. */
  readonly slots: ReadonlyMap<Signal, number>;
  /** Index of every memory in {@link Storage.memories}. */
  readonly memories: ReadonlyMap<Memory, number>;
  /** The domain of the whole design that a domain of this scope is; undefined names the scope's default. */
  readonly domainOf: (domain: ClockDomain | undefined) => ClockDomain;
}

export interface Storage {
  readonly scopes: readonly Scope[];
  readonly memories: readonly Memory[];
  /** Limbs of the resets that the design makes itself. */
  readonly resets: ReadonlyMap<ClockDomain, number>;
  /** Limbs handed out so far; the scheduler may take more for intermediate values. */
  limbs: number;
}

/** Lays out a design and everything it instantiates. */
export const layOut = (top: Definition): Storage => {
  const resets = new Map<ClockDomain, number>();
  const storage: Storage & { scopes: Scope[]; memories: Memory[] } = { scopes: [], memories: [], resets, limbs: 0 };
  const place = (definition: Definition, path: string, ports: ReadonlyMap<string, number>, own: ClockDomain): void => {
    if (definition.options.blackBox) {
      throw new HdlError('HDL-SCOPE', `The built-in simulator does not know the black box '${definition.name}'.`);
    }
    const module = definition.elaborate();
    const slots = new Map<Signal, number>();
    for (const signal of module.signals) {
      const shared = signal.kind === 'input' || signal.kind === 'output' ? ports.get(signal.name) : undefined;
      slots.set(signal, shared ?? storage.limbs);
      if (shared === undefined) storage.limbs += limbsOf(signal.width);
    }
    const memories = new Map(module.memories.map(memory => [memory, storage.memories.push(memory) - 1]));
    // Clocks and resets read as values are 0 in this simulator, which knows clocks only as calls of tick().
    for (const { signal } of module.clockReads) slots.set(signal, storage.limbs++);
    for (const [domain, { reset }] of module.provided) if (reset) resets.set(domain, slots.get(reset)!);
    const domainOf = (domain: ClockDomain | undefined): ClockDomain => domain ?? own;
    storage.scopes.push({ path, module, dataflow: dataflowOf(module), slots, memories, domainOf });
    for (const instance of module.instances) {
      const shared = new Map([...instance.connections].map(([port, signal]) => [port, slots.get(signal)!]));
      const inner = path === '' ? instance.name : `${path}.${instance.name}`;
      place(instance.definition, inner, shared, domainOf(instance.domain));
    }
  };
  place(top, '', new Map(), defaultDomain);
  lookInside(storage.scopes);
  return storage;
};

/** A view into an instance shares the limbs of what it looks at. */
const lookInside = (scopes: readonly Scope[]): void => {
  const slots = scopes[0]!.slots as Map<Signal, number>;
  for (const signal of slots.keys()) {
    const path = peekPath(signal);
    if (!path) continue;
    const scope = scopes.find(one => one.path === path.slice(0, -1).join('.'))!;
    slots.set(signal, [...scope.slots].find(([{ name }]) => name === path.at(-1))![1]);
  }
};
