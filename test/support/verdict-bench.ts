// SPDX-License-Identifier: Apache-2.0
/** Header parser and classifier in co-simulation: frames in, the fate that the hardware gives each one out. */
import { component, connectFlow, emitVerilog, expose, flow, input, inst, slave } from 'typescript-hdl';
import { classifier, classifierLatency } from '../../hdl/classifier/classifier.ts';
import { beatShape, parserTablesShape } from '../../hdl/lib/frame-shapes.ts';
import { headerParser, headerParserTiming } from '../../hdl/parser/header-parser.ts';
import type { Config } from '../../hdl/spec/configs.ts';
import { counterEvents } from '../../hdl/spec/events/drop-reasons.ts';
import type { Fate } from '../../hdl/spec/events/fate.ts';
import { unpackFields } from '../../hdl/spec/field.ts';
import { defaultParserTables, parserTableEntryBits, parserTables } from '../../hdl/spec/protocol/parser-tables.ts';
import { identityEntry, identitySettingsFields } from '../../hdl/spec/tables/identity.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { type Bench, openBench, type StreamSink, type StreamSource } from '../../sim/bench.ts';
import { TableWindows } from '../hdl/classifier/table-writes.ts';

const verdictPath = (config: Config) => {
  const { headers: _parsed, verdicts: judged, ready, ...settings } = classifier(config).ports;
  return component(
    'verdict_path',
    { config: config.name },
    { up: slave(flow(beatShape(config))), tables: input(parserTablesShape), ...settings, ready, verdicts: judged },
    ({ up, tables, ready, verdicts, ...given }) => {
      const { parser, rules } = inst({ parser: headerParser(config), rules: classifier(config) });
      connectFlow(parser.up, up);
      parser.tables.set(tables);
      const { headers, verdicts: found, ready: isReady, ...taken } = rules;
      connectFlow(headers, parser.headers);
      expose(given, taken);
      ready.set(isReady);
      connectFlow(verdicts, found);
    },
  );
};

type VerdictField = 'functions' | 'drop' | 'reason' | 'queue' | 'reported' | 'refused';

/** Tells a classifier on a bench who sends the frames from now on; `egressDenied` as its image says of the sender. */
export const pokeOrigin = async (bench: Bench, sender: number | undefined, egressDenied: boolean): Promise<void> => {
  await bench.poke('origin_sent', sender === undefined ? 0 : 1);
  await bench.poke('origin_source', sender ?? 0);
  await bench.poke('origin_egress_denied', egressDenied ? 1 : 0);
};

/** Whether images drop what a function sends and no rule decides. */
export const deniesEgress = ({ identities }: TableImages, sender: number | undefined): boolean =>
  sender !== undefined &&
  unpackFields(identitySettingsFields, identities[identityEntry(sender, 'settings', 0)] ?? 0n).egressDenied === 1n;

/** Frames whose beats travel as one batch. */
const framesPerBatch = 2000;

/** One simulation of the way from a frame to its verdict; close it to end it. */
export class VerdictBench {
  readonly #config: Config;
  readonly #bench: Bench;
  readonly #windows: TableWindows;
  readonly #beats: StreamSource;
  readonly #verdicts: StreamSink<VerdictField>;
  #images: TableImages | undefined;

  private constructor(config: Config, bench: Bench) {
    this.#config = config;
    this.#bench = bench;
    this.#windows = new TableWindows(bench);
    this.#beats = bench.source('up');
    this.#verdicts = bench.sink('verdicts');
  }

  /** Builds the simulation when it is not in the cache, starts it and resets it. */
  static async open(config: Config): Promise<VerdictBench> {
    const bench = await openBench(emitVerilog(verdictPath(config)), { seed: 1 });
    for (const { name } of parserTables) {
      const port = `tables_${name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}_i`;
      const entries = defaultParserTables[name];
      const packed = entries.reduceRight((word, entry) => (word << BigInt(parserTableEntryBits)) | BigInt(entry), 0n);
      await bench.poke(port, packed);
    }
    const opened = new VerdictBench(config, bench);
    await bench.reset();
    await bench.runUntil({ port: 'ready', equals: 1 }, 1200);
    return opened;
  }

  /** Loads the tables that the next frames are judged by. */
  async load(images: TableImages): Promise<void> {
    await this.#windows.load(images);
    this.#images = images;
  }

  /** Fates of the frames, each of at least one byte and from its sender; without senders all are from the wire. */
  async judge(frames: readonly Uint8Array[], senders: readonly (number | undefined)[] = []): Promise<readonly Fate[]> {
    const fates: Fate[] = [];
    const places = [...new Set(senders.length > 0 ? senders : [undefined])].flatMap(sender => {
      const own = [...frames.keys()].filter(i => senders[i] === sender);
      return own.length > 0 ? [{ sender, own }] : [];
    });
    for (const { sender, own } of places) {
      await pokeOrigin(this.#bench, sender, deniesEgress(this.#images!, sender));
      const found = await this.#judgeAlike(own.map(i => frames[i]!));
      for (const [n, i] of own.entries()) fates[i] = found[n]!;
    }
    return fates;
  }

  /** Fates of frames of one sender. */
  async #judgeAlike(frames: readonly Uint8Array[]): Promise<readonly Fate[]> {
    const fates: Fate[] = [];
    const { latencyClocks } = headerParserTiming(this.#config);
    for (let from = 0; from < frames.length; from += framesPerBatch) {
      const batch = frames.slice(from, from + framesPerBatch);
      this.#beats.send(batch.flatMap(frame => this.#beatsOf(frame)));
      await this.#beats.drained();
      await this.#bench.run(latencyClocks + classifierLatency(this.#config) + 2);
      const verdicts = await this.#verdicts.received();
      if (verdicts.length !== batch.length)
        throw new RangeError(`${verdicts.length} verdicts came for ${batch.length} frames`);
      fates.push(...verdicts.map(({ transfer }) => this.#fateOf(transfer)));
    }
    return fates;
  }

  async close(): Promise<void> {
    await this.#bench.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #fateOf({ functions, drop, reason, queue, reported, refused }: Readonly<Record<VerdictField, bigint>>): Fate {
    const to = Array.from({ length: this.#config.functions }, (_, f) => f).filter(f => (functions >> BigInt(f)) & 1n);
    const event = drop === 1n ? counterEvents.find(({ id }) => BigInt(id) === reason)!.name : 'delivered';
    const fate: Fate = { functions: to, event, queue: Number(queue), ...(refused === 1n && { refused: true }) };
    return reported === 1n ? { ...fate, reported: true } : fate;
  }

  #beatsOf(frame: Uint8Array) {
    const beatBytes = this.#config.netDataBits / 8;
    const count = Math.ceil(frame.length / beatBytes);
    return Array.from({ length: count }, (_, i) => {
      const bytes = frame.subarray(i * beatBytes, (i + 1) * beatBytes);
      const lanes = Buffer.alloc(beatBytes, 0xa5);
      for (const [lane, byte] of bytes.entries()) lanes[beatBytes - 1 - lane] = byte;
      const data = BigInt(`0x${lanes.toString('hex')}`);
      return { data, lastByte: bytes.length - 1, first: i === 0, last: i === count - 1, error: 0 };
    });
  }
}
