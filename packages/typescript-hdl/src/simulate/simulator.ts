/** A cycle simulator: the elaborated design compiled to JavaScript. */
import type { Definition } from '../component.ts';
import { HdlError } from '../diagnostic.ts';
import { type Check, isRegistered, type Signal } from '../ir.ts';
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
  /** Computes the registers' next values and performs memory writes. */
  readonly clock: () => void;
}

/**
 * Simulates one clock domain, two-valued. Inputs change between clocks by {@link Simulator.poke}; `step` is one rising
 * edge of `clk`, before which every assertion is watched unless `rst` is 1. Registers and memories without initial contents start at 0 (hardware: undefined).
 */
export class Simulator {
  readonly #storage: Storage;
  readonly #limbs: Int32Array;
  readonly #next: Int32Array;
  readonly #program: Program;
  readonly #registers: readonly (readonly [slot: number, limbs: number])[];
  readonly #ports = new Map<string, { readonly signal: Signal; readonly slot: number }>();
  readonly #resetSlot: number;
  #dirty = true;

  constructor(top: Definition) {
    this.#storage = layOut(top);
    const plan = schedule(this.#storage);
    this.#resetSlot = this.#storage.limbs++;
    this.#limbs = new Int32Array(this.#storage.limbs);
    this.#next = new Int32Array(this.#storage.limbs);
    const scope = this.#storage.scopes[0]!;
    for (const [signal, slot] of scope.slots) {
      if (signal.kind === 'input' || signal.kind === 'output') this.#ports.set(signal.name, { signal, slot });
    }
    this.#registers = this.#storage.scopes.flatMap(one =>
      registersOf(one).map(([signal, slot]) => [slot, limbsOf(signal.width)] as const),
    );
    this.#program = compile(this.#storage, plan, this.#resetSlot, this.#limbs, this.#next);
  }

  /** Sets an input port (by its Verilog name) or `rst`. */
  poke(name: string, value: number | bigint): void {
    const [slot, width] = name === 'rst' ? [this.#resetSlot, 1] : this.#place(name, 'input');
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

  /** Runs `clocks` rising edges. */
  step(clocks = 1): void {
    for (let i = 0; i < clocks; i++) {
      this.#settle();
      if (this.#limbs[this.#resetSlot] === 0) this.#program.check();
      this.#program.clock();
      for (const [slot, limbs] of this.#registers) {
        for (let j = 0; j < limbs; j++) this.#limbs[slot + j] = this.#next[slot + j]!;
      }
      this.#dirty = true;
    }
  }

  /** Holds `rst` for one clock. */
  reset(): void {
    this.poke('rst', 1);
    this.step();
    this.poke('rst', 0);
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

/** Registers and registered memory outputs of a scope. */
const registersOf = (scope: Scope): [Signal, number][] => {
  const registered = new Set<Signal>();
  for (const signal of scope.module.signals) if (signal.kind === 'reg') registered.add(signal);
  for (const memory of scope.module.memories) {
    for (const read of memory.reads) if (isRegistered(memory, read)) registered.add(read.output);
  }
  return [...registered].map(signal => [signal, scope.slots.get(signal)!]);
};

const compile = (storage: Storage, plan: Schedule, resetSlot: number, limbs: Int32Array, next: Int32Array): Program => {
  const writer = new FunctionWriter();
  settleCode(plan, writer);
  const settle = writer.take();
  for (const scope of storage.scopes) clockCode(scope, plan, resetSlot, writer);
  const clock = writer.take();
  for (const scope of storage.scopes) writeCode(scope, plan, writer);
  const write = writer.take();
  const checks = storage.scopes.flatMap(scope => checkCode(scope, plan, writer));
  const check = writer.take();
  const memories = storage.memories.map(memory => {
    const words = new Int32Array(memory.depth * limbsOf(memory.width));
    memory.init?.forEach((word, i) => {
      words.set(literalLimbs(word, memory.width).map(Number), i * limbsOf(memory.width));
    });
    return words;
  });
  const source = [
    ...memories.map((_, i) => `const m${i} = M[${i}];`),
    ...[...settle, ...clock, ...write, ...check].map(({ name, body }) => `function ${name}() {\n${body}\n}`),
    `return { settle() { ${calls(settle)} }, clock() { ${calls(clock)} ${calls(write)} }, check() { ${calls(check)} } };`,
  ].join('\n');
  const fail = (index: number): never => failed(checks[index]!);
  return new Function('s', 'n', 'M', 'H', 'fail', source)(limbs, next, memories, helpers, fail) as Program;
};

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

const clockCode = (scope: Scope, plan: Schedule, resetSlot: number, writer: FunctionWriter): void => {
  const make = (): LimbCode => new LimbCode(scope, plan.temps.get(scope)!, writer.fresh);
  for (const [signal, value] of scope.dataflow.values) {
    if (signal.kind !== 'reg') continue;
    const code = make();
    const limbs = code.of(value);
    const init = signal.init === undefined ? undefined : literalLimbs(signal.init, signal.width);
    const next = init ? limbs.map((limb, i) => `s[${resetSlot}] ? ${init[i]} : ${limb}`) : limbs;
    code.store('n', scope.slots.get(signal)!, next);
    writer.add(code.lines);
  }
  for (const memory of scope.module.memories) {
    for (const { output, address, enable } of memory.reads.filter(read => isRegistered(memory, read))) {
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

const writeCode = (scope: Scope, plan: Schedule, writer: FunctionWriter): void => {
  for (const { memory, enable, address, data, mask } of scope.dataflow.writes) {
    const code = new LimbCode(scope, plan.temps.get(scope)!, writer.fresh);
    code.memoryWrite(memory, enable, address, data, mask);
    writer.add(code.lines);
  }
};
