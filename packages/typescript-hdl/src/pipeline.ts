// SPDX-License-Identifier: Apache-2.0
/** Pipelines that carry their payload: a value used in a later stage is registered on the way by itself. */
import { HdlError } from './diagnostic.ts';
import { Signal } from './ir/index.ts';
import { captureLocation } from './location.ts';
import { joinName } from './names.ts';
import { beginStages, isStaged, wordsIn } from './pipeline-source.ts';
import {
  betweenStages,
  changeWords,
  enterStage,
  mark,
  markMoves,
  type PipelineTime,
  readIn,
  stageRecord,
} from './pipeline-stage.ts';
import { builder, when } from './scope.ts';
import { TypedWord } from './typed-word.ts';
import { Val } from './value.ts';
import { driveSignal, readSignal } from './view.ts';

/** What feeds a pipeline: a flow, or a stream whose `ready` the pipeline drives. Valid and payload are values of stage 0. */
export interface PipelineSource {
  readonly valid: Val<1>;
  readonly ready?: { set(value: Val<1>): void };
  readonly payload?: unknown;
}

/** What a pipeline feeds: a flow, or a stream whose `ready` holds it back. */
export interface PipelineSink<P> {
  readonly valid: { set(value: Val<1>): void };
  readonly ready?: Val<1>;
  readonly payload: { set(value: P): void };
}

/**
 * A pipeline under construction; code between two calls of `next()` describes one stage. Values know their stage: those of
 * the source belong to stage 0, what is computed from values of a stage belongs to it, and so does what is carried. The word
 * that a memory reads belongs to the stage in which it arrives. Constants, registers and inputs belong to none. Values of two
 * stages that meet, and values of an earlier stage in a later one, are HDL-STAGE; {@link unstaged} is the word for meaning it.
 */
export interface Pipeline {
  /** Number of the current stage, from 0. */
  readonly stage: number;
  /** 1 when the current stage holds a payload. */
  readonly valid: Val<1>;
  /**
   * 1 when the current stage is empty or hands its payload on: the enable of a memory that it addresses and the next stage
   * reads. Undefined without back-pressure, where that is every clock.
   */
  readonly moves: Val<1> | undefined;
  /**
   * Makes values of the current stage part of the payload. Reading a property of the result in a later stage gives the
   * value of the same payload there, through one register a stage; what is never read later costs nothing.
   */
  carry<const V extends { readonly [name: string]: unknown }>(values: V): V;
  /** Begins the next stage: one clock of latency. */
  next(): void;
  /** Ends the pipeline: the current stage feeds `down`. With a stream at both ends, nothing is lost when `down` stalls. */
  finish<P>(down: PipelineSink<P>, payload: P): void;
}

/**
 * A pipeline fed by `source`, with registers called `<name>_<value>_<stage>`. With `ready` in the source it has
 * back-pressure: every stage stalls only when it is full and cannot pass its payload on, so bubbles close up. Ready passes
 * through all stages in one clock; put a register slice after long pipelines. Throughput one payload a clock.
 */
export const pipeline = (name: string, source: PipelineSource): Pipeline => new Stages(name, source);

class Stages implements Pipeline {
  stage = 0;
  valid: Val<1>;
  readonly #name: string;
  readonly #source: PipelineSource;
  readonly #domain = builder('pipeline()').domain;
  readonly #time: PipelineTime;
  /** Whether stage k hands its payload on: undefined without back-pressure. */
  readonly #advances: (Val<1> | undefined)[] = [];
  /** Ready wires of the stages after the first. */
  #ready: Val<1> | undefined;
  /** What {@link moves} of the current stage has become, once somebody has asked. */
  #moves: Val<1> | undefined;
  #finished = false;

  constructor(name: string, source: PipelineSource) {
    this.#name = name;
    this.#source = source;
    this.#time = beginStages(builder('pipeline()').module, name, source);
    this.valid = this.#claimed(source.valid, true) as Val<1>;
    this.#enter(0);
  }

  get moves(): Val<1> | undefined {
    if (!this.#source.ready) return undefined;
    this.#checkOpen();
    if (this.#moves === undefined) {
      const name = joinName(this.#name, `moves_${this.stage}`);
      const signal = builder('A pipeline stage').signal(new Signal('wire', name, 1, captureLocation()));
      mark(signal, undefined);
      markMoves(signal, this.#time.stage(this.stage));
      this.#moves = driveSignal(signal) as Val<1>;
    }
    return readSignal(this.#moves.signal!) as Val<1>;
  }

  carry<const V extends { readonly [name: string]: unknown }>(values: V): V {
    const born = this.stage;
    const carried = {};
    for (const [name, value] of Object.entries(values)) {
      this.#record(value);
      const copies = [value];
      let here: unknown;
      const get = (): unknown => {
        if (this.stage === born) {
          here ??= changeWords(value, word => this.#claimed(word, false));
          return here;
        }
        while (copies.length <= this.stage - born) {
          const stage = born + copies.length;
          copies.push(this.#registered(name, copies.at(-1), stage));
        }
        return copies[this.stage - born];
      };
      Object.defineProperty(carried, name, { get, enumerable: true });
    }
    return carried as V;
  }

  next(): void {
    this.#checkOpen();
    const stage = this.stage + 1;
    const valid = this.#register(`valid_${stage}`, 1, 0n);
    mark(valid.signal!, this.#time.stage(stage), true);
    valid.signal!.unusedIsFine = true;
    if (this.#source.ready) {
      const b = builder('A pipeline stage');
      const ready = driveSignal(
        b.signal(new Signal('wire', joinName(this.#name, `ready_${stage}`), 1, captureLocation())),
      );
      mark(ready.signal!, undefined);
      const isFull = readIn(readSignal(valid.signal!), undefined);
      const advance = isFull.not().or(ready as Val) as Val<1>;
      this.#connectReady(advance);
      this.#advances.push(advance);
      this.#ready = ready as Val<1>;
    } else {
      this.#advances.push(undefined);
    }
    this.#load(valid, this.valid, stage);
    this.valid = readSignal(valid.signal!) as Val<1>;
    this.#enter(stage);
  }

  finish<P>(down: PipelineSink<P>, payload: P): void {
    this.#checkOpen();
    if ((down.ready === undefined) !== (this.#source.ready === undefined)) {
      throw new HdlError('HDL-SHAPE', 'A pipeline has a ready at both ends or at none.', captureLocation());
    }
    this.#finished = true;
    if (down.ready) this.#connectReady(readIn(down.ready, undefined) as Val<1>);
    down.valid.set(this.valid);
    down.payload.set(payload);
    this.#enter(undefined);
  }

  /** Says to all that is described from now on in which stage this pipeline is; after its end in none. */
  #enter(stage: number | undefined): void {
    const b = builder('A pipeline stage');
    enterStage(b, this.#time, stage);
    if (stage !== undefined) this.stage = stage;
  }

  /** The word as one of the current stage. What is known to belong to a stage says so itself. */
  #claimed(word: Val, isValid: boolean): Val {
    return isStaged(word) ? word : readIn(word, this.#time.stage(this.stage), isValid);
  }

  #record(value: unknown): void {
    const { carried } = stageRecord(builder('A pipeline stage').module);
    const location = captureLocation();
    for (const word of wordsIn(value)) carried.push({ value: word, stage: this.#time.stage(this.stage), location });
  }

  /** The ready of the current stage. */
  #connectReady(ready: Val<1>): void {
    const target = this.stage === 0 ? this.#source.ready! : (this.#ready as unknown as { set(value: Val<1>): void });
    const b = builder('A pipeline stage');
    betweenStages(b, () =>
      b.atTop(() => {
        target.set(ready);
        if (this.#moves) (this.#moves as unknown as { set(value: Val<1>): void }).set(ready);
      }),
    );
    this.#moves = undefined;
  }

  #checkOpen(): void {
    if (this.#finished) throw new HdlError('HDL-SCOPE', 'The pipeline is finished.', captureLocation());
  }

  /** A copy of a value, of whatever kind, one stage later. */
  #registered(name: string, value: unknown, stage: number): unknown {
    if (value instanceof TypedWord) return value.like(this.#registered(name, value.bits, stage) as Val);
    if (value instanceof Val) {
      const register = this.#register(`${name}_${stage}`, value.width, undefined);
      mark(register.signal!, this.#time.stage(stage));
      this.#load(register, value, stage);
      return readSignal(register.signal!);
    }
    if (typeof value === 'object' && value !== null && !('get' in value)) {
      const parts = Object.entries(value).map(([key, part]) => [
        key,
        this.#registered(joinName(name, key), part, stage),
      ]);
      return Object.fromEntries(parts);
    }
    throw new HdlError('HDL-SHAPE', `A pipeline carries words and bundles; pack '${name}' first.`, captureLocation());
  }

  #register(name: string, width: number, init: bigint | undefined): Val {
    const b = builder('A pipeline stage');
    const signal = new Signal('reg', `${joinName(this.#name, name)}_q`, width, captureLocation(), init, b.nextGroup());
    b.signal(signal);
    signal.domain = this.#domain;
    return driveSignal(signal);
  }

  #load(register: Val, value: Val, stage: number): void {
    const set = (): void => (register as unknown as { set(source: Val): void }).set(value);
    const advance = this.#advances[stage - 1];
    const b = builder('A pipeline stage');
    betweenStages(b, () => b.atTop(() => (advance ? void when(advance, set) : set())));
  }
}
