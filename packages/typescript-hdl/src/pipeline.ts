/** Pipelines that carry their payload: a value used in a later stage is registered on the way by itself. */
import { HdlError } from './diagnostic.ts';
import { Signal } from './ir.ts';
import { captureLocation } from './location.ts';
import { joinName } from './names.ts';
import { builder, when } from './scope.ts';
import { TypedWord } from './typed-word.ts';
import { Val } from './value.ts';
import { driveSignal, readSignal } from './view.ts';

/** What feeds a pipeline: a flow, or a stream whose `ready` the pipeline drives. */
export interface PipelineSource {
  readonly valid: Val<1>;
  readonly ready?: { set(value: Val<1>): void };
}

interface PipelineSink<P> {
  readonly valid: { set(value: Val<1>): void };
  readonly ready?: Val<1>;
  readonly payload: { set(value: P): void };
}

/** A pipeline under construction; code between two calls of `next()` describes one stage. */
export interface Pipeline {
  /** Number of the current stage, from 0. */
  readonly stage: number;
  /** 1 when the current stage holds a payload. */
  readonly valid: Val<1>;
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
 * through all stages in one clock; put a register slice behind long pipelines. Throughput one payload a clock.
 */
export const pipeline = (name: string, source: PipelineSource): Pipeline => new Stages(name, source);

class Stages implements Pipeline {
  stage = 0;
  valid: Val<1>;
  readonly #name: string;
  readonly #source: PipelineSource;
  readonly #domain = builder('pipeline()').domain;
  /** Whether stage k hands its payload on: undefined without back-pressure. */
  readonly #advances: (Val<1> | undefined)[] = [];
  /** Ready wires of the stages after the first. */
  #ready: Val<1> | undefined;
  #finished = false;

  constructor(name: string, source: PipelineSource) {
    this.#name = name;
    this.#source = source;
    this.valid = source.valid;
  }

  carry<const V extends { readonly [name: string]: unknown }>(values: V): V {
    const born = this.stage;
    const carried = {};
    for (const [name, value] of Object.entries(values)) {
      const copies = [value];
      const get = (): unknown => {
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
    valid.signal!.unusedIsFine = true;
    if (this.#source.ready) {
      const b = builder('A pipeline stage');
      const ready = driveSignal(
        b.signal(new Signal('wire', joinName(this.#name, `ready_${stage}`), 1, captureLocation())),
      );
      const advance = readSignal(valid.signal!)
        .not()
        .or(ready as Val<any>) as Val<1>;
      this.#connectReady(advance);
      this.#advances.push(advance);
      this.#ready = ready as Val<1>;
    } else {
      this.#advances.push(undefined);
    }
    this.#load(valid, this.valid, stage);
    this.valid = readSignal(valid.signal!) as Val<1>;
    this.stage = stage;
  }

  finish<P>(down: PipelineSink<P>, payload: P): void {
    this.#checkOpen();
    if ((down.ready === undefined) !== (this.#source.ready === undefined)) {
      throw new HdlError('HDL-SHAPE', 'A pipeline has a ready at both ends or at none.', captureLocation());
    }
    this.#finished = true;
    if (down.ready) this.#connectReady(down.ready);
    down.valid.set(this.valid);
    down.payload.set(payload);
  }

  /** The ready of the current stage. */
  #connectReady(ready: Val<1>): void {
    const target = this.stage === 0 ? this.#source.ready! : (this.#ready as unknown as { set(value: Val<1>): void });
    builder('A pipeline stage').atTop(() => target.set(ready));
  }

  #checkOpen(): void {
    if (this.#finished) throw new HdlError('HDL-SCOPE', 'The pipeline is finished.', captureLocation());
  }

  /** A copy of a value, of whatever kind, one stage later. */
  #registered(name: string, value: unknown, stage: number): unknown {
    if (value instanceof TypedWord) return value.like(this.#registered(name, value.bits, stage) as Val);
    if (value instanceof Val) {
      const register = this.#register(`${name}_${stage}`, value.width, undefined);
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
    builder('A pipeline stage').atTop(() => (advance ? void when(advance, set) : set()));
  }
}
