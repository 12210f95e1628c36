// SPDX-License-Identifier: Apache-2.0
/** The JavaScript that a design is compiled to. */
import { HdlError } from '../diagnostic.ts';
import { contentsOf } from '../memory-file.ts';
import { Marks } from './activity.ts';
import { type Box, outputOf, type Words } from './boxes.ts';
import { helpers } from './helpers.ts';
import { Frame, LimbCode, literalLimbs } from './limb-code.ts';
import {
  type Block,
  type CheckItem,
  type GroupItem,
  type Item,
  Partition,
  type ReadItem,
  type RegisterItem,
  type Stage,
  type WriteItem,
} from './partition.ts';
import type { PowerUpBits } from './power-up.ts';
import type { Schedule, Unit } from './schedule.ts';
import { type Clock, limbsOf, type Scope, type Storage } from './storage.ts';

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
  /** Gives the registers of each clock the values that were computed. */
  readonly change: readonly (() => void)[];
  /** Says that what lives at a slot was changed from outside. */
  readonly touch: (slot: number) => void;
  /** Says that a memory was written from outside. */
  readonly touchMemory: (memory: number) => void;
  /** The limbs of every memory, word after word. */
  readonly memories: readonly Int32Array[];
}

/**
 * Compiles a design whose words live in `limbs`; next values of registers go to the same places of `next`. Memories without
 * contents start with the words of `chance`, or with zeros.
 */
export const compile = (
  storage: Storage,
  plan: Schedule,
  limbs: Int32Array,
  next: Int32Array,
  words: Words,
  chance?: PowerUpBits,
): Program => {
  const writer = new ProgramWriter(storage, plan);
  const source = writer.text();
  const boxes = storage.boxes.map(box => box.outputs.map((_, i) => noting(box, i, words)));
  const { partition, marks } = writer;
  // Nothing has been computed yet.
  const activity = new Int32Array(partition.words).fill(-1);
  const chosen = new Int32Array(partition.words);
  const fail = (index: number): never => failed(writer.checks[index]!);
  const make = new Function('s', 'n', 'd', 'e', 'M', 'H', 'B', 'fail', source);
  const memories = memoriesOf(storage, chance);
  const program = make(limbs, next, activity, chosen, memories, helpers, boxes, fail);
  const bits = new Map<number, (readonly [word: number, mask: number])[]>();
  const touch = (slot: number): void => {
    const known = bits.get(slot) ?? [...marks.bits(slot)];
    bits.set(slot, known);
    for (const [word, mask] of known) activity[word]! |= mask;
  };
  const touchMemory = (memory: number): void => {
    for (const [word, mask] of marks.memoryBits(memory)) activity[word]! |= mask;
  };
  return { ...program, touch, touchMemory, memories };
};

const memoriesOf = ({ memories }: Storage, chance: PowerUpBits | undefined): Int32Array[] =>
  memories.map(memory => {
    const limbs = limbsOf(memory.width);
    const words = new Int32Array(memory.depth * limbs);
    const contents = contentsOf(memory);
    contents?.forEach((word, i) => {
      words.set(literalLimbs(word, memory.width).map(Number), i * limbs);
    });
    if (!chance || contents) return words;
    for (let i = 0; i < memory.depth; i++) words.set(chance(memory.width), i * limbs);
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

const failed = ({ scope, check }: CheckItem): never => {
  const where = scope.path === '' ? '' : ` in instance '${scope.path}'`;
  throw new HdlError('HDL-ASSERT', `The assertion '${check.name}'${where} does not hold.`, check.location);
};

/** JavaScript that is true while the reset is asserted. */
const resetTest = ({ domain, reset }: Clock): string =>
  domain.reset?.active === 'low' ? `!s[${reset}]` : `s[${reset}]`;

/** Lines of a block that needs no function of its own. */
const inlineLines = 12;

/** The register or memory output that an item gives its next value. */
const outputOfItem = (item: RegisterItem | ReadItem): { slot: number; width: number } => {
  const signal = item.kind === 'register' ? item.signal : item.read.output;
  return { slot: item.scope.slots.get(signal)!, width: signal.width };
};

class ProgramWriter {
  readonly partition: Partition;
  readonly marks: Marks;
  /** Assertions by the numbers that the program knows them by. */
  readonly checks: CheckItem[] = [];
  readonly #storage: Storage;
  readonly #plan: Schedule;
  readonly #functions: string[] = [];
  #names = 0;
  #count = 0;

  constructor(storage: Storage, plan: Schedule) {
    this.#storage = storage;
    this.#plan = plan;
    this.partition = new Partition(storage, plan);
    this.marks = new Marks(this.partition);
  }

  text(): string {
    const { settle, check, clock, write } = this.partition;
    const { clocks } = this.#storage;
    const parts = [
      `settle: ${this.#stage(settle, block => this.#settleLines(block))}`,
      `check: ${this.#stage(check, block => this.#checkLines(block))}`,
      `clock: [${clock.map((stage, i) => this.#stage(stage, block => this.#nextLines(block, clocks[i]!), true))}]`,
      `write: [${write.map(stage => this.#stage(stage, block => this.#writeLines(block)))}]`,
      `change: [${clock.map(stage => this.#commits(stage))}]`,
      `force: ${this.#force()}`,
    ];
    return [
      ...this.#storage.memories.map((_, i) => `const m${i} = M[${i}];`),
      'let changed = 0;',
      ...this.#functions,
      ...this.marks.functions(),
      `return { ${parts.join(',\n')} };`,
    ].join('\n');
  }

  readonly #fresh = (): string => `t${this.#names++}`;

  #function(lines: readonly string[]): string {
    const name = `f${this.#count++}`;
    this.#functions.push(`function ${name}() {\n${lines.join('\n')}\n}`);
    return name;
  }

  #code(frame: Frame, scope: Scope): LimbCode {
    return new LimbCode(frame, scope, this.#plan.temps.get(scope)!, this.#fresh);
  }

  /** Runs the active blocks of a stage in order, each of which may activate later ones; `notes` remembers which ran. */
  #stage<T extends Item>(stage: Stage<T>, linesOf: (block: Block<T>) => string[], notes = false): string {
    return this.#dispatch('d', stage, linesOf, (word, blocks) => {
      const always = blocks.reduce((mask, block) => (block.always ? mask | block.mask : mask), 0);
      return [...(notes ? [`e[${word}] = d[${word}];`] : []), `d[${word}] = ${always};`];
    });
  }

  /** Commits what the blocks that ran have computed. */
  #commits(stage: Stage<RegisterItem | ReadItem>): string {
    const linesOf = ({ items }: Block<RegisterItem | ReadItem>): string[] =>
      items.map(outputOfItem).flatMap(({ slot, width }) => this.marks.commit(slot, width));
    return this.#dispatch('e', stage, linesOf, word => [`e[${word}] = 0;`]);
  }

  /** Calls the blocks whose bits are set in `array`, and does what comes `after` those of a word. */
  #dispatch<T extends Item>(
    array: 'd' | 'e',
    stage: Stage<T>,
    linesOf: (block: Block<T>) => string[],
    after: (word: number, blocks: readonly Block<T>[]) => string[],
  ): string {
    const groups = stage.words.map(word => {
      const blocks = stage.blocks.filter(block => block.word === word);
      const calls = blocks.flatMap(block => [
        `if (${array}[${word}] & ${block.mask}) {`,
        ...this.#body(linesOf(block)),
        '}',
      ]);
      const lines = [...calls, ...after(word, blocks)];
      return [`if (${array}[${word}]) {`, ...(stage.words.length === 1 ? lines : [`${this.#function(lines)}();`]), '}'];
    });
    return this.#function(groups.flat());
  }

  /** Short bodies stand where they are called. */
  #body(lines: readonly string[]): readonly string[] {
    return lines.length <= inlineLines ? lines : [`${this.#function(lines)}();`];
  }

  #settleLines(block: Block<GroupItem>): string[] {
    const frame = new Frame();
    for (const { group } of block.items) {
      if (group.isCycle) frame.lines.push(...this.#cycleLines(group.units, block));
      else for (const unit of group.units) this.#addUnit(frame, unit, block);
    }
    return frame.lines;
  }

  /** The units of a cycle again and again until nothing changes. */
  #cycleLines(units: readonly Unit[], block: Block): string[] {
    const again = this.#fresh();
    const lines = units.flatMap(unit => {
      const frame = new Frame();
      this.#addUnit(frame, unit, block, 'changed = 1; ');
      return frame.lines;
    });
    return [`let ${again};`, 'do {', 'changed = 0;', ...lines, `${again} = changed;`, `} while (${again});`];
  }

  /** Computes and stores a unit; `also` is done when it changes. */
  #addUnit(frame: Frame, unit: Unit, block: Block, also = ''): void {
    if (unit.kind === 'box') {
      frame.lines.push(`if (B[${unit.box}][${unit.output}]()) { ${also}${this.marks.of(unit.slot, block)} }`);
      return;
    }
    const { scope, slot, memory } = unit;
    const code = this.#code(frame, scope);
    const isTemp = this.#plan.temps.get(scope)!.get(unit.value) === slot;
    const limbs = memory ? code.memoryWord(memory.memory, memory.address) : code.of(unit.value, isTemp);
    frame.lines.push(...this.marks.store(slot, limbs, block, also));
    frame.slots.set(slot, limbs);
  }

  #checkLines(block: Block<CheckItem>): string[] {
    const frame = new Frame();
    for (const item of block.items) {
      const code = this.#code(frame, item.scope);
      const [on] = code.of(item.enable);
      const [holds] = code.of(item.check.condition);
      frame.lines.push(`if (${on} && !${holds}) fail(${this.checks.push(item) - 1});`);
    }
    return frame.lines;
  }

  #nextLines(block: Block<RegisterItem | ReadItem>, clock: Clock): string[] {
    const frame = new Frame();
    const inReset: string[] = [];
    const values: string[] = [];
    const others: string[] = [];
    for (const item of block.items) {
      const { slot, width } = outputOfItem(item);
      const limbs =
        item.kind === 'register' ? this.#code(frame, item.scope).of(item.value) : this.#readLimbs(frame, item);
      const stores = limbs.map((limb, i) => `n[${slot + i}] = ${limb};`);
      const init = item.kind === 'register' && clock.domain.reset ? item.signal.init : undefined;
      if (init === undefined) others.push(...stores);
      else {
        values.push(...stores);
        inReset.push(...literalLimbs(init, width).map((limb, i) => `n[${slot + i}] = ${limb};`));
      }
    }
    const choice = values.length === 0 ? [] : [`if (${resetTest(clock)}) {`, ...inReset, '} else {', ...values, '}'];
    return [...frame.lines, ...others, ...choice];
  }

  /** The word that a read port takes, or the one that it has. */
  #readLimbs(frame: Frame, { scope, memory, read: { address, enable, output } }: ReadItem): string[] {
    const code = this.#code(frame, scope);
    const word = code.memoryWord(memory, address);
    if (!enable) return word;
    const [on] = code.of(enable);
    const slot = scope.slots.get(output)!;
    return word.map((limb, i) => `${on} ? ${limb} : s[${slot + i}]`);
  }

  #writeLines(block: Block<WriteItem>): string[] {
    const frame = new Frame();
    for (const { scope, write } of block.items) {
      this.#code(frame, scope).memoryWrite(write, this.marks.ofMemory(scope.memories.get(write.memory)!));
    }
    return frame.lines;
  }

  /** Registers that have reset values, while an asynchronous reset is asserted. */
  #force(): string {
    const calls = this.#storage.scopes.flatMap(scope =>
      this.#storage.clocks.map(clock => {
        const lines = this.#forceLines(scope, clock);
        return lines.length === 0 ? '' : `if (${resetTest(clock)}) ${this.#function(lines)}();`;
      }),
    );
    return this.#function(['changed = 0;', ...calls.filter(call => call !== ''), 'return changed === 1;']);
  }

  #forceLines(scope: Scope, clock: Clock): string[] {
    if (clock.domain.reset?.kind !== 'async') return [];
    return scope.module.signals.flatMap(signal => {
      const isHeld = signal.kind === 'reg' && signal.init !== undefined && scope.clockOf(signal.domain) === clock;
      if (!isHeld) return [];
      const slot = scope.slots.get(signal)!;
      const also = `changed = 1; ${this.marks.of(slot, undefined, true)}`;
      return this.marks.store(slot, literalLimbs(signal.init!, signal.width), undefined, also);
    });
  }
}
