// SPDX-License-Identifier: Apache-2.0
/** A planned pipeline as an author would write it. */
import { component, type Definition, reg, unused, wire } from '../component.ts';
import { rom } from '../memory-ports.ts';
import { type Pipeline, pipeline } from '../pipeline.ts';
import { flow, master, type Ports, slave, stream } from '../ports.ts';
import { when } from '../scope.ts';
import { mux } from '../select.ts';
import { type Shape, u } from '../shape.ts';
import type { Val } from '../value.ts';
import type { PipelinePlan, PlannedValue, Reading } from './pipeline-plan.ts';

/** The component: `up` with one field an input of the plan, `down` with one a result. */
export const plannedPipeline = (name: string, plan: PipelinePlan): Definition => {
  const inputs = plan.values.flatMap(({ origin, width }, i) =>
    origin.kind === 'input' ? [[`v${i}`, u(width)] as const] : [],
  );
  const results = plan.results.map(({ value }, i) => [`r${i}`, u(plan.values[value]!.width)] as const);
  const channel = (fields: readonly (readonly [string, Shape])[]) =>
    plan.stalls ? stream(Object.fromEntries(fields)) : flow(Object.fromEntries(fields));
  const ports: Ports = { up: slave(channel(inputs)), down: master(channel(results)) };
  return component(name, {}, ports, (io: any) => new Author(plan, io).write(), { doc: 'A random pipeline.' });
};

const fit = (value: Val, width: number): Val => (value.width >= width ? value.trunc(width) : value.zext(width)) as Val;

/** Writes the stages one after the other. */
class Author {
  readonly #plan: PipelinePlan;
  readonly #io: any;
  readonly #main: Pipeline;
  readonly #beside: Pipeline | undefined;
  /** What `carry` returned for each value. */
  readonly #carried: { readonly [name: string]: Val }[] = [];
  /** Words that are on their way from a memory. */
  readonly #arriving: Val[] = [];
  /** Values taken out of what `carry` returned, by value and stage. */
  readonly #kept = new Map<string, Val>();

  constructor(plan: PipelinePlan, io: any) {
    this.#plan = plan;
    this.#io = io;
    unused(io.up.payload);
    this.#main = pipeline('main', io.up);
    if (plan.values.some(({ isBeside }) => isBeside)) this.#beside = pipeline('beside', io.up);
  }

  write(): void {
    const { stages, values, results } = this.#plan;
    for (let stage = 0; stage <= stages; stage++) {
      for (const [i, value] of values.entries()) {
        if (value.readyIn === stage && value.madeIn < stage) this.#carry(i, this.#arriving[i]!);
      }
      for (const [i, value] of values.entries()) if (value.madeIn === stage) this.#make(i, value);
      this.#takeOut(stage);
      if (stage === stages) break;
      this.#main.next();
      this.#beside?.next();
    }
    this.#main.finish(this.#io.down, Object.fromEntries(results.map((reading, i) => [`r${i}`, this.#read(reading)])));
  }

  #make(i: number, value: PlannedValue): void {
    const { origin, width } = value;
    const operands = value.operands.map(reading => this.#read(reading));
    if (origin.kind === 'input') {
      this.#carry(i, this.#io.up.payload[`v${i}`]);
    } else if (origin.kind === 'op') {
      const result = resultOf(
        origin.op,
        operands.map(operand => fit(operand, width)),
      );
      this.#carry(i, origin.isWire ? asWire(`w${i}`, result) : result);
    } else if (origin.kind === 'total') {
      this.#carry(i, this.#total(`t${i}`, fit(operands[0]!, width)));
    } else {
      this.#arriving[i] = this.#lookUp(i, value, operands[0]!);
    }
  }

  #lookUp(i: number, { origin, width }: PlannedValue, address: Val): Val {
    const { words, clocks } = origin as Extract<typeof origin, { kind: 'table' }>;
    const init = words.map(word => BigInt.asUintN(width, word));
    const table = rom({ [`m${i}`]: { shape: u(width), init } })[`m${i}`]!;
    const options = { outputRegister: clocks === 2 };
    const word = table.read(fit(address, Math.log2(words.length)), this.#main.moves, options);
    unused(word);
    return word;
  }

  #total(name: string, operand: Val): Val {
    const total = reg({ [name]: u(operand.width, 0) })[name]!;
    unused(total);
    const { valid, moves } = this.#main;
    when(moves ? valid.and(moves) : valid, () => total.set(total.add(operand)));
    return total;
  }

  #carry(i: number, value: Val): void {
    const by = this.#plan.values[i]!.isBeside ? this.#beside! : this.#main;
    this.#carried[i] = by.carry({ [`v${i}`]: value });
  }

  #takeOut(stage: number): void {
    const readings = [...this.#plan.values.flatMap(({ operands }) => operands), ...this.#plan.results];
    for (const { value, keptIn } of readings) {
      if (keptIn === stage) this.#kept.set(`${value}.${stage}`, this.#carried[value]![`v${value}`]!);
    }
  }

  #read({ value, keptIn }: Reading): Val {
    const word = keptIn === undefined ? this.#carried[value]![`v${value}`]! : this.#kept.get(`${value}.${keptIn}`)!;
    // What is made of it may be read by nothing.
    unused(word);
    return word;
  }
}

const asWire = (name: string, value: Val): Val => {
  const one = wire({ [name]: u(value.width) })[name]!;
  unused(one);
  one.set(value);
  return one;
};

const resultOf = (op: string, operands: readonly Val[]): Val => {
  const [a, b, c] = operands as readonly [Val, Val, Val];
  const { width } = a;
  if (op === 'not') return a.not();
  if (op === 'mul') return a.mul(b).trunc(width) as Val;
  if (op === 'lt') return a.lt(b).zext(width) as Val;
  if (op === 'mux') return mux(a.bit(0), b, c);
  return a[op as 'add' | 'sub' | 'xor' | 'and' | 'or'](b);
};
