/**
 * The Verilated header parser on its own: frames in, one header vector a frame out, in order. Batches travel as one round
 * trip, so the cost of a frame is that of its beats.
 */
import { emitVerilog } from 'typescript-hdl';
import { type Config, configs, defaultConfigName } from '../hdl/layout/configs.ts';
import type { HeaderVectorField } from '../hdl/layout/header-vector.ts';
import { headerVectorFields } from '../hdl/layout/header-vector.ts';
import { headerParser, headerParserTiming } from '../hdl/parser/header-parser.ts';
import { type Bench, openBench, type StreamSink, type StreamSource } from './bench.ts';
import type { HeaderVector } from './model/header-vector.ts';

export interface ParserBenchOptions {
  /** Configuration whose parser is simulated; default `10g`. */
  readonly config?: Config;
  /** Width of a beat in bits, instead of the configuration's. */
  readonly beatBits?: number;
  /** Probability of an idle clock before each beat; default 0. */
  readonly idle?: number;
  /** Seed of idle clocks, of noise behind the end of frames and of initial register contents; default 1. */
  readonly seed?: number;
}

/** Beats of one batch: bounds the memory that a batch takes. */
const beatsPerBatch = 20_000;

/** One simulation of the header parser; close it to end it. */
export class ParserBench {
  readonly config: Config;
  readonly bench: Bench;
  readonly #source: StreamSource;
  readonly #sink: StreamSink<HeaderVectorField>;
  #noise: number;

  private constructor(config: Config, bench: Bench, idle: number) {
    this.config = config;
    this.bench = bench;
    this.#source = bench.source('up', { idle });
    this.#sink = bench.sink('headers');
    this.#noise = bench.seed >>> 0;
  }

  /** Builds the simulation when it is not in the cache, starts it and resets it. */
  static async open({
    config: named = configs[defaultConfigName]!,
    beatBits = named.netDataBits,
    idle = 0,
    seed = 1,
  }: ParserBenchOptions = {}): Promise<ParserBench> {
    const config = { ...named, netDataBits: beatBits };
    const bench = await openBench(emitVerilog(headerParser(config)), { seed });
    await bench.reset();
    return new ParserBench(config, bench, idle);
  }

  /**
   * Header vectors of the frames, each of at least one byte, sent back to back but for the idle clocks. Rejects with a
   * SimulationError when a vector is missing or surplus when the last one is overdue.
   */
  async parse(frames: readonly Uint8Array[]): Promise<HeaderVector[]> {
    const vectors: HeaderVector[] = [];
    for (const batch of batchesOf(frames, this.config.netDataBits / 8)) {
      this.#source.send(batch.flatMap(frame => this.#beatsOf(frame)));
      await this.#source.drained();
      await this.bench.run(headerParserTiming(this.config).latencyClocks + 2);
      const records = await this.#sink.received();
      if (records.length !== batch.length) {
        await this.bench.fail(`${records.length} header vectors came for ${batch.length} frames`);
      }
      for (const { transfer } of records) vectors.push(vectorOf(transfer));
    }
    return vectors;
  }

  /** Ends the simulation. */
  async close(): Promise<void> {
    await this.bench.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The beats of a frame; lanes behind its end hold noise. */
  #beatsOf(frame: Uint8Array) {
    const beatBytes = this.config.netDataBits / 8;
    const count = Math.ceil(frame.length / beatBytes);
    return Array.from({ length: count }, (_, i) => {
      const bytes = frame.subarray(i * beatBytes, (i + 1) * beatBytes);
      const lanes = Buffer.alloc(beatBytes);
      for (let lane = 0; lane < beatBytes; lane++) lanes[beatBytes - 1 - lane] = bytes[lane] ?? this.#noiseByte();
      const last = i === count - 1;
      const data = BigInt(`0x${lanes.toString('hex')}`);
      return { data, lastByte: bytes.length - 1, first: i === 0, last, error: last ? this.#noiseByte() & 3 : 0 };
    });
  }

  /** A linear congruential generator (Numerical Recipes constants), its high byte. */
  #noiseByte(): number {
    this.#noise = (Math.imul(this.#noise, 1664525) + 1013904223) >>> 0;
    return this.#noise >>> 24;
  }
}

function* batchesOf(frames: readonly Uint8Array[], beatBytes: number): Generator<readonly Uint8Array[]> {
  let batch: Uint8Array[] = [];
  let beats = 0;
  for (const frame of frames) {
    batch.push(frame);
    beats += Math.ceil(frame.length / beatBytes);
    if (beats < beatsPerBatch) continue;
    yield batch;
    batch = [];
    beats = 0;
  }
  if (batch.length > 0) yield batch;
}

const vectorOf = (transfer: Readonly<Record<HeaderVectorField, bigint>>): HeaderVector =>
  Object.fromEntries(
    headerVectorFields.map(({ name, bits }) => [name, bits >= 48 ? transfer[name] : Number(transfer[name])]),
  ) as unknown as HeaderVector;
