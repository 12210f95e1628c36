/** A cycle simulator: the elaborated design compiled to JavaScript. */
import type { Definition } from '../component.ts';
import { HdlError } from '../diagnostic.ts';
import { type ClockDomain, defaultDomain } from '../domain.ts';
import { type Check, isRegistered, type Signal } from '../ir.ts';
import { contentsOf } from '../memory-file.ts';
import { helpers } from './helpers.ts';
import { LimbCode, literalLimbs } from './limb-code.ts';
import { type Schedule, schedule } from './schedule.ts';
import { layOut, limbsOf, type Scope, type Storage } from './storage.ts';

/** Statements per generated function: small enough for the JavaScript engine to optimise. */
const chunkLines = 400;

interface Program {
  /** Settles the combinational signals. */
  readonly settle: () => void;
  /** Stops at the first assertion that fails. */
  readonly check: () => void;
  /** Computes the next values of the registers of one domain. */
  readonly clock: readonly (() => void)[];
  /** Performs the memory writes of one domain. */
  readonly write: readonly (() => void)[];
}

/** One clock domain of the design. */
interface Clock {
  readonly domain: ClockDomain;
  /** Limb of the reset. */
  readonly reset: number;
  /** Registers with their slots and limbs. */
  readonly registers: (readonly [slot: number, limbs: number])[];
}

/**
 * A two-valued simulator. Inputs change between clocks by {@link Simulator.poke}; `step` is one rising edge of `clk`,
 * before which every assertion is watched unless `rst` is 1; `tick` is an edge of other domains. Every reset, synchronous
 * or not, acts at the clock edge. Registers and memories without initial contents start at 0 (hardware: undefined).
 */
export class Simulator {
  readonly #storage: Storage;
  readonly #limbs: Int32Array;
  readonly #next: Int32Array;
  readonly #program: Program;
  readonly #clocks: readonly Clock[];
  readonly #resets = new Map<string, Clock>();
  readonly #ports = new Map<string, { readonly signal: Signal; readonly slot: number }>();
  readonly #resetSlot: number;
  #dirty = true;

  constructor(top: Definition) {
    this.#storage = layOut(top);
    const plan = schedule(this.#storage);
    this.#resetSlot = this.#storage.limbs++;
    this.#clocks = findClocks(this.#storage, this.#resetSlot);
    for (const clock of this.#clocks) if (clock.domain.reset) this.#resets.set(clock.domain.reset.name, clock);
    this.#limbs = new Int32Array(this.#storage.limbs);
    this.#next = new Int32Array(this.#storage.limbs);
    const scope = this.#storage.scopes[0]!;
    for (const [signal, slot] of scope.slots) {
      if (signal.kind === 'input' || signal.kind === 'output') this.#ports.set(signal.name, { signal, slot });
    }
    this.#program = compile(this.#storage, plan, this.#clocks, this.#limbs, this.#next);
    for (const { domain, reset } of this.#clocks) if (domain.reset?.active === 'low') this.#limbs[reset] = 1;
    this.#configure();
  }

  /** Sets an input port (by its Verilog name) or `rst`. */
  poke(name: string, value: number | bigint): void {
    const reset = name === 'rst' ? this.#resetSlot : this.#resets.get(name)?.reset;
    const [slot, width] = reset === undefined ? this.#place(name, 'input') : [reset, 1];
    literalLimbs(BigInt(value), width).forEach((limb, i) => {
      this.#limbs[slot + i] = Number(limb);
    });
    this.#dirty = true;
  }

  /** Reads a port of up to 32 bits as a number. */
  peekNumber(name: string): number {
    this.#settle();
    return this.#limbs[this.#ports.get(name)?.slot ?? this.#place(name)[0]]! >>> 0;
  }

  /** Reads a port. */
  peek(name: string): bigint {
    this.#settle();
    const [slot, width] = this.#place(name);
    let value = 0n;
    for (let i = limbsOf(width) - 1; i >= 0; i--) value = (value << 32n) | BigInt(this.#limbs[slot + i]! >>> 0);
    return value;
  }

  /** Runs `clocks` rising edges of `clk`. */
  step(clocks = 1): void {
    const main = this.#clocks.findIndex(({ domain }) => domain === defaultDomain);
    for (let i = 0; i < clocks; i++) this.#edge([main]);
  }

  /** One rising edge of the clocks of these domains at the same time. */
  tick(...domains: readonly ClockDomain[]): void {
    this.#edge(
      domains.map(domain => {
        const index = this.#clocks.findIndex(clock => clock.domain === domain);
        if (index >= 0) return index;
        throw new HdlError('HDL-DOMAIN', `Nothing in the design belongs to the domain '${domain.name}'.`);
      }),
    );
  }

  /** Holds every reset for one clock of every domain. */
  reset(): void {
    const level = (clock: Clock, asserted: boolean): number =>
      asserted === (clock.domain.reset?.active !== 'low') ? 1 : 0;
    const external = this.#clocks.filter(clock => clock.domain.reset && !this.#storage.resets.has(clock.domain));
    for (const clock of external) this.poke(clock.domain.reset!.name, level(clock, true));
    this.#edge(this.#clocks.map((_, i) => i));
    for (const clock of external) this.poke(clock.domain.reset!.name, level(clock, false));
  }

  #edge(clocks: readonly number[]): void {
    this.#settle();
    if (this.#limbs[this.#resetSlot] === 0) this.#program.check();
    for (const clock of clocks) this.#program.clock[clock]!();
    for (const clock of clocks) this.#program.write[clock]!();
    for (const clock of clocks) {
      for (const [slot, limbs] of this.#clocks[clock]!.registers) {
        for (let j = 0; j < limbs; j++) this.#limbs[slot + j] = this.#next[slot + j]!;
      }
    }
    this.#dirty = true;
  }

  /** Registers of domains without reset start at their reset values. */
  #configure(): void {
    for (const scope of this.#storage.scopes) {
      for (const signal of scope.module.signals) {
        if (signal.kind !== 'reg' || signal.init === undefined || scope.domainOf(signal.domain).reset) continue;
        literalLimbs(signal.init, signal.width).forEach((limb, i) => {
          this.#limbs[scope.slots.get(signal)! + i] = Number(limb);
        });
      }
    }
  }

  #settle(): void {
    if (!this.#dirty) return;
    this.#program.settle();
    this.#dirty = false;
  }

  #place(name: string, kind?: 'input'): readonly [slot: number, width: number] {
    const port = this.#ports.get(name);
    if (!port || (kind && port.signal.kind !== kind)) {
      const known = [...this.#ports.keys()].join(', ');
      throw new HdlError('HDL-NAME', `There is no ${kind ?? 'port'} '${name}'; the ports are ${known}.`);
    }
    return [port.slot, port.signal.width];
  }
}

/** The clock domains of a design, the default one first. */
const findClocks = (storage: Storage, mainReset: number): Clock[] => {
  const clocks = new Map<ClockDomain, Clock>([
    [defaultDomain, { domain: defaultDomain, reset: mainReset, registers: [] }],
  ]);
  const clockOf = (domain: ClockDomain): Clock => {
    const known = clocks.get(domain);
    if (known) return known;
    const clock: Clock = { domain, reset: storage.resets.get(domain) ?? storage.limbs++, registers: [] };
    clocks.set(domain, clock);
    return clock;
  };
  for (const scope of storage.scopes) {
    for (const [signal, slot] of registersOf(scope)) {
      clockOf(scope.domainOf(signal.domain)).registers.push([slot, limbsOf(signal.width)]);
    }
    for (const { domain } of scope.dataflow.writes) clockOf(scope.domainOf(domain));
  }
  return [...clocks.values()];
};

/** Registers and registered memory outputs of a scope. */
const registersOf = (scope: Scope): [Signal, number][] => {
  const registered = new Set<Signal>();
  for (const signal of scope.module.signals) if (signal.kind === 'reg') registered.add(signal);
  for (const memory of scope.module.memories) {
    for (const read of memory.reads) if (isRegistered(memory, read)) registered.add(read.output);
  }
  return [...registered].map(signal => [signal, scope.slots.get(signal)!]);
};

const compile = (
  storage: Storage,
  plan: Schedule,
  domains: readonly Clock[],
  limbs: Int32Array,
  next: Int32Array,
): Program => {
  const writer = new FunctionWriter();
  settleCode(plan, writer);
  const settle = writer.take();
  const clock = domains.map(domain => {
    for (const scope of storage.scopes) clockCode(scope, plan, domain, writer);
    return writer.take();
  });
  const write = domains.map(({ domain }) => {
    for (const scope of storage.scopes) writeCode(scope, plan, domain, writer);
    return writer.take();
  });
  const checks = storage.scopes.flatMap(scope => checkCode(scope, plan, writer));
  const check = writer.take();
  const memories = storage.memories.map(memory => {
    const words = new Int32Array(memory.depth * limbsOf(memory.width));
    contentsOf(memory)?.forEach((word, i) => {
      words.set(literalLimbs(word, memory.width).map(Number), i * limbsOf(memory.width));
    });
    return words;
  });
  const source = [
    ...memories.map((_, i) => `const m${i} = M[${i}];`),
    ...[...settle, ...clock.flat(), ...write.flat(), ...check].map(
      ({ name, body }) => `function ${name}() {\n${body}\n}`,
    ),
    `return { settle() { ${calls(settle)} }, clock: [${perDomain(clock)}], write: [${perDomain(write)}], check() { ${calls(check)} } };`,
  ].join('\n');
  const fail = (index: number): never => failed(checks[index]!);
  return new Function('s', 'n', 'M', 'H', 'fail', source)(limbs, next, memories, helpers, fail) as Program;
};

const perDomain = (all: readonly (readonly { name: string }[])[]): string =>
  all.map(functions => `() => { ${calls(functions)} }`).join(', ');

const calls = (functions: readonly { name: string }[]): string => functions.map(({ name }) => `${name}();`).join(' ');

/** Cuts generated lines into functions. */
class FunctionWriter {
  #functions: { name: string; body: string }[] = [];
  #lines: string[] = [];
  #names = 0;
  #count = 0;
  /** Assertions written so far. */
  checks = 0;

  readonly fresh = (): string => `t${this.#names++}`;

  add(lines: readonly string[]): void {
    this.#lines.push(...lines);
    if (this.#lines.length >= chunkLines) this.#flush();
  }

  take(): { name: string; body: string }[] {
    this.#flush();
    const functions = this.#functions;
    this.#functions = [];
    return functions;
  }

  #flush(): void {
    if (this.#lines.length === 0) return;
    this.#functions.push({ name: `f${this.#count++}`, body: this.#lines.join('\n') });
    this.#lines = [];
  }
}

/** A watched assertion. */
interface Watched {
  readonly scope: Scope;
  readonly check: Check;
}

const failed = ({ scope, check }: Watched): never => {
  const where = scope.path === '' ? '' : ` in instance '${scope.path}'`;
  throw new HdlError('HDL-ASSERT', `The assertion '${check.name}'${where} does not hold.`, check.location);
};

const checkCode = (scope: Scope, plan: Schedule, writer: FunctionWriter): Watched[] =>
  scope.dataflow.checks
    .filter(({ check }) => check.check === 'assert')
    .map(({ check, enable }) => {
      const code = new LimbCode(scope, plan.temps.get(scope)!, writer.fresh);
      const [on] = code.of(enable);
      const [holds] = code.of(check.condition);
      writer.add([...code.lines, `if (${on} && !${holds}) fail(${writer.checks});`]);
      writer.checks++;
      return { scope, check };
    });

const settleCode = (plan: Schedule, writer: FunctionWriter): void => {
  for (const unit of plan.units) {
    const code = new LimbCode(unit.scope, plan.temps.get(unit.scope)!, writer.fresh);
    const isTemp = plan.temps.get(unit.scope)!.get(unit.value) === unit.slot;
    const value = unit.memory ? code.memoryWord(unit.memory.memory, unit.memory.address) : code.of(unit.value, isTemp);
    code.store('s', unit.slot, value);
    writer.add(code.lines);
  }
};

const clockCode = (scope: Scope, plan: Schedule, { domain, reset }: Clock, writer: FunctionWriter): void => {
  const asserted = domain.reset?.active === 'low' ? `!s[${reset}]` : `s[${reset}]`;
  const make = (): LimbCode => new LimbCode(scope, plan.temps.get(scope)!, writer.fresh);
  for (const [signal, value] of scope.dataflow.values) {
    if (signal.kind !== 'reg' || scope.domainOf(signal.domain) !== domain) continue;
    const code = make();
    const limbs = code.of(value);
    const init = signal.init === undefined || !domain.reset ? undefined : literalLimbs(signal.init, signal.width);
    const next = init ? limbs.map((limb, i) => `${asserted} ? ${init[i]} : ${limb}`) : limbs;
    code.store('n', scope.slots.get(signal)!, next);
    writer.add(code.lines);
  }
  for (const memory of scope.module.memories) {
    for (const { output, address, enable } of memory.reads.filter(read => isRegistered(memory, read))) {
      if (scope.domainOf(output.domain) !== domain) continue;
      const code = make();
      const slot = scope.slots.get(output)!;
      const word = code.memoryWord(memory, address);
      const on = enable ? code.of(enable)[0] : '1';
      code.store(
        'n',
        slot,
        word.map((limb, i) => (on === '1' ? limb : `${on} ? ${limb} : s[${slot + i}]`)),
      );
      writer.add(code.lines);
    }
  }
};

const writeCode = (scope: Scope, plan: Schedule, domain: ClockDomain, writer: FunctionWriter): void => {
  for (const { memory, enable, address, data, mask, domain: own } of scope.dataflow.writes) {
    if (scope.domainOf(own) !== domain) continue;
    const code = new LimbCode(scope, plan.temps.get(scope)!, writer.fresh);
    code.memoryWrite(memory, enable, address, data, mask);
    writer.add(code.lines);
  }
};
