// SPDX-License-Identifier: Apache-2.0
/**
 * The Verilated parser on its own: frames in, one header vector and one pair of checksum verdicts a frame out, in order.
 * Batches travel as one round trip, so the cost of a frame is that of its beats.
 */
import { emitVerilog } from 'typescript-hdl';
import { packetParser, packetParserClocks } from '../hdl/parser/packet-parser.ts';
import { type Config, configs, defaultConfigName } from '../hdl/spec/configs.ts';
import type { HeaderVectorField } from '../hdl/spec/protocol/header-vector.ts';
import {
  defaultParserTables,
  type ParserTableValues,
  parserTableEntryBits,
  parserTables,
} from '../hdl/spec/protocol/parser-tables.ts';
import { type Bench, openBench, type StreamSink, type StreamSource } from './bench.ts';
import type { PacketChecksums } from './model/packet-checksum-model.ts';
import { type HeaderVector, headerVectorOf } from './model/vector-model.ts';

export interface ParserBenchOptions {
  /** Configuration whose parser is simulated; default `10g`. */
  readonly config?: Config;
  /** Width of a beat in bits, instead of the configuration's. */
  readonly beatBits?: number;
  /** Contents of the run-time tables; default what they hold after reset. */
  readonly tables?: ParserTableValues;
  /** Probability of an idle clock before each beat; default 0. */
  readonly idle?: number;
  /** Seed of idle clocks, of noise after the end of frames and of initial register contents; default 1. */
  readonly seed?: number;
  /** Keep what is sent for a waveform of it; default true. */
  readonly repeatable?: boolean;
}

/** What the hardware says about one frame. */
export interface ParsedFrame {
  readonly vector: HeaderVector;
  readonly checksums: PacketChecksums;
}

/** Beats of one batch: bounds the memory that a batch takes. */
const beatsPerBatch = 20_000;

/** One simulation of the header parser; close it to end it. */
export class ParserBench {
  readonly config: Config;
  readonly bench: Bench;
  readonly #source: StreamSource;
  readonly #headers: StreamSink<HeaderVectorField>;
  readonly #verdicts: StreamSink<keyof PacketChecksums>;
  #noise: number;

  private constructor(config: Config, bench: Bench, idle: number) {
    this.config = config;
    this.bench = bench;
    this.#source = bench.source('up', { idle });
    this.#headers = bench.sink('headers');
    this.#verdicts = bench.sink('verdicts');
    this.#noise = bench.seed >>> 0;
  }

  /** Builds the simulation when it is not in the cache, starts it and resets it. */
  static async open({
    config: named = configs[defaultConfigName],
    beatBits = named.netDataBits,
    tables = defaultParserTables,
    idle = 0,
    seed = 1,
    repeatable = true,
  }: ParserBenchOptions = {}): Promise<ParserBench> {
    const config = { ...named, netDataBits: beatBits };
    const bench = await openBench(emitVerilog(packetParser(config)), { seed, repeatable });
    for (const { name } of parserTables) await bench.poke(tablePort(name), packedTable(tables[name]));
    await bench.reset();
    return new ParserBench(config, bench, idle);
  }

  /**
   * Header vectors and checksum verdicts of the frames, each of at least one byte, sent back to back but for the idle
   * clocks. Rejects with a SimulationError when one is missing or surplus when the last one is overdue.
   */
  async parse(frames: readonly Uint8Array[]): Promise<ParsedFrame[]> {
    const parsed: ParsedFrame[] = [];
    for (const batch of batchesOf(frames, this.config.netDataBits / 8)) {
      this.#source.send(batch.flatMap(frame => this.#beatsOf(frame)));
      await this.#source.drained();
      await this.bench.run(packetParserClocks(this.config) + 2);
      const vectors = await this.#headers.received();
      const verdicts = await this.#verdicts.received();
      if (vectors.length !== batch.length || verdicts.length !== batch.length) {
        const came = `${vectors.length} header vectors and ${verdicts.length} checksum verdicts came`;
        await this.bench.fail(`${came} for ${batch.length} frames`);
      }
      for (const [i, { transfer }] of vectors.entries()) {
        parsed.push({ vector: headerVectorOf(transfer), checksums: checksumsOf(verdicts[i]!.transfer) });
      }
    }
    return parsed;
  }

  /** Ends the simulation. */
  async close(): Promise<void> {
    await this.bench.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The beats of a frame; lanes after its end hold noise. */
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

const checksumsOf = (transfer: Readonly<Record<keyof PacketChecksums, bigint>>): PacketChecksums => ({
  l4Checksum: Number(transfer.l4Checksum),
  innerL4Checksum: Number(transfer.innerL4Checksum),
});

/** The port of a table: the name in the style of Verilog. */
const tablePort = (name: string): string =>
  `tables_${name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}_i`;

/** The entries in one word, the first in the lowest bits. */
const packedTable = (entries: readonly number[]): bigint =>
  entries.reduceRight((word, entry) => (word << BigInt(parserTableEntryBits)) | BigInt(entry), 0n);
