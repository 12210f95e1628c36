/** The JavaScript that a design is compiled to. */
import { HdlError } from '../diagnostic.ts';
import { type Check, isRegistered, type Signal } from '../ir.ts';
import { contentsOf } from '../memory-file.ts';
import { type Box, outputOf, type Words } from './boxes.ts';
import { helpers } from './helpers.ts';
import { LimbCode, literalLimbs } from './limb-code.ts';
import type { Group, Schedule, Unit } from './schedule.ts';
import { type Clock, limbsOf, type Scope, type Storage } from './storage.ts';

/** Statements per generated function: small enough for the JavaScript engine to optimise. */
const chunkLines = 400;

export interface Program {
  /** Settles the combinational signals. */
  readonly settle: () => void;
  /** Gives registers under an asserted asynchronous reset their reset values; true when one changed. */
  readonly force: () => boolean;
  /** Stops at the first assertion that fails. */
  readonly check: () => void;
  /** Computes the next values of the registers of each clock. */
  readonly clock: readonly (() => void)[];
  /** Performs the memory writes of each clock. */
  readonly write: readonly (() => void)[];
}

/** Compiles a design whose words live in `limbs`; next values of registers go to the same places of `next`. */
export const compile = (
  storage: Storage,
  plan: Schedule,
  limbs: Int32Array,
  next: Int32Array,
  words: Words,
): Program => {
  const { scopes, clocks } = storage;
  const writer = new FunctionWriter();
  for (const group of plan.groups) writer.add(groupCode(group, plan, writer));
  const settle = writer.take();
  for (const scope of scopes) for (const clock of clocks) writer.add(forceCode(scope, clock));
  const force = writer.take();
  const clock = clocks.map(one => {
    for (const scope of scopes) clockCode(scope, plan, one, writer);
    return writer.take();
  });
  const write = clocks.map(one => {
    for (const scope of scopes) writeCode(scope, plan, one, writer);
    return writer.take();
  });
  const checks = scopes.flatMap(scope => checkCode(scope, plan, writer));
  const check = writer.take();
  const boxes = storage.boxes.map(box => box.outputs.map((_, i) => noting(box, i, words)));
  const source = [
    ...storage.memories.map((_, i) => `const m${i} = M[${i}];`),
    'let changed = 0;',
    ...[...settle, ...force, ...clock.flat(), ...write.flat(), ...check].map(
      ({ name, body }) => `function ${name}() {\n${body}\n}`,
    ),
    `return { settle() { ${calls(settle)} }, clock: [${perClock(clock)}], write: [${perClock(write)}],`,
    `check() { ${calls(check)} }, force() { changed = 0; ${calls(force)} return changed === 1; } };`,
  ].join('\n');
  const fail = (index: number): never => failed(checks[index]!);
  const make = new Function('s', 'n', 'M', 'H', 'B', 'fail', source);
  return make(limbs, next, memoriesOf(storage), helpers, boxes, fail) as Program;
};

const memoriesOf = ({ memories }: Storage): Int32Array[] =>
  memories.map(memory => {
    const words = new Int32Array(memory.depth * limbsOf(memory.width));
    contentsOf(memory)?.forEach((word, i) => {
      words.set(literalLimbs(word, memory.width).map(Number), i * limbsOf(memory.width));
    });
    return words;
  });

/** Computes an output of a black box; 1 when it changed. */
const noting = (box: Box, index: number, words: Words): (() => number) => {
  const compute = outputOf(box, index, words);
  const { slot, width } = box.outputs[index]!;
  return () => {
    const before = words.read(slot, width);
    compute();
    return before === words.read(slot, width) ? 0 : 1;
  };
};

const perClock = (all: readonly (readonly { name: string }[])[]): string =>
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

/** The units of a group; those of a cycle again and again until nothing changes. */
const groupCode = ({ units, isCycle }: Group, plan: Schedule, writer: FunctionWriter): string[] => {
  if (!isCycle) return units.flatMap(unit => unitCode(unit, plan, writer, false));
  const again = writer.fresh();
  const lines = units.flatMap(unit => unitCode(unit, plan, writer, true));
  return [`let ${again};`, 'do {', 'changed = 0;', ...lines, `${again} = changed;`, `} while (${again});`];
};

/** Computes and stores a unit; `notes` says that a change sets the variable `changed`. */
const unitCode = (unit: Unit, plan: Schedule, writer: FunctionWriter, notes: boolean): string[] => {
  if (unit.kind === 'box') {
    const call = `B[${unit.box}][${unit.output}]()`;
    return [notes ? `if (${call}) changed = 1;` : `${call};`];
  }
  const temps = plan.temps.get(unit.scope)!;
  const code = new LimbCode(unit.scope, temps, writer.fresh);
  const isTemp = temps.get(unit.value) === unit.slot;
  const value = unit.memory ? code.memoryWord(unit.memory.memory, unit.memory.address) : code.of(unit.value, isTemp);
  const tests = value.map((limb, i) => `if (s[${unit.slot + i}] !== ${limb}) changed = 1;`);
  code.store('s', unit.slot, value);
  return notes ? [...code.lines.slice(0, -value.length), ...tests, ...code.lines.slice(-value.length)] : code.lines;
};

/** JavaScript that is true while the reset is asserted. */
const resetTest = ({ domain, reset }: Clock): string =>
  domain.reset?.active === 'low' ? `!s[${reset}]` : `s[${reset}]`;

/** Registers of a clock in a scope that have reset values, and those values. */
const resettable = (scope: Scope, clock: Clock): (readonly [slot: number, values: readonly string[]])[] =>
  scope.module.signals
    .filter(signal => signal.kind === 'reg' && signal.init !== undefined && scope.clockOf(signal.domain) === clock)
    .map(signal => [scope.slots.get(signal)!, literalLimbs(signal.init!, signal.width)]);

const forceCode = (scope: Scope, clock: Clock): string[] => {
  if (clock.domain.reset?.kind !== 'async') return [];
  const lines = resettable(scope, clock).flatMap(([slot, values]) =>
    values.map((value, i) => `if (s[${slot + i}] !== ${value}) { s[${slot + i}] = ${value}; changed = 1; }`),
  );
  return lines.length === 0 ? [] : [`if (${resetTest(clock)}) {`, ...lines, '}'];
};

const clockCode = (scope: Scope, plan: Schedule, clock: Clock, writer: FunctionWriter): void => {
  const asserted = resetTest(clock);
  const make = (): LimbCode => new LimbCode(scope, plan.temps.get(scope)!, writer.fresh);
  for (const [signal, value] of scope.dataflow.values) {
    if (signal.kind !== 'reg' || scope.clockOf(signal.domain) !== clock) continue;
    const code = make();
    const limbs = code.of(value);
    const init = signal.init === undefined || !clock.domain.reset ? undefined : literalLimbs(signal.init, signal.width);
    const next = init ? limbs.map((limb, i) => `${asserted} ? ${init[i]} : ${limb}`) : limbs;
    code.store('n', scope.slots.get(signal)!, next);
    writer.add(code.lines);
  }
  for (const memory of scope.module.memories) {
    for (const { output, address, enable } of memory.reads.filter(read => isRegistered(memory, read))) {
      if (scope.clockOf(output.domain) !== clock) continue;
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

const writeCode = (scope: Scope, plan: Schedule, clock: Clock, writer: FunctionWriter): void => {
  for (const { memory, enable, address, data, mask, domain } of scope.dataflow.writes) {
    if (scope.clockOf(domain) !== clock) continue;
    const code = new LimbCode(scope, plan.temps.get(scope)!, writer.fresh);
    code.memoryWrite(memory, enable, address, data, mask);
    writer.add(code.lines);
  }
};

/** Registers and registered memory outputs of a clock, as slots and numbers of limbs. */
export const registersOf = ({ scopes }: Storage, clock: Clock): (readonly [slot: number, limbs: number])[] =>
  scopes.flatMap(scope => {
    const registered = new Set<Signal>();
    for (const signal of scope.module.signals) if (signal.kind === 'reg') registered.add(signal);
    for (const memory of scope.module.memories) {
      for (const read of memory.reads) if (isRegistered(memory, read)) registered.add(read.output);
    }
    return [...registered]
      .filter(signal => scope.clockOf(signal.domain) === clock)
      .map(signal => [scope.slots.get(signal)!, limbsOf(signal.width)] as const);
  });
