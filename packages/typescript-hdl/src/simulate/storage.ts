// SPDX-License-Identifier: Apache-2.0
/** Where every signal of a flattened design lives: 32-bit limbs in one array, memories in arrays of their own. */

import { type Dataflow, dataflowOf } from '../dataflow.ts';
import { HdlError } from '../diagnostic.ts';
import type { ClockDomain, Memory, Module, ModuleDefinition, Signal } from '../ir/index.ts';
import { peekPath } from '../peek.ts';
import { type Box, placeBox } from './boxes.ts';

/** Number of 32-bit limbs of a word. */
export const limbsOf = (width: number): number => Math.ceil(width / 32);

/** A clock of the flattened design: an input of the top, or one that an instance makes. */
export interface Clock {
  readonly domain: ClockDomain;
  /** Limb of the clock itself. */
  readonly clock: number;
  /** Limb of the reset; undefined where the domain has none. */
  readonly reset: number | undefined;
  /** The design drives it from inside. */
  readonly isInner: boolean;
}

/** One instance of a module in the flattened design. */
export interface Scope {
  /** Dotted path of instance names; empty for the top. */
  readonly path: string;
  readonly definition: ModuleDefinition;
  readonly module: Module;
  readonly dataflow: Dataflow;
  /** First limb of every signal. A child's ports share the limbs of its parent's connections. */
  readonly slots: ReadonlyMap<Signal, number>;
  /** Index of every memory in {@link Storage.memories}. */
  readonly memories: ReadonlyMap<Memory, number>;
  /** The clock of a domain in this scope; undefined names the scope's default domain. */
  readonly clockOf: (domain: ClockDomain | undefined) => Clock;
}

export interface Storage {
  readonly scopes: readonly Scope[];
  readonly memories: readonly Memory[];
  /** Instances of black boxes. */
  readonly boxes: readonly Box[];
  /** Clocks of the design, that of the top's default domain first. */
  readonly clocks: readonly Clock[];
  /** Something reads a clock as a value, so that its level matters. */
  readonly readsClocks: boolean;
  /** Limbs handed out so far; the scheduler may take more for intermediate values. */
  limbs: number;
}

/** Lays out a design and everything it instantiates; `domain` is what the top's default domain stands for. */
export const layOut = (top: ModuleDefinition, domain: ClockDomain): Storage => {
  if (top.options.blackBox) {
    throw new HdlError(
      'HDL-MODEL',
      `The black box '${top.name}' is simulated as an instance, not alone.`,
      top.location,
    );
  }
  const layout = new Layout();
  const main = layout.clock(domain);
  layout.place({ definition: top, path: '', ports: new Map(), own: main, outer: other => layout.clock(other) });
  lookInside(layout.scopes);
  return layout;
};

type ClockOf = (domain: ClockDomain) => Clock;

interface Place {
  readonly definition: ModuleDefinition;
  readonly path: string;
  /** Limbs of the ports. */
  readonly ports: ReadonlyMap<string, number>;
  readonly own: Clock;
  /** Clocks of the module around it. */
  readonly outer: ClockOf;
}

class Layout implements Storage {
  readonly scopes: Scope[] = [];
  readonly memories: Memory[] = [];
  readonly boxes: Box[] = [];
  readonly clocks: Clock[] = [];
  readsClocks = false;
  limbs = 0;
  readonly #external = new Map<ClockDomain, Clock>();

  /** The clock input of a domain. */
  clock(domain: ClockDomain): Clock {
    const known = this.#external.get(domain);
    if (known) return known;
    const clock: Clock = {
      domain,
      clock: this.limbs++,
      reset: domain.reset ? this.limbs++ : undefined,
      isInner: false,
    };
    this.#external.set(domain, clock);
    this.clocks.push(clock);
    return clock;
  }

  place({ definition, path, ports, own, outer }: Place): void {
    const module = definition.elaborate();
    const slots = new Map<Signal, number>();
    for (const signal of module.signals) {
      const shared = signal.kind === 'input' || signal.kind === 'output' ? ports.get(signal.name) : undefined;
      slots.set(signal, shared ?? this.#take(signal.width));
    }
    const named = this.#clocksOf(module, slots, outer);
    const clockOf = (domain: ClockDomain | undefined): Clock => (domain ? named(domain) : own);
    this.#placeClockReads(module, slots, clockOf);
    const memories = new Map(module.memories.map(memory => [memory, this.memories.push(memory) - 1]));
    this.scopes.push({ path, definition, module, dataflow: dataflowOf(module), slots, memories, clockOf });
    // Domains that only write a memory, or whose registers have no reset, have a clock all the same.
    for (const signal of module.signals) if (signal.domain) named(signal.domain);
    for (const memory of module.memories) for (const { domain } of memory.writePorts) clockOf(domain);
    for (const instance of module.instances) {
      const inner = path === '' ? instance.name : `${path}.${instance.name}`;
      const shared = new Map([...instance.connections].map(([port, signal]) => [port, slots.get(signal)!]));
      if (instance.definition.options.blackBox) this.boxes.push(placeBox(instance.definition, inner, shared));
      else {
        const place = { definition: instance.definition, path: inner, ports: shared };
        this.place({ ...place, own: clockOf(instance.domain), outer: named });
      }
    }
  }

  #take(width: number): number {
    const slot = this.limbs;
    this.limbs += limbsOf(width);
    return slot;
  }

  /** Clocks as a module sees them: those it makes hide those around it. */
  #clocksOf(module: Module, slots: ReadonlyMap<Signal, number>, outer: ClockOf): ClockOf {
    const inner = new Map<ClockDomain, Clock>();
    for (const [domain, { clock, reset }] of module.provided) {
      const made = { domain, clock: slots.get(clock)!, reset: reset && slots.get(reset)!, isInner: true };
      inner.set(domain, made);
      this.clocks.push(made);
    }
    return domain => inner.get(domain) ?? outer(domain);
  }

  /** Clocks and resets read as values share the limbs of the clocks. */
  #placeClockReads(module: Module, slots: Map<Signal, number>, clockOf: Scope['clockOf']): void {
    for (const { domain, what, signal } of module.clockReads) {
      const clock = clockOf(domain);
      slots.set(signal, what === 'clock' ? clock.clock : clock.reset!);
      if (what === 'clock') this.readsClocks = true;
    }
  }
}

/** Dotted paths of all signals or memories of a design, by their Verilog names. */
export const namesInside = ({ scopes }: Storage, what: 'signal' | 'memory'): readonly string[] =>
  scopes.flatMap(({ path, slots, memories }) =>
    [...(what === 'signal' ? slots : memories).keys()].map(({ name }) => (path === '' ? name : `${path}.${name}`)),
  );

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
