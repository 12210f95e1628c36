// SPDX-License-Identifier: Apache-2.0
/** Statements as pure data flow: what every signal becomes in a clock, as one expression each. */
import type { Assign, Check, ClockDomain, Memory, MemoryWrite, Module, Signal, Statement } from './ir/index.ts';
import { asValue, cat, constant, Val } from './value.ts';
import { readSignal } from './view.ts';

/** A memory write as data: happens when `enable` is 1. */
export interface WritePort {
  readonly memory: Memory;
  readonly enable: Val;
  readonly address: Val;
  readonly data: Val;
  readonly mask: Val | undefined;
  readonly domain: ClockDomain | undefined;
}

export interface Dataflow {
  /** Combinational signals: their value. Registers: their next value, without reset. */
  readonly values: ReadonlyMap<Signal, Val>;
  readonly writes: readonly WritePort[];
  /** Properties with the condition under which they count. */
  readonly checks: readonly { readonly check: Check; readonly enable: Val }[];
}

/** Values of signals: what the statements of one arm have assigned, over what was before them. */
class Environment {
  readonly own = new Map<Signal, Val>();
  readonly #before: Environment | undefined;

  constructor(before?: Environment) {
    this.#before = before;
  }

  get(signal: Signal): Val | undefined {
    return this.own.get(signal) ?? this.#before?.get(signal);
  }

  set(signal: Signal, value: Val): void {
    this.own.set(signal, value);
  }
}

/** Turns the statements of a module into one expression per driven signal. */
export const dataflowOf = (module: Module): Dataflow => {
  const writes: WritePort[] = [];
  const checks: { check: Check; enable: Val }[] = [];
  const values = new Environment();
  new Lowering(writes, checks).list(module.statements, values, constant(1n, 1));
  return { values: values.own, writes, checks };
};

class Lowering {
  readonly #writes: WritePort[];

  readonly #checks: { check: Check; enable: Val }[];

  constructor(writes: WritePort[], checks: { check: Check; enable: Val }[]) {
    this.#writes = writes;
    this.#checks = checks;
  }

  list(statements: readonly Statement[], values: Environment, enable: Val): void {
    for (const statement of statements) {
      if (statement.kind === 'assign') assignTo(values, statement);
      else if (statement.kind === 'write') this.#write(statement, enable);
      else if (statement.kind === 'check') this.#checks.push({ check: statement, enable });
      else this.#branch(armsOf(statement), values, enable);
    }
  }

  #write({ memory, address, data, mask, domain }: MemoryWrite, enable: Val): void {
    this.#writes.push({
      memory,
      enable,
      address: asValue(address),
      data: asValue(data),
      mask: mask && asValue(mask),
      domain,
    });
  }

  /** Every arm starts from the values before the conditional; the first arm whose condition holds wins. */
  #branch(arms: readonly Arm[], values: Environment, enable: Val): void {
    let open = enable;
    const results = arms.map(arm => {
      const own = new Environment(values);
      this.list(arm.body, own, both(open, arm.condition));
      open = both(open, arm.condition.not());
      return own;
    });
    const touched = new Set(
      results.flatMap(({ own }) =>
        [...own].filter(([signal, value]) => value !== values.get(signal)).map(([signal]) => signal),
      ),
    );
    for (const signal of touched) {
      const before = values.get(signal) ?? startOf(signal);
      const merged = arms.reduceRight<Val>(
        (rest, arm, i) => choose(arm.condition, results[i]!.get(signal) ?? before, rest),
        before,
      );
      values.set(signal, merged);
    }
  }
}

interface Arm {
  readonly condition: Val;
  readonly body: readonly Statement[];
}

const armsOf = (statement: Extract<Statement, { kind: 'if' | 'switch' }>): Arm[] => {
  const arms: Arm[] =
    statement.kind === 'if'
      ? statement.branches.map(({ condition, body }) => ({ condition: asValue(condition), body }))
      : statement.cases.map(({ value, body }) => ({
          condition: new Val('eq', 1, [asValue(statement.subject), constant(value, statement.subject.width)]),
          body,
        }));
  return statement.otherwise ? [...arms, { condition: constant(1n, 1), body: statement.otherwise }] : arms;
};

const isOne = (value: Val): boolean => value.op === 'const' && value.extra === 1n;
const both = (a: Val, b: Val): Val => (isOne(a) ? b : isOne(b) ? a : a.and(b));
const choose = (condition: Val, a: Val, b: Val): Val =>
  // hdl-lint-ok: the very same node needs no multiplexer
  a === b || isOne(condition) ? a : new Val('mux', a.width, [condition, a, b]);

/** A register keeps its value; a combinational signal starts undefined, and the latch check says that nobody sees it. */
const startOf = (signal: Signal): Val => (signal.kind === 'reg' ? readSignal(signal) : constant(0n, signal.width));

const assignTo = (values: Environment, { target, value: driver }: Assign): void => {
  const value = asValue(driver);
  const { signal, lo, width, index } = target;
  const before = values.get(signal) ?? startOf(signal);
  if (!index) {
    values.set(signal, replace(before, lo, width, value));
    return;
  }
  let after = before;
  for (let i = 0; i < index.count; i++) {
    const at = lo + i * index.stride;
    const chosen = new Val('eq', 1, [asValue(index.value), constant(BigInt(i), index.value.width)]);
    after = replace(after, at, width, choose(chosen, value, before.slice(at, width)));
  }
  values.set(signal, after);
};

const replace = (whole: Val, lo: number, width: number, part: Val): Val => {
  if (width === whole.width) return part;
  const parts = [part];
  if (lo + width < whole.width) parts.unshift(whole.slice(lo + width, whole.width - lo - width));
  if (lo > 0) parts.push(whole.slice(0, lo));
  return cat(...parts);
};
