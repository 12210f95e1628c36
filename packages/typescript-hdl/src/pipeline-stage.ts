// SPDX-License-Identifier: Apache-2.0
/** Pipeline stages of values: which stage a signal belongs to, and the word for what belongs to none. */
import type { Expression, Module, Owner, Signal } from './ir/index.ts';
import type { Location } from './location.ts';

import { TypedWord } from './typed-word.ts';
import { Val } from './value.ts';

/** Places a clock apart. Two lines become one when it turns out that one pipeline feeds the other. */
export class Timeline {
  #joined: { readonly line: Timeline; readonly at: number } | undefined;
  /** What is at one place waits there for more than a clock when the next is full. */
  readonly stalls: boolean;

  constructor(stalls: boolean) {
    this.stalls = stalls;
  }

  /** The line that this one has become part of, and where it begins there. */
  get root(): { readonly line: Timeline; readonly at: number } {
    if (!this.#joined) return { line: this, at: 0 };
    const { line, at } = this.#joined.line.root;
    return { line, at: at + this.#joined.at };
  }

  /** Makes place `at` of this line the place of `stage`; whether it could be. */
  join(at: number, stage: Stage): boolean {
    const { line, place } = stage.position;
    if (this.#joined || line === this) return false;
    this.#joined = { line, at: place - at };
    return true;
  }
}

/** The stages of one pipeline as places on timelines. */
export class PipelineTime {
  readonly name: string;
  readonly stalls: boolean;
  /** Stage 0, where the source is. */
  readonly #line: Timeline;
  readonly #at: number;
  /** The later stages: on the line of the source while one stage is one clock, else on one of their own. */
  readonly #later: Timeline | undefined;
  readonly #stages: Stage[] = [];

  constructor(name: string, stalls: boolean, source: Stage | undefined) {
    this.name = name;
    this.stalls = stalls;
    const { line, place } = source?.position ?? { line: new Timeline(false), place: 0 };
    this.#line = line;
    this.#at = place;
    if (stalls || line.stalls) this.#later = new Timeline(stalls);
  }

  stage(number: number): Stage {
    this.#stages[number] ??= new Stage(this, number);
    return this.#stages[number];
  }

  /** Where a stage is. */
  positionOf(number: number): { readonly line: Timeline; readonly place: number } {
    const later = number > 0 ? this.#later : undefined;
    const { line, at } = (later ?? this.#line).root;
    return { line, place: at + number + (later ? 0 : this.#at) };
  }

  /** Whether stages of this pipeline are on the line. */
  isOn(line: Timeline): boolean {
    return this.#line.root.line === line || this.#later?.root.line === line;
  }

  /** Says that stage 0 is the same as another stage; whether nothing speaks against it. */
  beginsAt(stage: Stage): boolean {
    return this.stage(0).isSameAs(stage) || this.#line.join(this.#at, stage);
  }
}

/** One stage of one pipeline. */
export class Stage {
  readonly pipeline: PipelineTime;
  readonly number: number;

  constructor(pipeline: PipelineTime, number: number) {
    this.pipeline = pipeline;
    this.number = number;
  }

  get position(): { readonly line: Timeline; readonly place: number } {
    return this.pipeline.positionOf(this.number);
  }

  get next(): Stage {
    return this.pipeline.stage(this.number + 1);
  }

  /** Whether what is in both belongs to one transfer. */
  isSameAs(other: Stage): boolean {
    const [a, b] = [this.position, other.position];
    return a.line === b.line && a.place === b.place;
  }

  /** Whether it is another stage, and not an earlier one of the same pipeline or line. */
  isAfter(other: Stage): boolean {
    if (this.pipeline === other.pipeline) return this.number > other.number;
    const [a, b] = [this.position, other.position];
    return a.line !== b.line || a.place > b.place;
  }

  /** Its name where another stage is named too. */
  beside(other: Stage): string {
    return this.pipeline === other.pipeline ? `stage ${this.number}` : `${this}`;
  }

  toString(): string {
    return `stage ${this.number} of pipeline '${this.pipeline.name}'`;
  }
}

/** What a signal, or one reading of it, is to the pipelines of its component. */
export interface StageMark {
  /** Undefined where somebody has said that it belongs to none. */
  readonly stage: Stage | undefined;
  /** It says whether the stage holds a payload, and is no part of one. */
  readonly isValid: boolean;
}

const marks = new WeakMap<Expression | Signal, StageMark>();
const none: StageMark = { stage: undefined, isValid: false };

export const markOf = (what: Expression | Signal): StageMark | undefined => marks.get(what);

/** Marks a signal, or one reading of a signal. */
export const mark = (what: Expression | Signal, stage: Stage | undefined, isValid = false): void => {
  marks.set(what, stage ? { stage, isValid } : none);
};

/** What a signal was made of some clocks ago, whatever the pipeline does. */
export interface Delay {
  readonly value: Val;
  readonly clocks: number;
}

const delays = new WeakMap<Signal, Delay>();
export const markDelay = (signal: Signal, value: Val, clocks = 1): void => void delays.set(signal, { value, clocks });
export const delayOf = (signal: Signal): Delay | undefined => delays.get(signal);

/** Signals that are 1 when a stage that can stall hands its payload on. */
const moves = new WeakMap<Signal, Stage>();
export const markMoves = (signal: Signal, stage: Stage): void => void moves.set(signal, stage);
export const movesOf = (signal: Signal): Stage | undefined => moves.get(signal);

/** What the check needs to know of the pipelines of a module. */
export interface StageRecord {
  readonly sources: { readonly time: PipelineTime; readonly signals: readonly Signal[]; readonly valid: Val }[];
  /** Values that became part of a payload, with the stage in which. */
  readonly carried: { readonly value: Val; readonly stage: Stage; readonly location: Location }[];
}

const records = new WeakMap<Module, StageRecord>();

export const stagesOf = (module: Module): StageRecord | undefined => records.get(module);

/** The record of a module that is being described. */
export const stageRecord = (module: Module): StageRecord => {
  const known = records.get(module) ?? { sources: [], carried: [] };
  records.set(module, known);
  return known;
};

/** The stages in which the pipelines under construction are, by component. */
const open = new WeakMap<Owner, readonly Stage[]>();
/** The components in which something is described that joins stages on purpose. */
const joining = new WeakSet<Owner>();
/** Where things were described, if some pipeline was under construction there. */
const places = new WeakMap<object, readonly Stage[]>();
/** What joins stages. */
const joins = new WeakSet<object>();

/** Says that a pipeline under construction is in a stage from now on, or has ended. */
export const enterStage = (b: Owner, pipeline: PipelineTime, stage: number | undefined): void => {
  const others = (open.get(b) ?? []).filter(other => other.pipeline !== pipeline);
  open.set(b, stage === undefined ? others : [...others, pipeline.stage(stage)]);
};

/** Runs what a pipeline itself describes, or the language on its own account. */
export const betweenStages = (b: Owner, body: () => void): void => {
  const isOuter = !joining.has(b);
  joining.add(b);
  try {
    body();
  } finally {
    if (isOuter) joining.delete(b);
  }
};

/** Notes in which stages something is described; returns it. */
export const describedIn = <T extends object>(b: Owner, what: T): T => {
  const stages = open.get(b);
  if (joining.has(b)) joins.add(what);
  else if (stages) places.set(what, stages);
  return what;
};

/** The stages of the pipelines under construction where it was described; undefined for what joins stages on purpose. */
export const placeOf = (what: object): readonly Stage[] | undefined =>
  joins.has(what) ? undefined : (places.get(what) ?? []);

/** The same expression, every signal in it read as one of `stage`. */
export const readIn = (root: Val, stage: Stage | undefined, isValid = false): Val => {
  const copies = new Map<Val, Val>();
  const stack = [root];
  while (stack.length > 0) {
    const node = stack.at(-1)!;
    const waiting = copies.has(node) ? [] : node.args.filter(arg => !copies.has(arg));
    if (waiting.length > 0) {
      stack.push(...waiting);
      continue;
    }
    stack.pop();
    if (!copies.has(node)) copies.set(node, copyOf(node, copies));
    if (node.op === 'signal') mark(copies.get(node)!, stage, isValid);
  }
  return copies.get(root)!;
};

const copyOf = (node: Val, copies: ReadonlyMap<Val, Val>): Val => {
  const args = node.args.map(arg => copies.get(arg)!);
  const isSame = node.op !== 'signal' && args.every((arg, i) => Object.is(arg, node.args[i]));
  return isSame ? node : new Val(node.op, node.width, args, node.extra, node.signal, node.label);
};

/** The words of a value of any kind, by the same value made of what `change` makes of them. */
export const changeWords = (value: unknown, change: (word: Val) => Val): unknown => {
  if (value instanceof Val) return change(value);
  if (value instanceof TypedWord) return value.like(change(value.bits));
  if (typeof value !== 'object' || value === null) return value;
  const vector = value as { readonly count?: number; readonly get?: (index: number | Val) => unknown };
  if (typeof vector.get === 'function') {
    return { count: vector.count, get: (index: number | Val) => changeWords(vector.get!(index), change) };
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, changeWords(part, change)]));
};

/**
 * A value as it is in this clock, in whatever stage of a pipeline it is read: for what looks across stages on purpose, such
 * as forwarding, the search for hazards, and a port that several stages share. Free, latency 0. Without it, values of two
 * stages that meet are HDL-STAGE.
 */
export const unstaged = <V>(value: V): V => changeWords(value, word => readIn(word, undefined)) as V;
